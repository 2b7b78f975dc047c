"""The figures of the archive: amounts by fonds, term, year and delivery, and from where each field is known."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest

from archive.access import Access
from archive.descriptions import Field, Source, Statement
from catalogue.descriptions import state, undo
from catalogue.models import RecordKind
from catalogue.page_work import mark_failed, requeue_failed
from catalogue.records import get_record
from reading.kept_figures import KeptFigures
from reading.parameters import Search
from reading.reader import PUBLIC_READER
from reading.room import ReadingRoom
from reading.searches import find
from reading.statistics import Described, Statistics, count_all, statistics_csv
from search import FacetName
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import STAFF, MadeUp


@pytest.fixture
def counted(room: ReadingRoom, made: MadeUp) -> Statistics:
    """What the public may count."""
    assert made
    return count_all(room, PUBLIC_READER)


def _described(statistics: Statistics, field: Field) -> Described:
    return next(one for one in statistics.described if one.field is field)


def test_the_figures_are_those_of_a_search(room: ReadingRoom, counted: Statistics) -> None:
    """Documents by fonds, term and year are as many as the facets of a search for everything say."""
    facets = find(room, PUBLIC_READER, Search(facets=(FacetName.FONDS, FacetName.TERM, FacetName.YEAR))).facets
    assert counted.total.documents == find(room, PUBLIC_READER, Search()).total
    for name, holdings in (("fonds", counted.fonds), ("term", counted.terms), ("year", counted.years)):
        told = {value.value: value.count for value in facets[FacetName(name)].values}
        assert {one.key: one.documents for one in holdings} == told
    assert counted.total.pages == sum(one.pages for one in counted.fonds)
    assert counted.total.documents == sum(one.documents for one in counted.deliveries) or not counted.deliveries


def test_nothing_closed_is_counted(room: ReadingRoom, made: MadeUp, counted: Statistics) -> None:
    """A record that was closed a moment ago is out of every figure of the public, and in those of the staff."""
    staff = count_all(room, STAFF)
    set_level(room.catalogue, made.resolution, Access.SECRET)
    try:
        after = count_all(room, PUBLIC_READER)
        assert after.total.documents == counted.total.documents - 1
        assert sum(one.documents for one in after.years) == sum(one.documents for one in counted.years) - 1
        assert _described(after, Field.NUMBER).by_inventory == _described(counted, Field.NUMBER).by_inventory - 1
        assert count_all(room, STAFF).total == staff.total
    finally:
        set_level(room.catalogue, made.resolution, Access.PUBLIC)


@pytest.fixture
def corrected(room: ReadingRoom, made: MadeUp) -> Iterator[str]:
    """The resolution with a signer that a person gave; taken back afterwards."""
    with room.catalogue.begin() as session:
        record = get_record(session, RecordKind.DOCUMENT, made.resolution)
        state(session, record, [Statement(Field.NUMBER, "99-NQ/TU", Source.PERSON)], "Lan")
    yield made.resolution
    with room.catalogue.begin() as session:
        undo(session, get_record(session, RecordKind.DOCUMENT, made.resolution), Field.NUMBER)


def test_each_field_is_counted_once_by_its_strongest_source(
    room: ReadingRoom, counted: Statistics, corrected: str
) -> None:
    """A person's value counts as theirs and no longer as the inventory's; the parts add up to all documents."""
    assert corrected
    after = count_all(room, PUBLIC_READER)
    before, now = _described(counted, Field.NUMBER), _described(after, Field.NUMBER)
    assert (now.by_person, now.by_inventory) == (before.by_person + 1, before.by_inventory - 1)
    for one in after.described:
        parts = (one.by_person, one.by_inventory, one.sure, one.doubtful, one.missing)
        assert min(parts) >= 0
        assert sum(parts) == after.total.documents


def test_doubtful_readings_are_told_from_sure_ones(room: ReadingRoom, made: MadeUp, counted: Statistics) -> None:
    """A value read with less than 0.8 counts as doubtful, one with more as sure."""
    before = _described(counted, Field.SIGNER)
    assert before.missing >= 2
    for sure, confidence in ((True, 0.9), (False, 0.5)):
        with room.catalogue.begin() as session:
            record = get_record(session, RecordKind.DOCUMENT, made.series[0])
            state(session, record, [Statement(Field.SIGNER, f"Lê Văn {confidence}", Source.EXTRACTED, confidence)], "x")
        now = _described(count_all(room, PUBLIC_READER), Field.SIGNER)
        assert (now.sure - before.sure, now.doubtful - before.doubtful) == ((1, 0) if sure else (0, 1))
    with room.catalogue.begin() as session:
        record = get_record(session, RecordKind.DOCUMENT, made.series[0])
        undo(session, record, Field.SIGNER, source=Source.EXTRACTED)
        undo(session, record, Field.SIGNER, source=Source.EXTRACTED)


def test_pages_that_could_not_be_read_are_counted(room: ReadingRoom, made: MadeUp, counted: Statistics) -> None:
    """A failed page is counted for those who may see its document."""
    with room.catalogue.begin() as session:
        mark_failed(session, made.resolution_pages[0], "recognise", "PageUnreadable", "no picture")
    try:
        fresh = replace(room, figures=KeptFigures())  # failures are seen within a minute
        assert count_all(fresh, PUBLIC_READER).failed == counted.failed + 1
    finally:
        with room.catalogue.begin() as session:
            requeue_failed(session)


def test_figures_are_kept_until_the_catalogue_changes() -> None:
    """The same revision is counted once for each set of levels; another revision, and other levels, anew."""
    kept, counted = KeptFigures(), []

    def count() -> int:
        counted.append(1)
        return len(counted)

    public, staff = PUBLIC_READER.levels, STAFF.levels
    assert [kept.get(public, 1, count), kept.get(public, 1, count), kept.get(staff, 1, count)] == [1, 1, 2]
    assert [kept.get(public, 2, count), kept.get(public, 2, count), kept.get(staff, 1, count)] == [3, 3, 2]


def test_the_csv_holds_the_same_figures(counted: Statistics) -> None:
    """The CSV has a line for each figure, and opens in spreadsheets as UTF-8."""
    text = statistics_csv(counted)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    total = counted.total
    assert rows[1] == ["total", "", "", str(total.files), str(total.documents), str(total.pages)]
    assert sum(row[:1] == ["year"] for row in rows) == len(counted.years)
    assert rows[-1][0] == counted.described[-1].field
