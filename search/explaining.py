"""Why a record was found: which words stand where in it, and how closely they agree. Pure; asked of the hits shown only.

Told is what the search looked for and the record holds, not how much it counted: in a description word by word, in the
text on the pages shown. What was negated is never told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise

from archive import numbers
from search.entries import PageWords, RecordSummary
from search.forms import words_in
from search.highlight import Closeness, Searched
from search.port import PageMatch
from search.query.hints import hints_in
from search.query.numbers import spellings_of, without_zeros
from search.query.tree import And, FieldQuery, Most, Not, Number, Or, Phrase, Query, SearchField, Varied, Words


class Place(StrEnum):
    """Where words were found: a field of the description, or the text of a page."""

    TITLE = "title"
    NUMBER = "number"
    TYPE = "type"
    ISSUER = "issuer"
    SIGNER = "signer"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reason:
    """Words sought that stand in one place, with what is printed there.

    `page` is the page in the record, from 1, for text. `as_typed` is False where another form was sought in their stead: an
    abbreviation, or a near word.
    """

    sought: str
    found: str
    place: Place
    closeness: Closeness
    page: int | None = None
    as_typed: bool = True


@dataclass(frozen=True, slots=True)
class _Sought:
    """Words of one run. `whole` means they must stand in sequence; with a `field`, in that field alone."""

    words: tuple[str, ...]
    whole: bool = False
    quoted: bool = False
    as_typed: bool = True
    field: SearchField | None = None
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """One place with its words."""

    place: Place
    page: int | None
    printed: tuple[str, ...]
    searched: Searched

    def find(self, words: tuple[str, ...], *, quoted: bool = False) -> tuple[Closeness, tuple[int, ...]] | None:
        """How closely words stand here in sequence, and where first; a description is never misread."""
        finding = self.searched.find(Phrase(words, quoted))
        if finding is None or (finding.closeness is Closeness.MISREAD and self.place is not Place.TEXT):
            return None
        first = _first_run(sorted(finding.places))[: len(words)]
        # Words typed without marks are sought without them; where none are printed either, they agree wholly.
        as_typed = finding.closeness is Closeness.BARE and set(words) <= set(words_in(self.written(first)))
        return Closeness.EXACT if as_typed else finding.closeness, first

    def written(self, places: Iterable[int]) -> str:
        """What is printed at these places, with an ellipsis where words between them are left out."""
        ordered = sorted(set(places))
        gaps = ("", *("… " if at > before + 1 else "" for before, at in pairwise(ordered)))
        return " ".join(gap + self.printed[at] for gap, at in zip(gaps, ordered, strict=True))


def explain(query: Query | None, record: RecordSummary, pages: Sequence[PageMatch]) -> tuple[Reason, ...]:
    """Why a record is a hit of a query: the description first, then its pages in the order given; each reason once.

    `query` is what was put to the engine, with other forms of words in it; `pages` are the record's matching pages.
    """
    if query is None:
        return ()
    sought = list(_runs(query))
    texts = [*_described(record), *(_page(match) for match in pages)]
    found = [reason for text in texts for one in sought for reason in _reasons(one, text, record)]
    return tuple(dict.fromkeys([*_told_by_hints(sought, record), *found]))


def _runs(query: Query, field: SearchField | None = None) -> Iterator[_Sought]:
    """What is sought, run by run; words of a widened search that were typed side by side are one run again."""
    match query:
        case Not():
            return
        case Words(words):
            yield _Sought(words, field=field)
        case Phrase(words, quoted):
            yield _Sought(words, whole=True, quoted=quoted, field=field)
        case Number(words):
            yield _Sought(words, whole=True, field=field, number=query)
        case FieldQuery(searched, inner):
            yield from _runs(inner, searched)
        case Varied(run, others):
            yield from _runs(run, field)
            for other in others:
                yield _Sought(other.words, whole=True, as_typed=False, field=other.field or field)
        case And(queries) | Or(queries):
            for part in queries:
                yield from _runs(part, field)
        case Most(parts):
            yield from _side_by_side([one for part in parts for one in _runs(part, field)])


def _side_by_side(found: Iterable[_Sought]) -> Iterator[_Sought]:
    """Words that follow each other as one run again."""
    for single, ones in groupby(found, lambda one: not one.whole and one.as_typed):
        if single:
            first, *others = ones
            yield replace(first, words=(*first.words, *(word for one in others for word in one.words)))
        else:
            yield from ones


def _described(record: RecordSummary) -> Iterator[_Text]:
    """The fields of a description that are searched, with their words."""
    fields = (
        (Place.TITLE, record.title),
        (Place.NUMBER, record.number),
        (Place.TYPE, record.type),
        (Place.ISSUER, record.issuer),
        (Place.SIGNER, record.signer),
    )
    for place, value in fields:
        if value:
            printed = tuple(value.split())
            pairs = [(word, at) for at, one in enumerate(printed) for word in words_in(one)]
            words = PageWords(printed, tuple(word for word, _ in pairs), tuple(at for _, at in pairs))
            yield _Text(place, None, printed, Searched(words))


def _page(match: PageMatch) -> _Text:
    return _Text(Place.TEXT, match.number, match.words.printed, Searched(match.words))


def _reasons(one: _Sought, text: _Text, record: RecordSummary) -> Iterator[Reason]:
    if one.field is not None and text.place != one.field.value:
        return
    if text.place is Place.NUMBER and (one.number is not None or one.field is SearchField.NUMBER):
        yield from _own_number(one, record.number or "")
        return
    spellings = spellings_of(one.number) if one.number is not None else (one.words,)
    for words in spellings:
        if (found := text.find(words, quoted=one.quoted)) is not None:
            yield _reason(one, words, text, found)
            return
    if not one.whole or (one.number is not None and not one.number.in_sequence):
        yield from _word_by_word(one, text)


def _word_by_word(one: _Sought, text: _Text) -> Iterator[Reason]:
    """The words of a run that stand strewn over a place, those of one closeness together."""
    found = [(word, at) for word in dict.fromkeys(one.words) if (at := text.find((word,))) is not None]
    for closeness in Closeness:
        alike = [(word, places) for word, (near, places) in found if near is closeness]
        if alike:
            places = tuple(at for _, those in alike for at in those)
            yield _reason(one, (word for word, _ in alike), text, (closeness, places))


def _reason(one: _Sought, words: Iterable[str], text: _Text, found: tuple[Closeness, tuple[int, ...]]) -> Reason:
    closeness, places = found
    return Reason(" ".join(words), text.written(places), text.place, closeness, text.page, one.as_typed)


def _own_number(one: _Sought, number: str) -> Iterator[Reason]:
    """The record bears the number itself, however it is spelt, or the parts of it that were asked for."""
    borne = [without_zeros(word) for word in words_in(number)]
    whole = one.number is not None and numbers.key_of(number) == one.number.key
    if whole or (one.number is None and all(without_zeros(word) in borne for word in one.words)):
        yield Reason(" ".join(one.words), number, Place.NUMBER, Closeness.EXACT, as_typed=one.as_typed)


def _told_by_hints(sought: Iterable[_Sought], record: RecordSummary) -> Iterator[Reason]:
    """What a question tells of figure and year: `số 12 nghị quyết tỉnh ủy 2012`."""
    for one in sought:
        if one.whole or one.field is not None:
            continue
        hints = hints_in(one.words)
        if hints.figure is not None and record.number and without_zeros(words_in(record.number)[0]) == hints.figure:
            yield Reason(hints.figure, record.number, Place.NUMBER, Closeness.EXACT)
        date = record.date
        if hints.year is not None and date is not None and date.earliest.year <= hints.year <= date.latest.year:
            yield Reason(str(hints.year), date.to_text(), Place.DATE, Closeness.EXACT)


def _first_run(places: Sequence[int]) -> tuple[int, ...]:
    """The first of the places and those that follow it without a gap."""
    return tuple(at for offset, at in enumerate(places) if at == places[0] + offset)
