"""What each command says: plain frozen data that engines return and renderers show.

The types whose names stand in the JSON contract keep its key order. What only a renderer needs (a breadcrumb, the places
to mark in a snippet) stands in the types around them, whose `document` is the part that JSON prints. They are records,
since these are made at start-up in a tenth of a dataclass's time.
"""

from socialpower_cli.answers.annotations import Annotated, Annotation, Form, Glossed, Names
from socialpower_cli.answers.corpora import Begun, Located, Reason, Remarked, State, Survey
from socialpower_cli.answers.entries import (
    Association,
    Bibliography,
    Brief,
    Citation,
    CitationList,
    CitedWork,
    Definition,
    Entry,
    Example,
    ExampleList,
    How,
    Match,
    PlacedExample,
    Provenance,
    Reference,
    Source,
)
from socialpower_cli.answers.files import Dropped, Exported, Imported, WebPage
from socialpower_cli.answers.links import (
    DEEPEST,
    Branch,
    Compared,
    Comparison,
    Contrast,
    Edge,
    Forest,
    LinkKind,
    Map,
    Neighbours,
    Path,
    Step,
)
from socialpower_cli.answers.lists import Counted, Groups, Hit, Listed, Listing, Results, Span, Why
from socialpower_cli.answers.quizzes import Choice, Question, QuestionKind, Quiz
from socialpower_cli.answers.reports import Finding, Miss, Report, Summary

__all__ = [
    "DEEPEST",
    "Annotated",
    "Annotation",
    "Answer",
    "Association",
    "Begun",
    "Bibliography",
    "Branch",
    "Brief",
    "Choice",
    "Citation",
    "CitationList",
    "CitedWork",
    "Compared",
    "Comparison",
    "Contrast",
    "Counted",
    "Definition",
    "Dropped",
    "Edge",
    "Entry",
    "Example",
    "ExampleList",
    "Exported",
    "Finding",
    "Forest",
    "Form",
    "Glossed",
    "Groups",
    "Hit",
    "How",
    "Imported",
    "LinkKind",
    "Listed",
    "Listing",
    "Located",
    "Map",
    "Match",
    "Miss",
    "Names",
    "Neighbours",
    "Path",
    "PlacedExample",
    "Provenance",
    "Question",
    "QuestionKind",
    "Quiz",
    "Reason",
    "Reference",
    "Remarked",
    "Report",
    "Results",
    "Source",
    "Span",
    "State",
    "Step",
    "Summary",
    "Survey",
    "WebPage",
    "Why",
]

Answer = (
    Definition
    | Brief
    | Results
    | Neighbours
    | Comparison
    | Path
    | Map
    | Listing
    | Forest
    | Groups
    | ExampleList
    | CitationList
    | Bibliography
    | Report
    | Summary
    | Survey
    | Begun
    | Imported
    | Exported
    | WebPage
    | Annotated
    | Quiz
)
