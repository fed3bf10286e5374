"""The reference as a page: one file that holds all of a corpus and needs nothing else, no network either.

What is read stands in it as HTML and can be read without any script; search, comparisons and maps are the script's. The page
refuses whatever is not its own: its policy names its two scripts and its style by their digests, so that nothing that a corpus
might bring along could ever run.
"""

from socialpower_cli.exchange.page.writing import write, write_page

__all__ = ["write", "write_page"]
