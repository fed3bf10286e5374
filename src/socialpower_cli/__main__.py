"""Run `sp` as `python -m socialpower_cli`."""

from socialpower_cli.cli import main

main()
