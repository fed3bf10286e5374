"""What is typed: commands, options, completion, the prompt; with it, the owner of Typer."""


def main() -> None:
    """Run `sp` and leave with its exit code."""
    import sys

    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


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

    def act() -> int:
        code = straight.take(arguments)
        if code is None:
            from socialpower_cli.cli import app

            code = app.run(arguments)
        return code

    return boundary.guard(act)
