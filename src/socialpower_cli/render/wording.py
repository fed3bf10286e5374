"""Words that panels and plain text share."""

from collections.abc import Container, Mapping

from socialpower_cli import commandline
from socialpower_cli.answers import Bibliography, CitationList, Definition, Exported, Hit, Imported, Located, Map, Match, Quiz
from socialpower_cli.citations.styled import EXTRA
from socialpower_cli.citations.styles import STYLES
from socialpower_cli.links.relations import RELATIONS
from socialpower_cli.render.door import visible

LINK_HEADINGS = {kind: relation.heading for kind, relation in RELATIONS.items()}

# Stands under an entry some of whose examples name no source, where the corpus names any.
INVENTED = "Scenes without a number are invented to illustrate."

# Stands before how an entry itself is cited.
CREDIT = "Cite this entry: "

NOTHING_FITS = "Nothing fits well. Nearest:"

# The kinds of evidence that a score is made of: what each is called, and what it says.
EVIDENCE = {
    "name": ("name", "the query is a name of it or nearly one, or is printed in its entry; this alone counts"),
    "name_inside": ("name within", "the query has a name of it in it"),
    "words": ("words", "words of the query are in its entry, rare ones and those of names and definitions counting most"),
    "passage": ("passage", "they are close together in its definition, a saying or a scene"),
    "meaning": ("meaning", "the query as a whole is like the entry in meaning"),
    "kindred": ("kindred words", "its names and definition have the query's words or words like them"),
}

# What stands before the name by which a search found a concept. A label is no name of it, but leads to it.
_WHY = {"alias": "alias", "label": "see", "fuzzy name": "near name"}

_LINK_VERBS = {
    "broader": "falls under",
    "narrower": "is broader than",
    "related": "is related to",
    "contrasts": "is in contrast with",
    "about": "is about",
    "theories": "is the subject of",
}


def tell_match(matched: Match, term: str) -> str | None:
    """Return what a name met, where that was not the term itself: "power asymmetry → Power imbalance (alias)"."""
    if matched.how in ("id", "term"):
        return None
    if matched.how == "fuzzy":
        return f"Nothing is named '{matched.typed}'; the closest is: {matched.name}"
    if matched.how == "label":
        return f"'{matched.typed}' has no entry of its own; see: {term}, or: {command('search', *matched.typed.split())}"
    return f"{matched.typed} → {term} ({matched.how})"


def tell_namesakes(answer: Definition) -> str | None:
    """Return which other concepts share the name that an entry was found by, if any."""
    return "Also the name of: " + ", ".join(one.id for one in answer.namesakes) if answer.namesakes else None


def tell_provenance(answer: Definition) -> list[tuple[str, str]]:
    """Return which files an entry comes from, where the lowest file does not have it as it is: labels and what they tell."""
    labels = {"added": "From", "replaced": "From, in place of another entry", "extended": "Extended by"}
    return [(labels[one.how], one.file) for one in answer.provenance]


def tell_corpus(one: Located) -> str:
    """Return who named a corpus file and what became of it, in words: "your folder, read: 8 concepts, 4,096 bytes"."""
    facts = [] if one.concepts is None else [count(one.concepts, "concept")]
    if one.extensions:
        facts.append(count(one.extensions, "extension"))
    if one.bytes is not None:
        facts.append(f"{one.bytes:,} bytes")
    if one.version:
        facts.append(f"version {one.version}")
    reason = "your folder" if one.reason == "configuration" else one.reason
    told = f"{reason}, {one.state}"
    return ": ".join(filter(None, (told, ", ".join(facts), one.why)))


def tell_why(hit: Hit) -> str | None:
    """Return by which name a search found a concept, where that was not its term: "see: tokenism"."""
    return f"{_WHY[hit.why]}: {hit.matched}" if hit.matched and hit.why in _WHY else None


def tell_parts(parts: Mapping[str, float]) -> str:
    """Return what a hit's score is made of, the most first: "0.21 meaning + 0.08 words"; a name decides by itself."""
    counted = {"name": parts["name"]} if parts["name"] else parts
    told = [f"{worth:.2f} {EVIDENCE[kind][0]}" for kind, worth in sorted(counted.items(), key=lambda one: -one[1])]
    return " + ".join(one for one in told if not one.startswith(("0.00", "-")))


def tell_link(start: str, kind: str | None, end: str) -> str:
    """Return what a link says of two terms, as a sentence without its end: "Autonomy is in contrast with Dependence"."""
    if kind is None:
        return f"Nothing is recorded between {start} and {end}"
    return f"{start} {_LINK_VERBS[kind]} {end}"


def tell_exchange(answer: Imported | Exported) -> str:
    """Return what was read or written, as a sentence: "concepts.csv: 8 concepts written as csv, 1 thing dropped."."""
    dropped = f", {count(len(answer.dropped), 'thing')} dropped" if answer.dropped else ""
    concepts = count(answer.concepts, "concept")
    if isinstance(answer, Exported):
        return f"{answer.written}: {concepts} written as {answer.format}{dropped}."
    language = f" in the language '{answer.language}'" if answer.language else ""
    told = f"{answer.file}: {concepts} and {count(answer.sources, 'source')} read as {answer.format}{language}{dropped}."
    return f"{told} Written to {answer.written}." if answer.written else told


def name_style(answer: CitationList | Bibliography) -> str:
    """Return the name of the style that references are in: "APA, 7th edition"."""
    return "author-date form" if answer.unstyled or answer.style is None else STYLES[answer.style].name


def tell_unstyled(answer: CitationList | Bibliography) -> str | None:
    """Return that references are not in the style asked for, and what to do, where that is so."""
    if not answer.unstyled or answer.style is None:
        return None
    return f"{count(answer.unstyled, 'reference')} in author-date form. For {STYLES[answer.style].name}: {EXTRA}"


def tell_left_out(answer: Map) -> str:
    """Return how many concepts had no room on a map, and how to have them."""
    asked = ("--depth", str(answer.depth)) if answer.depth > 1 else ()
    wider = command("map", answer.nodes[0].id, *asked, "--limit", str(len(answer.nodes) + answer.left_out))
    return f"{count(answer.left_out, 'concept')} left out; with {'it' if answer.left_out == 1 else 'them'}: {wider}"


def tell_fewer(quiz: Quiz) -> str | None:
    """Return that a quiz has fewer questions than were asked for, None where it has as many."""
    if len(quiz.questions) == quiz.wanted:
        return None
    where = "the corpus" if quiz.category is None else f"the category '{quiz.category}'"
    asked = count(len(quiz.questions), "question")
    return f"{asked} in place of {quiz.wanted}: {where} is too small for more."


def number_sources(answer: Definition) -> dict[str, int]:
    """Return the number under which each source of an entry is cited, by its key."""
    return {key: number for number, (key, _) in enumerate(answer.citations, 1)}


def cite_by_number(text: str, numbers: Mapping[str, int]) -> str:
    """Return a text whose citations are numbers: "[2, p. 33]"."""
    if "@" not in text:
        return text
    from socialpower_cli.citations.markers import number_markers

    return number_markers(text, numbers)


def leave_out_citations(text: str, keys: Container[str]) -> str:
    """Return a text without its citations of some works."""
    if "@" not in text:
        return text
    from socialpower_cli.citations.markers import remove_markers

    return remove_markers(text, keys)


def command(name: str, *words: str) -> str:
    """Return a command as a shell reads it as it is meant, on the corpus that this run was given."""
    return commandline.write(name, *map(visible, words))


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number of things in words: "1 concept", "2 concepts"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
