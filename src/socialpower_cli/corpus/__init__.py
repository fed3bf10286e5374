"""Corpus files: what they hold, where they lie, how they are read and checked."""
