"""Descriptions read from pages; the pages are the samples' truth, so that no OCR error stands between the rule and its test."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.descriptions import Field, Source
from archive.pages import Box, PageText, Word
from archive.vietnamese import exact, normalise
from indexer.describe import describe_document

TRUTH = Path(__file__).parents[2] / "samples" / "truth" / "documents.json"
DOCUMENTS: list[dict[str, Any]] = json.loads(TRUTH.read_text(encoding="utf-8"))
FIELDS = (Field.NUMBER, Field.TYPE, Field.DATE, Field.ISSUER, Field.TITLE, Field.SIGNER)


def page_of(lines: list[tuple[str, tuple[float, float, float, float]]]) -> PageText:
    """A page from lines and their boxes, the words of a line spread evenly over it."""
    return PageText(tuple(_words(lines)), width=595, height=842)


def _words(lines: list[tuple[str, tuple[float, float, float, float]]]) -> Iterator[Word]:
    for number, (text, (x, y, width, height)) in enumerate(lines):
        step = width / max(len(text), 1)
        start = 0
        for word in text.split():
            start = text.index(word, start)
            yield Word(word, Box(x + start * step, y, len(word) * step, height), 0.95, number, 0)
            start += len(word)


def truth_pages(document: dict[str, Any]) -> list[PageText]:
    """The pages of a sample as they were printed."""
    return [page_of([(line["text"], tuple(line["box"])) for line in page["lines"]]) for page in document["pages"]]


def comparable(text: str) -> str:
    """A value as it is compared: NFC, one tone placement, no case."""
    return " ".join(exact(word) for word in normalise(text).split())


@pytest.mark.parametrize("field", FIELDS)
def test_fields_are_read_from_every_form(field: Field) -> None:
    """On pages without OCR errors, each field is read right from 98 of 100 papers of all forms, and never guessed twice."""
    wrong = []
    for document in DOCUMENTS:
        found = [s for s in describe_document(truth_pages(document)) if s.field is field]
        assert len(found) <= 1
        value = found[0].value if found else ""
        if comparable(value) != comparable(document["fields"][field.value]):
            wrong.append((document["reference"], document["fields"][field.value], value))
    assert len(wrong) <= len(DOCUMENTS) * 0.02, wrong


def test_every_value_says_where_it_was_read() -> None:
    """Each extracted value has its page, a box that lies on the page, a confidence, and the source `extracted`."""
    for statement in describe_document(truth_pages(DOCUMENTS[0])):
        assert statement.source is Source.EXTRACTED
        assert 0 < statement.confidence <= 1
        assert statement.place is not None
        assert statement.place.page >= 1
        assert 0 <= statement.place.box.x < statement.place.box.right <= 1


HEAD = [
    ("ỦY BAN NHÂN DÂN", (0.19, 0.08, 0.19, 0.015)),
    ("TỈNH PHÚ LĨNH", (0.21, 0.10, 0.15, 0.015)),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (0.48, 0.08, 0.41, 0.015)),
    ("Độc lập - Tự do - Hạnh phúc", (0.55, 0.10, 0.28, 0.015)),
]
TYPE = [("QUYẾT ĐỊNH", (0.45, 0.2, 0.13, 0.016)), ("Về việc giao đất", (0.42, 0.225, 0.2, 0.015))]
TRAP = [
    ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;", (0.2, 0.28, 0.7, 0.015)),
    ("Xét Tờ trình số 99/TTr-STC ngày 07 tháng 8 năm 2019;", (0.2, 0.31, 0.5, 0.015)),
]


def test_cited_numbers_and_dates_are_not_taken() -> None:
    """A paper without its own number and date has none, though its legal basis is full of them."""
    found = {s.field: s.value for s in describe_document([page_of([*HEAD, *TYPE, *TRAP])])}
    assert Field.NUMBER not in found
    assert Field.DATE not in found
    assert found[Field.TYPE] == "Quyết định"


def test_the_date_of_the_place_and_date_line_is_the_date() -> None:
    """Of all dates on the page, the one on the place-and-date line counts."""
    line = [("Phú Lĩnh, ngày 09 tháng 12 năm 2019", (0.51, 0.13, 0.34, 0.015))]
    found = {s.field: s.value for s in describe_document([page_of([*HEAD, *line, *TYPE, *TRAP])])}
    assert found[Field.DATE] == "2019-12-09"


def test_dots_under_a_filled_in_number_and_day_are_passed_over() -> None:
    """A number and a day written over printed dots are read as if the dots were not there."""
    number = [("Số: ..15.../QĐ-UBND", (0.21, 0.13, 0.15, 0.015))]
    day = [("Phú Lĩnh, ngày ..09.. tháng …12… năm 2019", (0.51, 0.13, 0.34, 0.015))]
    found = {s.field: s.value for s in describe_document([page_of([*HEAD, *number, *day, *TYPE])])}
    assert found[Field.NUMBER] == "15/QĐ-UBND"
    assert found[Field.DATE] == "2019-12-09"


def test_a_date_that_has_not_come_yet_is_a_misreading() -> None:
    """A date after the day of reading is left out rather than entered wrong."""
    line = [("Phú Lĩnh, ngày 09 tháng 12 năm 2091", (0.51, 0.13, 0.34, 0.015))]
    found = {s.field for s in describe_document([page_of([*HEAD, *line, *TYPE])], date(2026, 1, 1))}
    assert Field.DATE not in found


def test_a_blank_first_page_is_passed_over() -> None:
    """A blank sheet before the paper does not hide its head; the place names the page it was read on."""
    line = [("Số: 15/QĐ-UBND", (0.21, 0.13, 0.15, 0.015))]
    blank = PageText((), 595, 842, source="blank")
    found = describe_document([blank, page_of([*HEAD, *line, *TYPE])])
    number = next(s for s in found if s.field is Field.NUMBER)
    assert number.value == "15/QĐ-UBND"
    assert number.place is not None
    assert number.place.page == 2


def test_pages_without_words_say_nothing() -> None:
    """From blank or unread pages nothing is described."""
    assert describe_document([PageText((), 595, 842, source="blank")]) == []
    assert describe_document([]) == []
