"""Small archives built in code: pages, records, and a reader who may see some of them."""

from datetime import date

from archive.access import Access
from archive.dates import PartialDate, Precision
from archive.pages import Box, PageText, Word
from search import (
    Notice,
    NoticeCode,
    RecordEntry,
    RecordLevel,
    RecordSummary,
    SearchEngine,
    SearchRequest,
    SearchResponse,
    asking,
    build_text,
    parse,
)

EVERY_HELP = asking.Helps()
PUBLIC = frozenset({Access.PUBLIC})
EVERYTHING = frozenset(Access)


def page_of(text: str) -> PageText:
    """A page with a printed line for each line of the text, from the middle of the page down."""
    words = [
        Word(word, Box(0.1 + 0.05 * column, 0.2 + 0.02 * row, 0.04, 0.015), 0.9, row, 0)
        for row, line in enumerate(text.split("\n"))
        for column, word in enumerate(line.split())
    ]
    return PageText(tuple(words), 595, 842)


def record(record_id: str, *pages: str, **fields: object) -> RecordEntry:
    """A public document of one fonds, with pages `<id>-1`, `<id>-2` ..."""
    numbered = [(f"{record_id}-{number}", page_of(text)) for number, text in enumerate(pages, start=1)]
    settings: dict[str, object] = {
        "level": RecordLevel.DOCUMENT,
        "reference": f"H42-041-03-0123-{record_id}",
        "access": Access.PUBLIC,
        "revision": 1,
        "page_count": len(pages),
    }
    return RecordEntry(RecordSummary(id=record_id, **(settings | fields)), build_text(numbered))  # type: ignore[arg-type]


def day(text: str) -> PartialDate:
    """A date of one day, from an ISO date."""
    return PartialDate(date.fromisoformat(text), date.fromisoformat(text), Precision.DAY)


def years(first: int, last: int | None = None) -> PartialDate:
    """A year, or a range of years."""
    end = last or first
    return PartialDate(date(first, 1, 1), date(end, 12, 31), Precision.RANGE if last else Precision.YEAR)


def publish(engine: SearchEngine, *records: RecordEntry) -> None:
    """Publish records and make them visible."""
    engine.upsert(records)
    engine.commit()


def ask(engine: SearchEngine, text: str = "", **request: object) -> SearchResponse:
    """Search as a public reader unless told otherwise."""
    settings: dict[str, object] = {"access": PUBLIC, "query": parse(text).query}
    return engine.search(SearchRequest(**(settings | request)))  # type: ignore[arg-type]


def found(engine: SearchEngine, text: str = "", **request: object) -> set[str]:
    """The ids of the first hits, and a check that they are all there are."""
    answer = ask(engine, text, size=100, **request)
    ids = [hit.id for hit in answer.hits]
    assert answer.total == len(ids) == len(set(ids))
    return set(ids)


def ranked(engine: SearchEngine, text: str, **request: object) -> list[str]:
    """The ids of the first hits in their order."""
    return [hit.id for hit in ask(engine, text, **request).hits]


def helped(engine: SearchEngine, text: str, helps: asking.Helps = EVERY_HELP, **request: object) -> asking.Answer:
    """Ask as a public reader, with every help unless told otherwise."""
    settings: dict[str, object] = {"access": PUBLIC, "query": parse(text).query}
    return asking.ask(engine, SearchRequest(**(settings | request)), helps)  # type: ignore[arg-type]


def ids_of(answer: asking.Answer) -> list[str]:
    """The ids of the hits in their order."""
    return [hit.id for hit in answer.response.hits]


def told(answer: asking.Answer) -> tuple[Notice, ...]:
    """What an answer says of how it was found, without what it offers beside."""
    return tuple(notice for notice in answer.response.notices if notice.code is not NoticeCode.DID_YOU_MEAN)


def walk(engine: SearchEngine, text: str = "", *, size: int, **request: object) -> list[str]:
    """The ids of all hits, page after page by cursor."""
    ids: list[str] = []
    cursor = None
    while True:
        answer = ask(engine, text, size=size, cursor=cursor, **request)
        ids.extend(hit.id for hit in answer.hits)
        cursor = answer.next
        if cursor is None:
            return ids
