"""Gaps of a printed form that a hand fills in: `Số: …/QĐ-UBND`, `ngày … tháng … năm 1987`, found among a page's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.vietnamese import bare
from imaging.recognisers.port import RecognisedWord

_UPPER = 0.45  # of the page's height: heads stand above
_PLAIN = 0.6  # confidence of the engine from which on figures without dots are taken as printed
_APART = 1.2  # heights: a label stands at the beginning of its line, or so far from the words before it
_FIGURES = re.compile(r"\d{1,5}[a-eđ]?")
_LABEL = re.compile(r"[\W_]*s[oòóỏõọôồốổỗộ0](?![^\W\d_])\W{0,2}", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:[-–—/]\s?(?:(?:19|20)\d\d/)?[A-ZĐÐ0][^\W\d]+|^[A-ZĐÐ][^\W\d]+[-/–—&][A-ZĐÐ][^\W\d]*)(?:[-/–—&][^\W\d]+)*\W*$"
)
_MOST_BETWEEN = 4  # words that an engine makes of what stands in a gap
_YEAR = re.compile(r"[12]\d{3}\W*")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap on a page: the printed words at its sides, and what the engine took its ink for.

    `first` and `last` are places among the words: [first, last) stood in the gap. `before` and `after` are parts of the words
    at its ends that were printed, where the engine glued them to it. `most` is the greatest figure that may stand there (a
    day's 31), 0 for a number.
    """

    line: int
    first: int
    last: int
    left: float
    right: float
    top: float
    bottom: float
    before: str = ""
    after: str = ""
    most: int = 0


def gaps_of(words: Sequence[RecognisedWord], height: float) -> Iterator[Gap]:
    """The gaps in the head of a page whose figures were not plainly read; `height` is the page's.

    The words of a line must stand beside each other, from left to right.
    """
    for _, places in groupby(range(len(words)), key=lambda at: words[at].line):
        begin, *others = places
        end = begin + 1 + len(others)
        if words[begin].bottom < _UPPER * height:
            yield from _of_date(words, begin, end)
            yield from _of_number(words, begin, end)


def figures_in(text: str) -> str:
    """The figures of what stands in a gap, where it is figures and dots alone; else nothing."""
    plain = re.sub(r"[.…_\s]+", "", text)
    return plain if _FIGURES.fullmatch(plain) else ""


def _of_date(words: Sequence[RecognisedWord], begin: int, end: int) -> Iterator[Gap]:
    names = [re.sub(r"\W", "", bare(word.text)) for word in words[begin:end]]
    for day in (at for at, name in enumerate(names) if name == "ngay"):
        month = _next(names, day, "thang")
        year = _next(names, month, "nam") if month is not None else None
        if (
            month is None
            or year is None
            or begin + year + 1 >= end
            or not _YEAR.fullmatch(words[begin + year + 1].text)
        ):
            continue
        # A hand that filled in one of them filled in the other, however plainly it was read.
        if not all(_is_plain(words[begin + left + 1 : begin + right]) for left, right in ((day, month), (month, year))):
            yield _between(words, begin + day, begin + month, 31)
            yield _between(words, begin + month, begin + year, 12)


def _next(names: Sequence[str], after: int, name: str) -> int | None:
    return next((at for at in range(after + 1, min(after + 2 + _MOST_BETWEEN, len(names))) if names[at] == name), None)


def _between(words: Sequence[RecognisedWord], left: int, right: int, most: int) -> Gap:
    ends = (words[left], words[right])
    return Gap(
        words[left].line,
        left + 1,
        right,
        ends[0].right,
        ends[1].left,
        min(word.top for word in ends),
        max(word.bottom for word in ends),
        most=most,
    )


def _is_plain(inside: Sequence[RecognisedWord]) -> bool:
    """Whether the engine saw printed figures and nothing else."""
    return len(inside) == 1 and bool(_FIGURES.fullmatch(inside[0].text)) and inside[0].confidence >= _PLAIN


def _of_number(words: Sequence[RecognisedWord], begin: int, end: int) -> Iterator[Gap]:
    for at in range(begin, end):
        label = _LABEL.match(words[at].text)
        if label is None or (at > begin and not _stands_apart(words[at - 1], words[at])):
            continue
        gap = _after_label(words, at, end, label.group())
        if gap is not None:
            yield gap
        return


def _stands_apart(before: RecognisedWord, word: RecognisedWord) -> bool:
    """Whether a word begins a line or a block; what stands before it may be a speck."""
    return word.left - before.right > _APART * word.height or not any(map(str.isalnum, before.text))


def _after_label(words: Sequence[RecognisedWord], at: int, end: int, label: str) -> Gap | None:
    glued = words[at].text[len(label) :]
    dotted = label != (label := label.rstrip(".…"))
    texts = [glued] + [word.text for word in words[at + 1 : min(end, at + 2 + _MOST_BETWEEN)]]
    for count in range(len(texts)):
        found = _TAIL.search(texts[count]) if texts[count] else None
        sign = texts[count] if texts[count] in {"-", "–", "—", "/"} else ""
        if found is None and not (sign and count):
            continue
        after = found.group() if found is not None else sign
        inside = texts[count][: len(texts[count]) - len(after)]
        joined = bool(inside) or not count  # whether figures and symbol are one word
        first, last = at + (not glued), at + count + joined
        read = "".join([*texts[:count], inside]).removeprefix(":")
        sure = min(word.confidence for word in words[first : max(last, first + 1)])
        if not dotted and _FIGURES.fullmatch(read) and sure >= _PLAIN:
            return None
        ends = words[at : at + count + 1]
        return Gap(
            words[at].line,
            first,
            last,
            ends[0].left if glued else ends[0].right,
            ends[-1].right if joined else ends[-1].left,
            min(ends[0].top, ends[-1].top),
            max(ends[0].bottom, ends[-1].bottom),
            label if glued else "",
            after if joined else "",
        )
    return None
