"""How easy a screen is to read: contrast of the styles used, in the themes that most people have."""

import pytest

from socialpower_cli.render import painting

# Text and background of each theme, as their makers publish them: xterm; Ethan Schoonover's Solarized; macOS Terminal's Basic.
THEMES = {
    "default dark": ("e5e5e5", "000000"),
    "default light": ("000000", "ffffff"),
    "Solarized dark": ("839496", "002b36"),
    "Solarized light": ("657b83", "fdf6e3"),
    "macOS dark": ("ffffff", "1e1e1e"),
    "macOS light": ("000000", "ffffff"),
}
# What is asked of text by the Web Content Accessibility Guidelines 2.2, criterion 1.4.3.
ENOUGH = 4.5


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour in sRGB, from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shade(code: str, text: str, background: str) -> str:
    """Return the colour in which a terminal shows text of a style: its own, or for dim halfway to the background."""
    assert set(code.split(";")) <= {"1", "2", "3", "4"}, (
        "only bold, dim, italics and underline leave the reader's colour of text"
    )
    if "2" not in code.split(";"):
        return text
    mixed = [(int(text[place : place + 2], 16) + int(background[place : place + 2], 16)) // 2 for place in (0, 2, 4)]
    return "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("style", [style for style in painting.CODES if style != "ornament"])
@pytest.mark.parametrize("theme", THEMES)
def test_text_is_as_easy_to_read_as_the_theme_makes_it(theme: str, style: painting.Style) -> None:
    """Every style of text has enough contrast, or all that the theme itself gives to text."""
    text, background = THEMES[theme]
    given = contrast(text, background)
    assert given > 4
    assert contrast(shade(painting.CODES[style], text, background), background) >= min(ENOUGH, given)


@pytest.mark.parametrize("theme", THEMES)
def test_dim_is_for_ornaments(theme: str) -> None:
    """Dim text is too hard to read, so that no style of text is dim."""
    text, background = THEMES[theme]
    assert contrast(shade(painting.CODES["ornament"], text, background), background) < contrast(text, background)
    assert [style for style, code in painting.CODES.items() if "2" in code.split(";")] == ["ornament"]


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    """Black on white has the most there is, and Solarized's text on its dark background what is published of it."""
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("839496", "002b36") == pytest.approx(4.75, abs=0.01)
