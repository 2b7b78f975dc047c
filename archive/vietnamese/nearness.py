"""Whether two words are nearly the same, as what a scan misread and what was printed are."""


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter replaced, added or left out makes one word the other; equal words are not apart."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
