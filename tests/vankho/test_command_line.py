"""The command line: what goes to standard output, what to standard error, and the exit status."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from catalogue.catalogue import Catalogue
from catalogue.publication import publisher_lease
from tests.indexer.made_up import damage_page, paper, row, workbook
from tests.samples_fixture import Installation, Samples, make_installation

COMMANDS = (
    "init",
    "ingest",
    "retry",
    "status",
    "search",
    "reindex",
    "verify",
    "deliveries",
    "withdraw",
    "restore",
    "serve",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A small archive with one good delivery; tests that change it put it back."""
    folder = tmp_path_factory.mktemp("shelf")
    made = make_installation(folder, folder / "readings")
    delivery = folder / "Lô 1"
    paper(delivery / "H42-041-03-0123-001.pdf", "cây chè cổ thụ", pages=2)
    paper(delivery / "H42-041-03-0123-002.pdf", "đường liên xã")
    workbook(delivery / "MetaDuLieu.xlsx", [row(f"H42-041-03-0123-00{n}.pdf", number=str(n)) for n in (1, 2)])
    answer = made.must("ingest", delivery, "--json")
    assert answer.data["outcomes"]["taken"] == 2
    return made


def _references(shelf: Installation, query: str, *options: str) -> list[str]:
    return [hit["reference"] for hit in shelf.must("search", query, *options, "--json").data["hits"]]


def test_init_makes_the_data_folder_and_may_be_repeated(tmp_path: Path) -> None:
    """`init` makes folder, database and index; a second one finds them and changes nothing."""
    made = make_installation(tmp_path, tmp_path / "readings")
    assert (made.home / "catalogue.db").is_file()
    assert (made.home / "index").is_dir()
    again = made.must("init")
    assert again.out == ""
    assert "before, too" in again.err


def test_json_stands_alone_on_standard_output(shelf: Installation) -> None:
    """With --json standard output is one JSON object; progress goes to standard error."""
    answer = shelf.run("ingest", shelf.home.parent / "Lô 1", "--json")  # a process of its own, as others start it
    assert answer.status == 0
    assert isinstance(json.loads(answer.out), dict)
    assert "documents" in answer.err


def test_ingest_tells_what_became_of_everything(shelf: Installation, tmp_path: Path) -> None:
    """The answer of `ingest` has the delivery, the outcomes, the pages, and a line for each fault of the inventory."""
    made = make_installation(tmp_path, shelf.ocr_cache)
    paper(tmp_path / "lô" / "H42-041-03-0123-001.pdf")
    rows = [row("H42-041-03-0123-001.pdf", date="30/02/2010"), row("H42-041-03-0123-002.pdf")]
    workbook(tmp_path / "lô" / "MetaDuLieu.xlsx", rows)
    answer = made.must("ingest", tmp_path / "lô", "--json", status=3)
    assert answer.data["outcomes"]["taken"] == answer.data["outcomes"]["missing"] == 1
    assert answer.data["findings"][0]["file"] == "H42-041-03-0123-002.pdf"
    assert "row 2" in answer.data["inventory_faults"][0]
    told = made.must("ingest", tmp_path / "lô", status=3).out
    assert "missing: H42-041-03-0123-002.pdf" in told
    assert "row 2" in told


def test_status_says_the_same_for_the_same_archive(shelf: Installation) -> None:
    """`status --json` has no clocks: asked twice it answers byte for byte alike."""
    first, second = shelf.must("status", "--json"), shelf.must("status", "--json")
    assert first.out == second.out
    assert first.data["documents"] == 2
    assert first.data["pages"] == {"waiting": 0, "done": 3, "failed": 0}
    assert first.data["index"] == {"revision": first.data["revision"], "waiting": 0}


def test_search_finds_by_words_and_filters(shelf: Installation) -> None:
    """`search` finds the document that holds the words, and filters narrow it."""
    assert _references(shelf, '"cây chè cổ thụ"') == ["H42-041-03-0123-001"]
    assert _references(shelf, "", "--fonds", "041", "--sort", "reference") == [
        "H42-041-03-0123-001",
        "H42-041-03-0123-002",
    ]
    assert _references(shelf, "", "--fonds", "999") == []
    told = shelf.must("search", '"cây chè cổ thụ"').out
    assert "1 found" in told
    assert "H42-041-03-0123-001" in told


def test_search_walks_on_by_cursor(shelf: Installation) -> None:
    """`--cursor` goes on where the answer before ended, to the last hit."""
    first = shelf.must("search", "", "--size", "1", "--json").data
    rest = shelf.must("search", "", "--size", "1", "--cursor", first["next"], "--json").data
    assert first["total"] == rest["total"] == 2
    assert {first["hits"][0]["reference"], rest["hits"][0]["reference"]} == {
        "H42-041-03-0123-001",
        "H42-041-03-0123-002",
    }


def test_reindex_answers_as_before(shelf: Installation) -> None:
    """After `reindex` every record is in the index again, also when the index was lost."""
    before = _references(shelf, "chương trình công tác")
    count = shelf.must("reindex", "--json").data["records"]
    assert count == 3, "two documents and their file"
    assert _references(shelf, "chương trình công tác") == before
    assert len(before) == 2


def test_a_damaged_page_is_named_and_can_be_retried(tmp_path: Path) -> None:
    """A page that fails is named by `status` with page and reason; `retry` reads it again and counts the attempt."""
    made = make_installation(tmp_path, tmp_path / "readings")
    damage_page(paper(tmp_path / "lô" / "hỏng.pdf", pages=3), 2)
    answer = made.must("ingest", tmp_path / "lô", "--json", status=3)
    assert answer.data["pages"] == {"read": 2, "cached": 0, "failed": 1}
    (failure,) = made.must("status", "--json").data["failures"]
    assert (failure["file"], failure["page"], failure["attempts"]) == ("lô/hỏng.pdf", 2, 1)
    assert "lô/hỏng.pdf, page 2" in made.must("status").out
    assert made.must("retry", "--json", status=3).data == {"read": 0, "failed": 1}
    assert made.must("status", "--json").data["failures"][0]["attempts"] == 2
    assert made.must("verify", "--json").data == {"faults": []}


def test_verify_finds_a_changed_byte_and_a_missing_asset(tmp_path: Path) -> None:
    """`verify` ends with 3 and names, by the name it came under, the asset that differs and the one that is gone."""
    made = make_installation(tmp_path, tmp_path / "readings")
    paper(tmp_path / "lô" / "một.pdf")
    paper(tmp_path / "lô" / "hai.pdf", "khác")
    made.must("ingest", tmp_path / "lô")
    assert made.must("verify").out.strip() == "Every asset is as it was taken in."
    by_bytes = {p.read_bytes(): p for p in (made.home / "assets").rglob("*") if p.is_file()}
    changed = by_bytes[(tmp_path / "lô" / "một.pdf").read_bytes()]
    changed.chmod(0o644)
    changed.write_bytes(changed.read_bytes().replace(b"%PDF-1.", b"%PDF-2."))
    by_bytes[(tmp_path / "lô" / "hai.pdf").read_bytes()].unlink()
    faults = made.must("verify", "--json", status=3).data["faults"]
    assert {(tuple(fault["names"]), fault["kind"]) for fault in faults} == {
        (("lô/một.pdf",), "differs"),
        (("lô/hai.pdf",), "missing"),
    }


def test_deliveries_are_listed(shelf: Installation) -> None:
    """`deliveries` lists what came, with an instant in UTC as JSON."""
    (row_,) = shelf.must("deliveries", "--json").data["deliveries"]
    assert (row_["id"], row_["name"], row_["documents"], row_["state"]) == (1, "Lô 1", 2, "active")
    assert row_["received"].endswith("+00:00")
    assert "Lô 1" in shelf.must("deliveries").out


def test_the_receipt_can_be_printed_anywhere(shelf: Installation, tmp_path: Path) -> None:
    """The receipt names every file with its checksum, is written in UTF-8, and loads nothing from elsewhere."""
    page = tmp_path / "biên nhận.html"
    shelf.must("deliveries", "1", "--receipt", page)
    text = page.read_text(encoding="utf-8")
    for name in ("H42-041-03-0123-001.pdf", "H42-041-03-0123-002.pdf", "MetaDuLieu.xlsx"):
        assert name in text
    stored = [path.name for path in (shelf.home / "assets").rglob("*") if path.is_file()]
    assert len(stored) == 3
    assert all(sha256 in text for sha256 in stored)
    assert not re.search(r"""(src|href)\s*=|url\(|@import|<script|https?://""", text)


def test_names_in_a_receipt_are_only_text(tmp_path: Path) -> None:
    """A file name with markup stands in the receipt as text."""
    made = make_installation(tmp_path, tmp_path / "readings")
    paper(tmp_path / "lô" / "<img onerror=x>.pdf")
    made.must("ingest", tmp_path / "lô")
    made.must("deliveries", "1", "--receipt", tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<img" not in text
    assert "&lt;img onerror=x&gt;.pdf" in text


def test_a_withdrawn_delivery_is_out_of_sight_until_restored(shelf: Installation) -> None:
    """`withdraw` takes documents and file out of search at once, `restore` brings them back; both keep everything."""
    shelf.must("withdraw", "1", "--why", "nhầm lô")
    try:
        assert _references(shelf, "", "--level", "any") == []
        assert shelf.must("deliveries", "--json").data["deliveries"][0]["state"] == "withdrawn"
        again = shelf.must("withdraw", "1", "--why", "nhầm lô", status=2)
        assert "withdrawn already" in again.err
        shelf.must("reindex")
        assert _references(shelf, "", "--level", "any") == [], "a new index does not bring it back either"
    finally:
        shelf.must("restore", "1", "--why", "đúng lô")
    assert len(_references(shelf, "", "--level", "any")) == 3
    assert shelf.must("verify", "--json").data == {"faults": []}


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "x", "--colour", "red"],
        ["search", "x", "--size", "1000"],
        ["search", "x", "--cursor", "made up"],
        ["search", "x", "--from", "2012-01-01", "--to", "2010-01-01"],
        ["search", "x", "--access", "everything"],
        ["ingest"],
        ["ingest", "không có"],
        ["ingest", ".", "--inventory", "không có.xlsx"],
        ["deliveries", "999"],
        ["deliveries", "--receipt", "x.html"],
        ["withdraw", "1"],
        ["withdraw", "999", "--why", "thử"],
        ["nothing-of-the-kind"],
    ],
)
def test_wrong_use_ends_with_2(shelf: Installation, arguments: list[str]) -> None:
    """Wrong options, values and names end with 2 and a message on standard error, nothing on standard output."""
    answer = shelf.run_here(*arguments)
    assert answer.status == 2, answer.err
    assert answer.out == ""
    assert answer.err.strip()
    assert "Traceback" not in answer.err


def test_every_command_explains_itself(shelf: Installation) -> None:
    """`--help` of every command of the contract ends with 0, and the list of commands names it."""
    listed = shelf.must("--help").out
    assert all(re.search(rf"^  {command} ", listed, re.MULTILINE) for command in COMMANDS)


def test_before_init_every_command_says_what_to_do(tmp_path: Path) -> None:
    """Without a data folder a command ends with 4 and says `vankho init`."""
    bare = Installation(tmp_path / "home", tmp_path / "readings")
    for arguments in (["status"], ["search", "x"], ["ingest", str(tmp_path)], ["reindex"]):
        answer = bare.must(*arguments, status=4)
        assert "vankho init" in answer.err, arguments
    assert not (tmp_path / "home").exists(), "asking makes nothing"


@contextmanager
def _publishing_elsewhere(made: Installation, seconds: float) -> Iterator[None]:
    """Another holds the publisher's lease, and lets go of it after a while."""
    with Catalogue.open(made.database_url, made.home) as catalogue:
        other = publisher_lease(catalogue, "server")
        other.__enter__()
        ending = Timer(seconds, other.__exit__, (None, None, None))
        ending.start()
        try:
            yield
        finally:
            ending.join()


def test_ingest_lets_another_publisher_finish(tmp_path: Path) -> None:
    """While a server or another run publishes, an ingest waits for it instead of failing, and all is found afterwards."""
    made = make_installation(tmp_path, tmp_path / "readings")
    paper(tmp_path / "lô" / "H42-041-03-0123-001.pdf", "cây chè cổ thụ")
    with _publishing_elsewhere(made, 4):  # released while the ingest waits for it, or before
        made.must("ingest", tmp_path / "lô")
    assert _references(made, '"cây chè cổ thụ"') == ["H42-041-03-0123-001"]


def test_reindex_lets_another_publisher_finish(shelf: Installation) -> None:
    """While another publishes, or the lease of a killed run has not run out, `reindex` waits instead of failing."""
    with _publishing_elsewhere(shelf, 2):
        assert shelf.must("reindex", "--json").data["records"] == 3


def test_a_new_title_of_a_fonds_is_found_at_once(shelf: Installation) -> None:
    """`fonds --title` waits for another publisher, and when it ends every hit and facet has the title."""
    with _publishing_elsewhere(shelf, 2):
        shelf.must("fonds", "041", "--title", "Tỉnh ủy Phú Lĩnh")
    answer = shelf.must("search", "", "--level", "any", "--json").data
    assert [hit["fonds"]["title"] for hit in answer["hits"]] == ["Tỉnh ủy Phú Lĩnh"] * 3
    assert [value["label"] for value in answer["facets"]["fonds"]] == ["Tỉnh ủy Phú Lĩnh"]


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where the data folder should be ends with 4, the folder and the setting to check."""
    (tmp_path / "home").write_text("a file")
    answer = Installation(tmp_path / "home", tmp_path / "readings").must("init", status=4)
    assert str(tmp_path / "home") in answer.err
    assert "VANKHO_HOME" in answer.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_home(tmp_path: Path) -> None:
    """A data folder without the right to write ends with 4 and the setting to check."""
    (tmp_path / "home").mkdir(mode=0o555)
    answer = Installation(tmp_path / "home", tmp_path / "readings").must("init", status=4)
    assert "VANKHO_HOME" in answer.err


def test_a_wrong_setting_ends_with_2(tmp_path: Path) -> None:
    """A setting with a wrong value is wrong use, named."""
    answer = Installation(tmp_path / "home", tmp_path / "readings", {"JOBS": "many"}).must("status", status=2)
    assert "VANKHO_JOBS is 'many'" in answer.err


def test_the_command_line_reads_as_public(samples: Samples) -> None:
    """Without --access a search sees public records only; levels are added one by one."""
    installation = samples.installation
    totals = [
        installation.must("search", "", "--size", "0", "--json", *options).data["total"]
        for options in ([], ["--access", "public"], ["--access", "public", "--access", "conditional"])
    ]
    assert totals[0] == totals[1] < totals[2] < 65
