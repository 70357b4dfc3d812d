"""Names to identifiers."""

from __future__ import annotations

import unicodedata

__all__ = ["slug"]

# Long enough to stay recognisable, short enough for a file, a URL and a diff.
MAX_LENGTH = 60

# ASCII, folded: letters and digits in lower case, all else a blank.
_ASCII = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))


def slug(name: str) -> str:
    """Make the default id of an element from its name.

    Lower case; letters, marks and digits of every script stay; everything
    else becomes one hyphen; long names are cut at a word. A name without a
    letter or digit (an emoji, say) becomes its code points, so that an id is
    never empty and the same name always gives the same id.

    Args:
        name: any text with at least one visible character.

    Returns:
        The id.

    Examples:
        >>> slug("See the ad!")
        'see-the-ad'
        >>> slug("Straße & Köln")
        'straße-köln'
        >>> slug("🎉")
        'u1f389'
    """
    if name.isascii():
        # Most names are ASCII, and every element of a file without ids needs one.
        words = name.translate(_ASCII).split()
    else:
        folded = unicodedata.normalize("NFKC", name).lower()
        # Marks carry the vowels of Devanagari and Thai: isalnum() would drop them.
        words = "".join(
            c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in folded
        ).split()
    if not words:
        words = [f"u{ord(c):x}" for c in name if not c.isspace()]
    short = "-".join(words)
    if len(short) <= MAX_LENGTH:
        return short
    cut = short[: MAX_LENGTH + 1].rpartition("-")[0]
    return cut or short[:MAX_LENGTH]
