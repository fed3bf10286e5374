"""Opening a page in whatever browser there is."""

import os
import sys

from socialpower_cli.cli.boundary import note
from socialpower_cli.render import door


def open_in_browser(address: str) -> None:
    """Open an address in the reader's browser; say so on standard error where there is none.

    A browser that runs in the terminal is none where standard output is no terminal, unless BROWSER names it.
    """
    import webbrowser

    try:
        first = webbrowser.get()
    except webbrowser.Error:
        first = None
    # Others than those that draw in the terminal have types of their own.
    draws_here = type(first) is webbrowser.GenericBrowser and "BROWSER" not in os.environ
    if first is None or (draws_here and not door.is_terminal(sys.stdout)) or not webbrowser.open(address):
        note("No browser could be opened; open the file in one yourself.")
