"""The only place where the ends of words are changed, because they move into or out of a sentence.

What a user typed goes into no sentence that would change a letter of it: put it after a colon, or in quotes.
"""


def mid_sentence(label: str) -> str:
    """A label of ours as it stands inside a sentence: "In force" as "in force"; "NHS body" stays.

    For labels that the product words itself. Of a user's words nobody knows whether the first is a name.
    """
    return f"{label[:1].lower()}{label[1:]}" if _is_ordinary(label) else label


def sentence_start(words: str) -> str:
    """Words as they begin a sentence: "the fund" as "The fund"; "eHealth" and "iBCF" stay."""
    return f"{words[:1].upper()}{words[1:]}" if _is_ordinary(words) else words


def sentence_end(words: str) -> str:
    """Words as they end a sentence: with a full stop, unless they end in such a mark already."""
    return words if words.endswith((".", "!", "?", ":", ";", "…")) else f"{words}."


def _is_ordinary(words: str) -> bool:
    """Whether the first word has no capital or digit beyond its first letter, as a name or acronym may."""
    first = words.split(maxsplit=1)[0] if words.strip() else ""
    return not any(letter.isupper() or letter.isdigit() for letter in first[1:])
