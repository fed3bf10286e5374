"""The links between concepts."""
