"""Links between concepts: which kinds there are, and what can be read from them."""
