"""What every search engine counts, filters, sorts and pages: totals, facets, dates, orders, cursors."""

from datetime import date

import pytest

from archive.errors import BadRequest
from search import DateMatch, FacetName, RecordLevel, SearchEngine, SearchRequest, Sort
from tests.contracts.archives import PUBLIC, ask, day, found, publish, ranked, record, walk, years


def counts(engine: SearchEngine, name: FacetName, text: str = "", **request: object) -> dict[str, int]:
    """A facet's values and counts, in their order."""
    facets = ask(engine, text, **{"facets": (name,), **request}).facets or {}
    return {value.value: value.count for value in facets[name].values}


def test_total_counts_documents_not_pages(engine: SearchEngine) -> None:
    """A document that matches on three pages is one hit and counts once in every facet (search.md 14)."""
    publish(engine, record("a", "lũ", "lũ lụt", "lũ quét", type="Báo cáo"))
    assert ask(engine, "lũ").total == 1
    assert counts(engine, FacetName.TYPE, "lũ") == {"Báo cáo": 1}


def test_total_is_exact_and_independent_of_size(engine: SearchEngine) -> None:
    """The total is that of all hits, whatever is shown of them."""
    publish(engine, *(record(str(number), "lũ") for number in range(150)))
    assert {ask(engine, "lũ", size=size).total for size in (0, 1, 100)} == {150}


def test_size_nought_only_counts(engine: SearchEngine) -> None:
    """A size of 0 gives counts and facets without hits."""
    publish(engine, record("a", type="Báo cáo"))
    answer = ask(engine, size=0)
    assert (answer.total, answer.hits, answer.next) == (1, (), None)
    assert answer.facets is not None
    assert answer.facets[FacetName.TYPE].values[0].count == 1


@pytest.mark.parametrize("size", [-1, 101])
def test_size_has_limits(size: int) -> None:
    """A size over 100, or under 0, is refused."""
    with pytest.raises(BadRequest, match="size"):
        SearchRequest(access=PUBLIC, size=size)


def test_hits_carry_the_record_as_published(engine: SearchEngine) -> None:
    """A hit gives back every field of the record, marks, dates and absences as they were."""
    whole = record(
        "a",
        number="12-NQ/TU",
        type="Nghị quyết",
        issuer="Tỉnh uỷ Phú Lĩnh",
        signer="Trần Văn Mẫu",
        title="Về nông thôn mới",
        date=years(1931, 1945),
        fonds="041",
        fonds_title="Tỉnh ủy",
        inventory="03",
        file="H42-041-03-0123",
        file_title="Tập lưu",
        term="2010-2015",
    )
    publish(engine, whole, record("b"))
    hits = ask(engine).hits
    assert {hit.id: hit.record for hit in hits} == {"a": whole.summary, "b": record("b").summary}


def test_levels_of_description(engine: SearchEngine) -> None:
    """Documents by default; files, or both, when asked."""
    publish(engine, record("d", "lũ"), record("f", title="Lũ lụt", level=RecordLevel.FILE))
    assert found(engine, "lũ") == {"d"}
    assert found(engine, "lũ", level=RecordLevel.FILE) == {"f"}
    assert found(engine, "lũ", level=None) == {"d", "f"}


@pytest.mark.parametrize("name", ["fonds", "inventory", "file", "term", "type", "issuer"])
def test_filters_mean_any_of(engine: SearchEngine, name: str) -> None:
    """A filter of several values lets through records with any of them; an empty one does not filter."""
    publish(engine, *(record(value, **{name: value}) for value in ("x1", "x2", "x3")), record("none"))
    assert found(engine, **{name: ("x1", "x3")}) == {"x1", "x3"}
    assert found(engine, **{name: ()}) == {"x1", "x2", "x3", "none"}
    assert found(engine, **{name: ("x9",)}) == set()


def test_filters_of_two_kinds_must_both_hold(engine: SearchEngine) -> None:
    """Filters narrow each other."""
    publish(engine, record("a", type="x", term="t"), record("b", type="x"), record("c", term="t"))
    assert found(engine, type=("x",), term=("t",)) == {"a"}


def test_filters_do_not_rank(engine: SearchEngine) -> None:
    """The same hit has the same score with a filter and without."""
    publish(engine, record("a", "lũ lụt", type="x", term="t"), record("b", "hạn hán"))
    assert ask(engine, "lũ").hits[0].score == ask(engine, "lũ", type=("x",), term=("t",)).hits[0].score


def test_issuer_filter_knows_no_tone_placement(engine: SearchEngine) -> None:
    """`Uỷ ban` and `Ủy ban` are one issuer, as a filter and as a facet, shown in the commoner spelling."""
    publish(engine, record("a", issuer="Uỷ ban X"), record("b", issuer="Ủy ban X"), record("c", issuer="Ủy ban X"))
    assert found(engine, issuer=("Uỷ ban X",)) == {"a", "b", "c"}
    assert counts(engine, FacetName.ISSUER) == {"Ủy ban X": 3}


def test_filter_values_are_data(engine: SearchEngine) -> None:
    """Signs of any query language in a filter are only characters."""
    publish(engine, record("a", type='x" OR type:[* TO *]'), record("b", type="y"))
    assert found(engine, type=('x" OR type:[* TO *]',)) == {"a"}
    assert found(engine, fonds=("*",)) == set()


def test_facet_counts_by_query(engine: SearchEngine) -> None:
    """Facets count the records that match, under every filter."""
    publish(engine, record("a", "lũ", type="x"), record("b", "lũ", type="y"), record("c", "hạn", type="x"))
    assert counts(engine, FacetName.TYPE, "lũ") == {"x": 1, "y": 1}


def test_facet_is_not_narrowed_by_its_own_filter(engine: SearchEngine) -> None:
    """A facet's own selection does not narrow it, but narrows the others."""
    publish(engine, record("a", type="x", term="1"), record("b", type="y", term="2"), record("c", type="y", term="1"))
    assert counts(engine, FacetName.TYPE, type=("x",)) == {"y": 2, "x": 1}
    assert counts(engine, FacetName.TERM, type=("x",)) == {"1": 1}
    both = {"type": ("x",), "term": ("2",), "facets": (FacetName.TYPE, FacetName.TERM)}
    facets = ask(engine, **both).facets or {}
    assert [(value.value, value.count) for value in facets[FacetName.TYPE].values] == [("y", 1)]
    assert [(value.value, value.count) for value in facets[FacetName.TERM].values] == [("1", 1)]


def test_facet_order_is_by_count_then_vietnamese(engine: SearchEngine) -> None:
    """Values come by count, equal counts in Vietnamese order (search.md 11)."""
    names = ["da", "dz", "đa", "ma", "mà", "mả", "mã", "má", "mạ", "mă"]
    publish(engine, *(record(f"r{n}", type=name) for n, name in enumerate(reversed(names))), record("z", type="đa"))
    assert list(counts(engine, FacetName.TYPE)) == ["đa", "da", "dz", *names[3:]]


def test_facet_has_a_hundred_values_and_other(engine: SearchEngine) -> None:
    """The hundred commonest values are shown, the rest is counted in `other`."""
    publish(engine, *(record(f"{n}", term=f"t{n}") for n in range(103)), record("x", term="t7"))
    facet = (ask(engine).facets or {})[FacetName.TERM]
    assert len(facet.values) == 100
    assert (facet.values[0].value, facet.values[0].count) == ("t7", 2)
    assert facet.other == 3


def test_facet_labels(engine: SearchEngine) -> None:
    """A fonds is shown by its title, a file by its title, others by their value."""
    publish(engine, record("a", fonds="041", fonds_title="Tỉnh ủy", file="F", file_title="Tập lưu", term="2010-2015"))
    facets = ask(engine, facets=(FacetName.FONDS, FacetName.FILE, FacetName.TERM)).facets or {}
    assert [facet.values[0].label for facet in facets.values()] == ["Tỉnh ủy", "Tập lưu", "2010-2015"]


def test_fonds_with_two_titles_is_one_value(engine: SearchEngine) -> None:
    """A fonds whose title was changed for some records is still one value, under the commoner title."""
    publish(engine, *(record(f"{n}", fonds="041", fonds_title=title) for n, title in enumerate(("Cũ", "Mới", "Mới"))))
    facet = (ask(engine).facets or {})[FacetName.FONDS]
    assert [(value.value, value.label, value.count) for value in facet.values] == [("041", "Mới", 3)]


def test_only_facets_asked_for(engine: SearchEngine) -> None:
    """The usual five facets by default; others only when asked."""
    publish(engine, record("a"))
    assert [name.value for name in ask(engine).facets or {}] == ["fonds", "term", "type", "issuer", "year"]
    assert ask(engine, facets=()).facets == {}


def test_years_ascend(engine: SearchEngine) -> None:
    """The histogram of years ascends, whatever the counts, and is not cut at a hundred."""
    publish(engine, record("x", date=years(2011)), record("y", date=years(2011)), record("old", date=years(1650, 1800)))
    histogram = counts(engine, FacetName.YEAR)
    assert list(histogram) == [*map(str, range(1650, 1801)), "2011"]
    assert histogram["2011"] == 2


def test_a_range_counts_in_each_of_its_years(engine: SearchEngine) -> None:
    """A record dated 2010-2012 counts once in each year, and each year finds it."""
    publish(engine, record("a", date=years(2010, 2012)))
    assert counts(engine, FacetName.YEAR) == {"2010": 1, "2011": 1, "2012": 1}
    assert found(engine, year=(2011,)) == {"a"}
    assert found(engine, year=(2013, 2009)) == set()


def test_year_beyond_any_number_finds_nothing(engine: SearchEngine) -> None:
    """A year that no calendar has is no fault and finds nothing."""
    publish(engine, record("a", date=years(2010)))
    assert found(engine, year=(10**30,)) == set()


DATED = {"day": day("2010-10-03"), "month-long": years(2010), "range": years(2008, 2012), "old": day("1650-01-01")}


@pytest.mark.parametrize(
    ("first", "last", "overlap", "within"),
    [
        ("2010-01-01", "2010-12-31", {"day", "month-long", "range"}, {"day", "month-long"}),
        ("2010-10-04", "2010-12-31", {"month-long", "range"}, set()),
        ("2010-10-03", "2010-10-03", {"day", "month-long", "range"}, {"day"}),
        ("2012-12-31", None, {"range"}, set()),
        (None, "1650-01-01", {"old"}, {"old"}),
        (None, "2009-01-01", {"old", "range"}, {"old"}),
        ("2008-01-01", None, {"day", "month-long", "range"}, {"day", "month-long", "range"}),
    ],
)
def test_days(engine: SearchEngine, first: str | None, last: str | None, overlap: set[str], within: set[str]) -> None:
    """Days match by overlap by default and by `within` on request; undated records match no days (search.md 12)."""
    publish(engine, *(record(name, date=value) for name, value in DATED.items()), record("undated"))
    asked = {"first_day": first and date.fromisoformat(first), "last_day": last and date.fromisoformat(last)}
    assert found(engine, **asked) == overlap
    assert found(engine, **asked, dates=DateMatch.WITHIN) == within


def test_days_that_end_before_they_begin_are_refused() -> None:
    """A range the wrong way round is said to be so."""
    with pytest.raises(BadRequest, match="before"):
        SearchRequest(access=PUBLIC, first_day=date(2010, 1, 2), last_day=date(2010, 1, 1))


def test_order_by_date(engine: SearchEngine) -> None:
    """By date the oldest first, `-date` the newest first, undated last in both."""
    publish(engine, record("new", date=day("2015-02-03")), record("undated"), record("old", date=day("1650-01-01")))
    assert ranked(engine, "", sort=Sort.DATE) == ["old", "new", "undated"]
    assert ranked(engine, "", sort=Sort.NEWEST) == ["new", "old", "undated"]


def test_order_by_reference_is_natural(engine: SearchEngine) -> None:
    """File 9 comes before 10, 123 before 123a before 124, a file before its documents."""
    references = [
        "H42-9-1-1",
        "H42-10-1-1",
        "H42-10-1-123",
        "H42-10-1-123-001",
        "H42-10-1-123a-001",
        "H42-10-1-124-001",
    ]
    publish(engine, *(record(f"r{9 - n}", reference=reference) for n, reference in enumerate(references)))
    hits = ask(engine, sort=Sort.REFERENCE).hits
    assert [hit.record.reference for hit in hits] == references


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("size", [1, 7, 100])
def test_cursors_reach_the_last_hit(engine: SearchEngine, sort: Sort, size: int) -> None:
    """Paging gives every hit once, among many equal scores, dates and references."""
    many = [
        record(
            f"r{number}",
            "lũ",
            reference=f"ref-{number % 3}",
            date=None if number % 5 == 0 else years(2000 + number % 2),
        )
        for number in range(40)
    ]
    publish(engine, *many)
    for query in ("lũ", ""):
        ids = walk(engine, query, size=size, sort=sort)
        assert len(ids) == 40
        assert set(ids) == {f"r{number}" for number in range(40)}
        assert ids[:30] == ranked(engine, query, sort=sort, size=30)


@pytest.mark.parametrize("sort", [Sort.DATE, Sort.NEWEST, Sort.REFERENCE])
def test_cursors_stay_right_while_records_come_and_go(engine: SearchEngine, sort: Sort) -> None:
    """By date or reference, publishing between two pages repeats and loses none of the others."""
    publish(engine, *(record(f"{n:02}", date=years(2000 + n)) for n in range(10, 30)))
    answer = ask(engine, sort=sort, size=10)
    shown = [hit.id for hit in answer.hits]
    engine.delete(shown[:3])
    publish(engine, record("05", date=years(2005)), record("35", date=years(2035)))
    rest = ask(engine, sort=sort, size=100, cursor=answer.next)
    new = {"05", "35"}
    assert sorted([*shown, *(hit.id for hit in rest.hits if hit.id not in new)]) == [f"{n:02}" for n in range(10, 30)]


def test_cursors_by_relevance_stay_right_after_a_commit(engine: SearchEngine) -> None:
    """By relevance, a cursor goes on in the state of the index that it began in."""
    publish(engine, *(record(f"{n:02}", "lũ " * n) for n in range(1, 21)))
    answer = ask(engine, "lũ", size=10)
    publish(engine, *(record(f"x{n}", "lũ lũ lũ") for n in range(5)))
    rest = ask(engine, "lũ", size=100, cursor=answer.next)
    ids = [hit.id for hit in (*answer.hits, *rest.hits)]
    assert sorted(identity for identity in ids if not identity.startswith("x")) == [f"{n:02}" for n in range(1, 21)]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "hạn"},
        {"sort": Sort.DATE},
        {"type": ("x",)},
        {"level": None},
        {"year": (2010,)},
        {"first_day": date(2010, 1, 1)},
    ],
)
def test_cursor_of_another_search_is_refused(engine: SearchEngine, change: dict[str, object]) -> None:
    """A cursor belongs to its query, filters and order."""
    publish(engine, record("a", "lũ hạn"), record("b", "lũ hạn"))
    cursor = ask(engine, "lũ", size=1).next
    with pytest.raises(BadRequest, match="cursor"):
        ask(engine, **{"text": "lũ", "size": 1, "cursor": cursor, **change})


@pytest.mark.parametrize("cursor", ["", "x", "ñ", "e30=", "bnVsbA==", "W10=", "A" * 5000, "WzEsMiwzLDQsNV0="])
def test_cursor_of_nobody_is_refused(engine: SearchEngine, cursor: str) -> None:
    """What is no cursor is said to be none."""
    publish(engine, record("a"))
    with pytest.raises(BadRequest, match="cursor"):
        ask(engine, cursor=cursor)


def test_size_and_facets_may_change_on_the_way(engine: SearchEngine) -> None:
    """A cursor goes on with another size and other facets."""
    publish(engine, *(record(f"{n:02}") for n in range(1, 8)))
    answer = ask(engine, size=2)
    rest = ask(engine, size=100, facets=(), cursor=answer.next)
    assert [hit.id for hit in rest.hits] == ["03", "04", "05", "06", "07"]
    assert rest.total == 7
