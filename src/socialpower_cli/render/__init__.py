"""Showing answers: as panels on a terminal, as plain text in a pipe, as JSON for programs.

Renderers know answers and nothing of how they were found. Only the one that is needed is imported.
"""

from socialpower_cli.render.output import Display, Output, choose_output, show

__all__ = ["Display", "Output", "choose_output", "show"]
