"""Words that panels and plain text share."""

from socialpower_cli.answers import Match
from socialpower_cli.links.relations import RELATIONS

LINK_HEADINGS = {kind: relation.heading for kind, relation in RELATIONS.items()}


def matched_line(matched: Match, term: str) -> str | None:
    """Return what a name met, where that was not the term itself: "power asymmetry → Power imbalance (alias)"."""
    if matched.how == "fuzzy":
        return f"closest to '{matched.typed}'"
    if matched.how in ("id", "term"):
        return None
    return f"{matched.typed} → {term} ({matched.how})"
