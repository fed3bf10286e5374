"""Works and how they are referred to."""
