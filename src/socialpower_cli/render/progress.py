"""A bar on standard error that shows a person how far something long has come."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

from socialpower_cli.render import door

Progress = Callable[[int, int], None]


@contextlib.contextmanager
def show_bar(what: str | None) -> Iterator[Progress | None]:
    """Show a bar while something runs and yield what to tell it, how much is done and of how much; it goes when all is done.

    Without words, or where standard error is no terminal, or one that obeys nothing, there is none.
    """
    if what is None or not door.is_terminal(sys.stderr) or os.environ.get("TERM") in ("dumb", "unknown"):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    colour = door.takes_styles("auto", sys.stderr)
    console = Console(file=sys.stderr, width=door.measure(sys.stderr).width, no_color=not colour, markup=False, emoji=False)
    columns = TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(door.visible(what), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
