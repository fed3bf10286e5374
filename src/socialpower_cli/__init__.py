"""`sp`, a reference work on social power for the terminal."""

__version__ = "0.1.0"
