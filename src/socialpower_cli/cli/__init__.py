"""What is typed: commands, options, completion; with it, the owner of Typer."""


def main() -> None:
    """Run `sp` and leave with its exit code."""
    from socialpower_cli.cli import app

    app.main()
