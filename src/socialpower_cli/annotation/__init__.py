"""Annotation: a text goes in, and the concepts that it names come out, each with the places where it is named.

`prose` says which parts of a text are read, `vocabulary` what names there are, `mentions` where they stand, `sense` which of
them mean the concept, and `annotating` puts these together.
"""

from socialpower_cli.annotation.annotating import annotate

__all__ = ["annotate"]
