"""Dates of works, as CSL-JSON writes them."""

from typing import Any


def split_date(date: Any) -> list[Any]:
    """Return the year, month and day of a CSL date, as far as they are given; or the one text that it is told in."""
    try:
        return [part for part in date["date-parts"][0] if part not in (None, "")]
    except (KeyError, IndexError, TypeError):
        told = (date.get("literal") or date.get("raw")) if isinstance(date, dict) else None
        return [told] if told else []
