"""What a shell completes: concepts by id and by name."""

from socialpower_cli.index import Index
from socialpower_cli.text import names

_LIMIT = 1000


def concepts(index: Index, before: list[str], incomplete: str) -> list[str]:
    """Return the words that continue what is typed towards a concept's id or name, in order.

    After the words "power" and "im" the answer is "imbalance"; an unfinished first word is answered by ids, or by names
    written like ids where no id fits ("power-asymmetry").
    """
    if before:
        start = names.normalize(" ".join(before)) + " "
        typed = start + names.normalize(incomplete)
        following = dict.fromkeys(key[len(start) :].split(" ")[0] for key, _, _ in index.names_starting(typed, _LIMIT))
        return [word for word in following if word]
    found = index.names_starting(names.normalize(incomplete), _LIMIT)
    ids = dict.fromkeys(identifier for _, identifier, _ in found if identifier.startswith(incomplete.lower()))
    words = list(ids) or list(dict.fromkeys(key.replace(" ", "-") for key, _, _ in found))
    # Shells drop what does not begin as typed, so capitals are kept.
    return [incomplete + word[len(incomplete) :] for word in words]
