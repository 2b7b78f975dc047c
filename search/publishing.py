"""From pages as they were read to words as they are searched. Pure.

Kept out of the searched words: lone page numbers, and running heads (the same line at the top or bottom of three pages
or more; its first showing on the record's first page stays, since it may be the title). A word that is broken over two
lines by a hyphen is joined; broken over two pages, it is a word of the first of them. Everything left out is still
printed, and so still shown.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from archive.pages import PageText, PrintedLine
from archive.vietnamese import is_syllable
from search.entries import NEIGHBOURS, PageWords, RecordText
from search.forms import Level, at_level, words_in

RUNNING_HEAD_PAGES = 3  # the same line on two pages may be chance ('KÍNH GỬI'), on three it is a running head
EDGE_LINES = 2  # how many lines at the top and at the bottom may be running heads: 'Công báo' over '12 - 3 - 2011'
MARGIN = 0.12  # of the page's height: a lone number further in belongs to a table
_PAGE_NUMBER = re.compile(r"(?:trang|tr)?[\W_]*\d{1,4}(?:[\W_]+\d{1,4})?[\W_]*", re.IGNORECASE)
_HYPHENS = ("-", "\u00ad", "\u2010", "\u00ac")  # hyphen-minus, soft hyphen, hyphen, and the sign that OCR reads for it


def build_text(pages: Sequence[tuple[str, PageText]]) -> RecordText:
    """The text of a record from its pages in order, each as (page id, page)."""
    return build_text_of_lines([(page_id, page.printed_lines()) for page_id, page in pages])


def build_text_of_lines(pages: Sequence[tuple[str, Sequence[PrintedLine]]]) -> RecordText:
    """The text of a record from the printed lines of its pages in order, each as (page id, lines)."""
    lined = [lines for _, lines in pages]
    heads = _running_heads(lined)
    kept = []
    for index, lines in enumerate(lined):
        left_out = _left_out(lines, heads, first=index == 0)
        kept.append([line for line in lines if line.start not in left_out])
    bare_pages: list[PageWords] = []
    tail = None
    for printed, lines, following in zip(lined, kept, [*kept, []][1:], strict=True):
        begins = following[0] if following else None
        words, goes_on = _page_words(printed, lines, tail, begins.words[0] if begins else None)
        bare_pages.append(words)
        tail = begins.start if begins and goes_on else None
    return RecordText(tuple(page_id for page_id, _ in pages), tuple(_with_neighbours(bare_pages)))


def build_page(page: PageText) -> PageWords:
    """The words of one page seen alone: no neighbours, and no running heads to be known by."""
    return build_text([("", page)]).pages[0]


def _key(line: PrintedLine) -> str:
    """What running heads share: bare words, with any digit the same as any other."""
    return re.sub(r"\d+", "0", " ".join(at_level(words_in(" ".join(line.words)), Level.BARE)))


def _in_margin(line: PrintedLine) -> bool:
    return not MARGIN < line.middle < 1 - MARGIN


def _edges(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    return [line for index, line in enumerate(lines) if index < EDGE_LINES or index >= len(lines) - EDGE_LINES]


def _running_heads(pages: Sequence[Sequence[PrintedLine]]) -> frozenset[str]:
    shown = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)} if key)
    return frozenset(key for key, count in shown.items() if count >= RUNNING_HEAD_PAGES)


def _left_out(lines: Sequence[PrintedLine], heads: frozenset[str], *, first: bool) -> frozenset[int]:
    """Starts of the lines that are not searched; never all of a page, for then they are what it says."""
    left_out = set()
    for line in _edges(lines):
        is_number = _in_margin(line) and _PAGE_NUMBER.fullmatch(" ".join(line.words)) is not None
        if is_number or (not first and _key(line) in heads):
            left_out.add(line.start)
    return frozenset(left_out) if len(left_out) < len(lines) else frozenset()


def _page_words(
    printed: Sequence[PrintedLine], kept: Sequence[PrintedLine], tail: int | None, next_page: str | None
) -> tuple[PageWords, bool]:
    """The words of the lines that are kept, and whether the last one goes on in `next_page`, the first word over the page.

    `tail` is the printed word that belongs to the last word of the page before.
    """
    texts: list[str] = []
    places: list[int] = []
    broken: list[int] = []  # which of the texts are two halves over a line end
    goes_on = False
    skip = tail  # the printed word that was already taken as the end of a broken one
    for line, following in zip(kept, [*kept, None][1:], strict=True):
        begin = 1 if line.start == skip else 0
        texts += line.words[begin:]
        places += range(line.start + begin, line.start + len(line.words))
        if begin == len(line.words):
            continue
        whole = None
        if following is None:
            whole = next_page and _rejoined(texts[-1], next_page)
            goes_on = bool(whole)
        elif following.start == places[-1] + 1:
            whole = _rejoined(texts[-1], following.words[0])
            if whole:
                broken.append(len(texts) - 1)
                skip = following.start
        texts[-1] = whole or texts[-1]
    parts = [*map(words_in, texts)]
    page_words = PageWords(
        printed=_unspaced(list(chain.from_iterable(line.words for line in printed))),
        words=tuple(chain.from_iterable(parts)),
        places=tuple(place for place, part in zip(places, parts, strict=True) for _ in part),
        joined=frozenset(sum(map(len, parts[: index + 1])) - 1 for index in broken),
        tail=tail,
    )
    return page_words, goes_on


def _unspaced(words: list[str]) -> tuple[str, ...]:
    """Printed words as one piece each, even where a text layer smuggled a space into one."""
    if " ".join(words).split() != words:
        words = ["\u00a0".join(word.split()) or "\u00a0" for word in words]
    return tuple(words)


def _rejoined(head: str, tail: str) -> str | None:
    """The whole word of two halves at a line end, or None if they are two words.

    `quy-|ết` is one syllable. `điện-|tử` are two: Vietnamese writes its compounds with and without hyphen, and a join
    would make a word that nobody types.
    """
    if not head.endswith(_HYPHENS) or not tail[:1].islower():
        return None
    start = head.rstrip("".join(_HYPHENS))
    if not start or not start[-1].isalpha():
        return None
    end = words_in(tail)
    if not end or not words_in(start):
        return None
    whole = start + tail
    if is_syllable(words_in(start)[-1]) and is_syllable(end[0]) and not is_syllable(words_in(whole)[-1]):
        return None
    return whole


def _with_neighbours(pages: Sequence[PageWords]) -> Iterator[PageWords]:
    """Each page with the words that stand next to it, also across pages that hold fewer words than are carried."""
    for index, page in enumerate(pages):
        before: tuple[str, ...] = ()
        after: tuple[str, ...] = ()
        for previous in reversed(pages[:index]):
            before = (*previous.words, *before)[-NEIGHBOURS:]
            if len(before) == NEIGHBOURS:
                break
        for following in pages[index + 1 :]:
            after = (*after, *following.words)[:NEIGHBOURS]
            if len(after) == NEIGHBOURS:
                break
        yield replace(page, before=before, after=after)
