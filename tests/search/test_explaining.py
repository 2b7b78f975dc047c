"""Why a record was found: which words stand where, and how closely they agree."""

from archive.dates import PartialDate
from search import RecordEntry, parse
from search.entries import pages_of_record
from search.expansion import expand
from search.explaining import Place, Reason, explain
from search.highlight import Closeness
from search.port import PageMatch
from search.query.tree import Most, Query, Words
from tests.contracts.archives import day, record

EXACT, LETTERS, BARE, MISREAD = Closeness


def why(query: str | Query, entry: RecordEntry) -> list[Reason]:
    """The reasons for a record, all of its pages shown."""
    tree = parse(query).query if isinstance(query, str) else query
    pages = [PageMatch(page.page_id, page.number, page.words) for page in pages_of_record(entry)]
    return list(explain(tree, entry.summary, pages))


def told(query: str | Query, entry: RecordEntry) -> list[tuple[str, str, Place, Closeness]]:
    """The reasons for a record, without pages."""
    return [(one.sought, one.found, one.place, one.closeness) for one in why(query, entry)]


def test_each_field_and_page_is_told() -> None:
    """Words in the title and on the second page are told with their places, and the page with its number."""
    found = why("đại hội", record("a", "mở đầu", "họp Đại hội đảng bộ", title="Về đại hội"))
    assert found == [
        Reason("đại hội", "đại hội", Place.TITLE, EXACT),
        Reason("đại hội", "Đại hội", Place.TEXT, EXACT, page=2),
    ]


def test_the_form_that_matched_is_told() -> None:
    """Marks as typed, other tones, other marks and misread letters are four things; tone placement is none."""
    assert told("bán", record("a", "bán")) == [("bán", "bán", Place.TEXT, EXACT)]
    assert told("bán", record("a", "bàn")) == [("bán", "bàn", Place.TEXT, LETTERS)]
    assert told("bán", record("a", "băn")) == [("bán", "băn", Place.TEXT, BARE)]
    assert told("ban", record("a", "bán")) == [("ban", "bán", Place.TEXT, BARE)]
    assert told("quyết", record("a", "qnyết")) == [("quyết", "qnyết", Place.TEXT, MISREAD)]
    assert told("ủy", record("a", "uỷ")) == [("ủy", "uỷ", Place.TEXT, EXACT)]
    assert told("2012", record("a", "2012")) == [("2012", "2012", Place.TEXT, EXACT)]


def test_words_apart_are_told_by_their_closeness() -> None:
    """Words that stand strewn are told together where they agree alike, and apart where not."""
    assert told("cầu treo đò", record("a", "treo một cầu qua do")) == [
        ("cầu treo", "treo … cầu", Place.TEXT, EXACT),
        ("đò", "do", Place.TEXT, BARE),
    ]


def test_a_phrase_is_told_as_a_phrase() -> None:
    """Quoted words are told where they stand in sequence, and nowhere else."""
    assert told('"cầu treo"', record("a", "treo cầu", title="Làm cầu treo")) == [
        ("cầu treo", "cầu treo", Place.TITLE, EXACT)
    ]


def test_the_own_number_is_told_however_spelt() -> None:
    """`12 NQ TU` is the number of `12-NQ/TU`; a paper that cites it holds it in its text."""
    assert told("12 NQ TU", record("a", "tin", number="12-NQ/TU")) == [("12 nq tu", "12-NQ/TU", Place.NUMBER, EXACT)]
    assert told("12-NQ/TU", record("a", "theo 12-NQ/TU nay", number="13-NQ/TU")) == [
        ("12 nq tu", "12-NQ/TU", Place.TEXT, EXACT)
    ]


def test_what_a_question_tells_of_a_paper_is_told() -> None:
    """The figure and the year of a question agree with number and date."""
    entry = record("a", "tin", number="12-NQ/TU", type="Nghị quyết", date=day("2012-03-05"))
    assert set(told("nghị quyết số 12 năm 2012", entry)) == {
        ("12", "12-NQ/TU", Place.NUMBER, EXACT),
        ("2012", "2012-03-05", Place.DATE, EXACT),
        ("nghị quyết", "Nghị quyết", Place.TYPE, EXACT),
    }


def test_a_year_of_a_range_is_told() -> None:
    """A year within a record's range of days agrees with it."""
    entry = record("a", "tin", date=PartialDate.from_text("2010-01-01/2012-12-31"))
    assert ("2011", "2010-01-01/2012-12-31", Place.DATE, EXACT) in told("báo cáo năm 2011", entry)


def test_a_field_is_looked_for_in_that_field_alone() -> None:
    """`issuer:` tells of the issuer, not of the same words elsewhere."""
    entry = record("a", "tỉnh ủy", title="Tỉnh ủy họp", issuer="Tỉnh ủy Phú Lĩnh", number="05-NQ/TU")
    assert told('issuer:"tỉnh ủy"', entry) == [("tỉnh ủy", "Tỉnh ủy", Place.ISSUER, EXACT)]
    assert told("number:5", entry) == [("5", "05-NQ/TU", Place.NUMBER, EXACT)]


def test_other_ways_of_writing_are_told_as_such() -> None:
    """An abbreviation that stands in full is told, and that it was not typed so."""
    query = parse("UBND").query
    assert query is not None
    found = why(expand(query).query, record("a", "Ủy ban nhân dân tỉnh"))
    assert found == [Reason("ủy ban nhân dân", "Ủy ban nhân dân", Place.TEXT, EXACT, page=1, as_typed=False)]


def test_words_of_a_widened_search_are_one_run() -> None:
    """In a search for most of the words, those that stand side by side are told side by side."""
    query = Most((Words(("cầu",)), Words(("treo",)), Words(("đò",))), 2)
    assert told(query, record("a", "cầu treo")) == [("cầu treo", "cầu treo", Place.TEXT, EXACT)]


def test_what_was_negated_is_never_told() -> None:
    """`-lũ` gives no reason."""
    assert told("cầu -lũ", record("a", "cầu lũ")) == [("cầu", "cầu", Place.TEXT, EXACT)]


def test_without_a_query_there_is_no_reason() -> None:
    """Everything is found for no reason."""
    assert explain(None, record("a", "cầu").summary, ()) == ()
