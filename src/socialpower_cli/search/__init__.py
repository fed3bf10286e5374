"""Finding concepts by anything a person may type: see `engine` for the ranking, `spelling` for near names."""
