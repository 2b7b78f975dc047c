"""What words of a question say of the paper that is sought: `số 12 nghị quyết tỉnh ủy 2012` names figure, type and year. Pure.

Hints only add: a paper that holds all the words is found whatever they hint at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from archive.document_types import TYPES
from search.forms import Level, at_level, is_marked, words_in
from search.query.numbers import SYMBOLS, without_zeros

_FIGURE = re.compile(r"\d{1,4}[a-zđ]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_WORD, _YEAR_WORD = "số", "năm"
_LINKING = ("của", "do")  # `nghị quyết số 12 của tỉnh ủy`: not every paper has such a word
_OTHER_WORDS = ("kế hoạch hóa", "báo cáo viên")  # begin like a type and are none
# What a figure counts, so that it is no number: `báo cáo 6 tháng`, `kế hoạch 5 năm`.
_COUNTED = frozenset("tháng năm ngày tuần quý giờ triệu tỷ nghìn phần người hộ cuộc điều khoản lần".split())


@dataclass(frozen=True, slots=True)
class Hints:
    """What a run of words tells. `type` is the words of a type's name, `symbols` what stands for it in numbers, in bare form.

    `figure` is that of a number, without leading zeros. `said` are the places of all words that tell these and nothing more,
    `year_at` is the place of the year.
    """

    type: tuple[str, ...] = ()
    symbols: frozenset[str] = frozenset()
    figure: str | None = None
    year: int | None = None
    year_at: int | None = None
    said: frozenset[int] = frozenset()


def hints_in(words: tuple[str, ...]) -> Hints:
    """The hints in the words of a run, in exact form; typed without any marks, they are understood without."""
    level = Level.EXACT if is_marked(words) else Level.BARE
    typed = at_level(words, level)
    type_at, name, symbols = _type_in(typed, level)
    after = type_at + len(name)
    said = set(range(type_at, after))
    figure_at, symbol = _figure_in(typed, level, type_at, after)
    year_at = _year_in(typed, figure_at)
    figure = None
    if figure_at is not None:
        figure = without_zeros(words[figure_at])
        said.add(figure_at)
        if symbol is not None:
            said.add(symbol)
            symbols = frozenset(at_level([words[symbol]], Level.BARE))
        said |= _before(typed, figure_at, _NUMBER_WORD, level)
        said.update(at for at, word in enumerate(typed) if word in at_level(_LINKING, level))
    if year_at is not None:
        said |= {year_at} | _before(typed, year_at, _YEAR_WORD, level)
    year = None if year_at is None else int(words[year_at])
    return Hints(name, symbols, figure, year, year_at, frozenset(said))


def _type_in(typed: Sequence[str], level: Level) -> tuple[int, tuple[str, ...], frozenset[str]]:
    """The first type named: where, its name, and its symbols; (0, (), none) without."""
    named = _types(level)
    for at, pair in enumerate(pairwise(typed)):
        for name, symbols in named.get(pair, ()):
            end = at + len(name)
            if tuple(typed[at:end]) == name and tuple(typed[at : end + 1]) not in _others(level):
                return at, name, symbols
    return 0, (), frozenset()


@cache
def _others(level: Level) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(at_level(words_in(other), level)) for other in _OTHER_WORDS)


@cache
def _types(level: Level) -> dict[tuple[str, str], list[tuple[tuple[str, ...], frozenset[str]]]]:
    """Names of types by their first two words, the longest first, with their symbols. Names of one word say nothing."""
    by_start: dict[tuple[str, str], list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for kind in sorted(TYPES, key=lambda kind: -len(kind.name)):
        name = tuple(at_level(words_in(kind.name), level))
        symbols = at_level([symbol.lower() for symbol in (kind.state, kind.party) if symbol], Level.BARE)
        if len(name) > 1:
            by_start.setdefault((name[0], name[1]), []).append((name, frozenset(symbols)))
    return by_start


def _figure_in(typed: Sequence[str], level: Level, type_at: int, after: int) -> tuple[int | None, int | None]:
    """Where the figure of a number stands: behind `số`, or beside a type or its symbol; and where the symbol stands."""
    counted = at_level(sorted(_COUNTED), level)
    for at in _figures(typed):
        if _before(typed, at, _NUMBER_WORD, level):
            return at, next((place for place in (at + 1, at - 2) if _is_symbol(typed, place)), None)
        if at + 1 < len(typed) and typed[at + 1] in counted:
            continue
        if after and at in {after, type_at - 1}:
            return at, None
        for place in (at - 1, at + 1):
            if _is_symbol(typed, place):
                return at, place
    return None, None


def _figures(typed: Sequence[str]) -> Iterator[int]:
    return (at for at, word in enumerate(typed) if _FIGURE.fullmatch(word))


def _is_symbol(typed: Sequence[str], at: int) -> bool:
    return 0 <= at < len(typed) and at_level([typed[at]], Level.BARE)[0] in SYMBOLS


def _year_in(typed: Sequence[str], figure_at: int | None) -> int | None:
    """Where the year stands; None where two are named, for then an interval is meant."""
    years = [at for at, word in enumerate(typed) if _YEAR.fullmatch(word) and at != figure_at]
    return years[0] if len(years) == 1 else None


def _before(typed: Sequence[str], at: int, word: str, level: Level) -> set[int]:
    """The place before, if that word stands there."""
    return {at - 1} if at and typed[at - 1] == at_level([word], level)[0] else set()
