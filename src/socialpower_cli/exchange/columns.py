"""How others call the fields of an entry: the headings of columns and the labels in glossaries."""

import re

from socialpower_cli.records import Record
from socialpower_cli.text import names

# By field, as they are written without case, spaces and hyphens.
_CALLED = {
    "id": "id identifier key slug code conceptid termid entryid",
    "term": """term name concept word headword lemma label preflabel preferredlabel preferredterm preferredname title entry
        keyword descriptor terms expression""",
    "aliases": """aliases alias also alsoknownas also aka synonym synonyms altlabel altlabels alternativelabel alternativelabels
        alternatelabel othername othernames alternativename alternativenames alternativeterm alternativeterms variants variant
        uf usedfor abbreviation acronym""",
    "hidden_labels": "hiddenlabels hiddenlabel misspellings searchterms searchlabels keywords",
    "category": "category categories group topic subject domain theme class collection section microthesaurus",
    "gloss": "gloss short shortdefinition summary brief inbrief ",
    "definition": "definition definitions def meaning meanings description descriptions desc explanationofterm definedas",
    "explanation": "explanation details detail elaboration longdescription longdefinition background discussion",
    "examples": "examples example illustration illustrations usage",
    "everyday": "everyday everydaysayings sayings saying peoplesay",
    "note": "note notes scopenote scopenotes sn comment comments remark remarks",
    "origin": "origin origins etymology history historynote coinedby",
    "broader": """broader broaderterm broaderterms broaderconcept broaderconcepts bt parent parents hypernym
        hypernyms partof isa""",
    "narrower": "narrower narrowerterm narrowerterms narrowerconcept narrowerconcepts nt child children hyponym hyponyms",
    "related": "related relatedterm relatedterms relatedconcept relatedconcepts rt seealso see associated",
    "contrasts": "contrasts contrast contrastwith incontrast incontrastwith antonym antonyms opposite opposites notthesameas",
    "about": "about",
    "sources": "sources source reference references citation citations bibliography cite literature url link",
    "paraphrases": "paraphrases paraphrase inotherwords",
    "situations": "situations situation",
    "formerly": "formerly formerid formerids oldid oldids",
    "replaces": "replaces replacing",
    "uri": "uri iri",
    "notation": "notation notations classification ddc number",
    "exact_matches": "exactmatch exactmatches sameas",
}
_FIELDS = {spelling: field for field, spellings in _CALLED.items() for spelling in spellings.split()}
# "definition@en", "Definition (en)", "definition_en", "skos:prefLabel".
_LANGUAGE = re.compile(r"(?P<name>.*?)\s*[@_(\[-]\s*(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*[)\]]?\s*")
_PREFIX = re.compile(r"(?:skos|skosxl|dct|dc|dcterms|rdfs):", re.IGNORECASE)


class Column(Record):
    """The field that a column holds, and the language of its texts, where its heading tells one."""

    field: str
    language: str | None = None


def find_column(heading: str) -> Column | None:
    """Return what a column holds that has a heading, or None where no field is called so."""
    bare = _PREFIX.sub("", heading.strip().lstrip("'"))
    field = _FIELDS.get(names.squash(names.normalize(bare)))
    if field is not None:
        return Column(field)
    told = _LANGUAGE.fullmatch(bare)
    field = _FIELDS.get(names.squash(names.normalize(told["name"]))) if told is not None else None
    return None if field is None or told is None else Column(field, told["language"].lower())
