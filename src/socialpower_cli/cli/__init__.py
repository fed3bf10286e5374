"""What is typed: commands, options, completion, the prompt; with it, the owner of Typer."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sys


def main() -> None:
    """Run `sp` and leave with its exit code."""
    try:
        import sys

        sys.unraisablehook = _ignore_interrupts
        _leave(_run(sys.argv[1:]))
    except BaseException as error:
        # An interrupt before there is a boundary that could tell of it, or after, or told as a failure of what it interrupted.
        if not _is_interrupt(error):
            raise
        _leave(130)


def _run(arguments: list[str]) -> int:
    """Return the exit code of a run, the straight way if it can be gone, else Typer's."""
    import gc
    import os

    # A run is over before there is anything worth collecting.
    gc.disable()
    if "_SP_COMPLETE" in os.environ:
        from socialpower_cli.cli import completion

        return completion.answer_shell(arguments)
    from socialpower_cli.cli import boundary, straight

    boundary.prepare_streams()
    return boundary.guard(lambda: straight.run(arguments))


def _is_interrupt(error: BaseException | None) -> bool:
    """Return whether an error is an interrupt or was raised on account of one."""
    return error is not None and (isinstance(error, KeyboardInterrupt) or _is_interrupt(error.__cause__ or error.__context__))


def _ignore_interrupts(unraisable: "sys.UnraisableHookArgs") -> None:
    """Tell on stderr, as Python does, of an error that could not be raised, except of an interrupt."""
    import sys

    if not _is_interrupt(unraisable.exc_value):
        sys.__unraisablehook__(unraisable)


def _leave(code: int) -> None:
    """End the process: the system frees what is left of a run in no time; Python's own taking apart costs a tenth of it."""
    import os
    import sys

    if sys.gettrace() or sys.getprofile():
        # Debuggers and profilers write down at the end what they have seen.
        sys.exit(code)
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    finally:
        os._exit(code)
