"""The sample archive holds what it promises, and its truth and its delivery agree."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image

SAMPLES = Path(__file__).parents[2] / "samples"
DELIVERY = SAMPLES / "delivery"
KINDS = {
    "light-300", "light-200", "dirty-grey", "skewed", "typewritten", "tiff", "jpeg-set", "png-set", "born-digital",
    "garbage-layer", "nfd-layer", "rotated", "blank-page", "second-scan",
}  # fmt: skip
MEGABYTE = 1_000_000


@cache
def truth() -> list[dict[str, Any]]:
    """All documents of the truth."""
    return json.loads((SAMPLES / "truth" / "documents.json").read_text(encoding="utf-8"))


@cache
def sheet(name: str) -> list[dict[str, Any]]:
    """The rows of a sheet of the inventory, headers with plain blanks."""
    book = load_workbook(DELIVERY / "HSLTCQ" / "METADATA" / "MetaDuLieu.xlsx", read_only=True)
    headers, *rows = book[name].iter_rows(values_only=True)
    plain = [re.sub(r"\s+", " ", header) for header in headers]
    return [dict(zip(plain, row, strict=True)) for row in rows]


def of_kind(kind: str) -> dict[str, Any]:
    """The first document of a kind."""
    return next(d for d in truth() if d["kind"] == kind)


def page_count(path: Path) -> int:
    """The pages that a delivered document really has."""
    if path.is_dir():
        return len(list(path.iterdir()))
    if path.suffix == ".tif":
        with Image.open(path) as image:
            return image.n_frames
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def test_the_archive_is_large_enough_and_small_enough() -> None:
    """At least 12 files, 52 documents and 125 pages, in at most 25 MB."""
    assert len(sheet("Hồ sơ")) >= 12
    assert len(truth()) >= 52
    assert sum(len(d["pages"]) for d in truth()) >= 125
    assert sum(path.stat().st_size for path in DELIVERY.rglob("*") if path.is_file()) <= 25 * MEGABYTE


def test_two_fonds_three_terms_and_every_kind_of_carrier() -> None:
    """Both fonds, all three terms and every kind of carrier have documents."""
    assert {d["reference"].split("-")[1] for d in truth()} == {"041", "112"}
    assert {d["fields"]["term"] for d in truth()} == {"2005-2010", "2010-2015", "2015-2020"}
    assert {d["kind"] for d in truth()} == KINDS


def test_one_party_number_stands_in_two_terms() -> None:
    """12-NQ/TU is a paper of 2005-2010 and another one of 2010-2015, for Party numbers begin anew with each term."""
    terms = [d["fields"]["term"] for d in truth() if d["fields"]["number"] == "12-NQ/TU"]
    assert sorted(terms) == ["2005-2010", "2010-2015"]


def test_every_document_of_the_truth_is_delivered_with_its_pages() -> None:
    """The truth names no file that is missing, and counts the pages that the file has."""
    for document in truth():
        path = DELIVERY / document["file"]
        assert path.exists(), document["file"]
        assert path.name.split(".")[0] == document["reference"]
        assert page_count(path) == len(document["pages"]), document["file"]


def test_delivery_holds_nothing_the_truth_does_not_know() -> None:
    """Every scan in the delivery belongs to a document of the truth."""
    known = {DELIVERY / d["file"] for d in truth()}
    scans = {p for p in DELIVERY.rglob("*") if p.is_file() and p.suffix != ".xlsx"}
    assert [p for p in scans if p not in known and p.parent not in known] == []


def test_inventory_and_truth_name_the_same_documents() -> None:
    """The inventory has one row for each document, under the name of its file, and no other."""
    assert sorted(row["Tên tệp"] for row in sheet("Văn bản")) == sorted(Path(d["file"]).name for d in truth())


def test_inventory_is_right_where_it_is_not_blank() -> None:
    """A cell of the inventory is the truth or is blank, and a few are blank so that the paper has to say it."""
    by_name = {Path(d["file"]).name: d for d in truth()}
    blanks = 0
    for row in sheet("Văn bản"):
        document = by_name[row["Tên tệp"]]
        fields, blank = document["fields"], document["blank_in_inventory"]
        blanks += len(blank)
        assert row["Tên loại văn bản"] == fields["type"]
        assert row["Người ký"] == (None if "signer" in blank else fields["signer"])
        number = re.split("[-/]", fields["number"], maxsplit=1)
        assert [row["Số của văn bản"], row["Ký hiệu của văn bản"]] == ([None, None] if "number" in blank else number)
        day = row["Ngày, tháng, năm văn bản"]
        iso = day and ("-".join(reversed(day.split("/"))) if isinstance(day, str) else f"{day:%Y-%m-%d}")
        assert iso == (None if "date" in blank else fields["date"])
    assert 5 <= blanks <= 15


def test_files_in_the_inventory_count_their_documents_and_pages() -> None:
    """Each file's row gives the number of its documents and pages."""
    for row in sheet("Hồ sơ"):
        start = f"H42-{row['Phông']}-{row['Mục lục']}-{row['Đơn vị bảo quản số']}-"
        held = [d for d in truth() if d["reference"].startswith(start)]
        assert int(row["Tổng số văn bản trong hồ sơ"]) == len(held)
        assert int(row["Số lượng trang"]) == sum(len(d["pages"]) for d in held)
        assert {d["fields"]["term"] for d in held} == {row["Nhiệm kỳ"]}


def test_dates_lie_in_their_files_and_terms() -> None:
    """A document's date lies in the interval of its file and of its term."""
    files = {f["reference"]: f for f in json.loads((SAMPLES / "truth" / "files.json").read_text(encoding="utf-8"))}
    terms = json.loads((SAMPLES / "truth" / "fonds.json").read_text(encoding="utf-8"))["terms"]
    for document in truth():
        file, day = files[document["reference"].rsplit("-", 1)[0]], document["fields"]["date"]
        first, last = terms[document["fields"]["term"]]
        assert file["from"] <= day <= file["to"]
        assert first <= day <= last


def test_one_secret_document_one_conditional_file_and_nothing_top_secret() -> None:
    """One document is Mật, the documents of one file are conditional, and none is above Mật."""
    assert [d["secrecy"] for d in truth() if d["access"] == "secret"] == ["Mật"]
    assert len({d["reference"].rsplit("-", 1)[0] for d in truth() if d["access"] == "conditional"}) == 1
    assert {d["secrecy"] for d in truth()} == {"", "Mật"}


def test_text_of_the_truth_is_composed() -> None:
    """Every text of the truth is in NFC, and a page's text is its lines."""
    for document in truth():
        for page in document["pages"]:
            assert unicodedata.is_normalized("NFC", page["text"])
            assert page["text"] == "\n".join(line["text"] for line in page["lines"])
        assert all(unicodedata.is_normalized("NFC", value) for value in document["fields"].values())


def test_boxes_lie_on_the_page() -> None:
    """Every line has a box of some size inside the page."""
    for document in truth():
        for line in (line for page in document["pages"] for line in page["lines"]):
            x, y, width, height = line["box"]
            assert x >= 0
            assert y >= 0
            assert 0 < width <= 1 - x + 0.001
            assert 0 < height <= 1 - y + 0.001


def test_number_and_date_are_printed_on_page_one() -> None:
    """What the truth says of number, day and signer stands on the paper."""
    for document in truth():
        fields, first = document["fields"], document["pages"][0]["text"]
        year, month, day = fields["date"].split("-")
        assert fields["number"] in first
        assert re.search(rf"ngày {day} tháng 0?{int(month)} năm {year}", first)
        assert fields["signer"] in document["pages"][-1]["text"]


def test_phrases_that_occur_once_are_plenty() -> None:
    """At least a thousand phrases of four words stand in one paper only, so that searches have one right answer."""
    seen: dict[tuple[str, ...], set[str]] = {}
    for document in truth():
        if document["same_as"]:
            continue
        words = " ".join(page["text"] for page in document["pages"]).lower().split()
        for i in range(len(words) - 3):
            seen.setdefault(tuple(words[i : i + 4]), set()).add(document["reference"])
    assert sum(len(holders) == 1 for holders in seen.values()) >= 1000


def test_hard_cases_of_the_page_are_there() -> None:
    """A blank page in the middle, a turned page, a word broken at a line end, a phrase over a page break, a second scan."""
    blanks = [page["blank"] for page in of_kind("blank-page")["pages"]]
    assert True in blanks[1:-1]
    assert all(page["rotation"] == 90 for page in of_kind("rotated")["pages"])
    assert any(d["broken_words"] for d in truth())
    assert any(d["across_pages"] for d in truth())
    twin = of_kind("second-scan")
    same = next(d for d in truth() if d["reference"] == twin["same_as"])
    assert [p["text"] for p in same["pages"]] == [p["text"] for p in twin["pages"]]


@pytest.mark.parametrize("kind", ["nfd-layer", "garbage-layer", "born-digital", "light-300"])
def test_text_layers_are_what_their_kind_says(kind: str) -> None:
    """A born-digital PDF gives the printed words, an NFD layer the same decomposed, a garbage layer nonsense, a scan nothing."""
    document = of_kind(kind)
    with pypdfium2.PdfDocument(DELIVERY / document["file"]) as pdf:
        layer = pdf[0].get_textpage().get_text_bounded()
    words, printed = layer.split(), document["pages"][0]["text"].split()
    if kind == "light-300":
        assert words == []
        return
    share = sum(unicodedata.normalize("NFC", word) in printed for word in words) / len(words)
    assert share < 0.4 if kind == "garbage-layer" else share > 0.95
    if kind == "nfd-layer":
        assert not unicodedata.is_normalized("NFC", layer)
