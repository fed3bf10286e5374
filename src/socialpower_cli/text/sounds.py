"""How a name sounds, for spellings by ear."""

_VOWELS = "aeiouyw"
_SPOKEN = (
    *(("sch", "sk"), ("tch", "ch"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("gh", ""), ("kn", "n"), ("dg", "j")),
    *(("ce", "se"), ("ci", "si"), ("cy", "sy"), ("ge", "je"), ("gi", "ji"), ("gy", "jy"), ("psy", "sy"), ("x", "ks")),
)
_ONE_LETTER = str.maketrans("cqzv", "kksf")


def sound(squashed: str) -> str:
    """Return the consonants of an English word as they are mostly spoken: "beaurocracy" and "bureaucracy" give "brkrs".

    A short form of the Metaphone of Philips (1990), "Hanging on the Metaphone": letters that are spoken alike become one
    letter, vowels after the first letter and what is doubled go.
    """
    for written, spoken in _SPOKEN:
        squashed = squashed.replace(written, spoken)
    squashed = squashed.translate(_ONE_LETTER)
    first = "a" if squashed[:1] in _VOWELS else squashed[:1]
    consonants = "".join(letter for letter in squashed[1:] if letter not in _VOWELS and letter != "h")
    kept = first + consonants
    return "".join(letter for place, letter in enumerate(kept) if place == 0 or letter != kept[place - 1])
