"""What a word is, and when two names are the same name."""
