"""Text that was typed or converted in old ways is found as if it were written today."""

from pathlib import Path

import pytest

from imaging.options import ReadingOptions
from imaging.page import PageTask, cut_and_read
from search import RecordEntry, RecordLevel, RecordSummary, SearchEngine, build_text
from tests.contracts.archives import PUBLIC, found, publish, record
from tests.imaging import papers

TCVN3 = ["Uû ban nh©n d©n tØnh Phó LÜnh", "B¸o c¸o t×nh h×nh s¶n xuÊt n«ng nghiÖp, ph\xad¬ng h\xadíng n¨m tíi"]
VNI = ["Uyû ban nhaân daân tænh Phuù Lónh", "Baùo caùo tình hình saûn xuaát noâng nghieäp, phöông höôùng naêm tôùi"]


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Тỉnh ủy Phú Lĩnh", "tỉnh ủy"), ("Tỉnh ủy", "Тỉnh ủу"), ("năm 2O12", "2012"), ("năm 2012", "2O12"),
        ("quy\u200bết\u00a0định", "quyết định"),
        ("quyết định", "quy\u00adết định"), ("Ｓố １２", "số 12"), ("ＮＱ", "nq"), ("Ðảng bộ", "Đảng"),
        ("\uf074\uf0ea\uf06e \uf0eb", "tên"),
    ],
)  # fmt: skip
def test_look_alikes_are_one(engine: SearchEngine, stored: str, typed: str) -> None:
    """Look-alikes of other scripts, wide, private and invisible letters: text and question meet, strictly too (search.md 1)."""
    publish(engine, record("a", stored))
    assert found(engine, typed) == {"a"}
    assert found(engine, f'"{typed}"') == {"a"}


@pytest.mark.parametrize(
    ("lines", "font"), [(TCVN3, ".VnTime"), (TCVN3, "Times-Roman"), (VNI, "VNI-Times"), (VNI, "Times-Roman")]
)
def test_papers_in_old_fonts_are_found(engine: SearchEngine, tmp_path: Path, lines: list[str], font: str) -> None:
    """A born-digital paper in TCVN3 or VNI is found by Vietnamese words, and its garbage by nothing (search.md 8)."""
    path = papers.old_pdf(tmp_path / "a.pdf", [(font, line) for line in lines])
    page = cut_and_read(PageTask(path, 0), ReadingOptions())
    summary = RecordSummary(
        id="a",
        level=RecordLevel.DOCUMENT,
        reference="H42-041-03-0123-001",
        access=next(iter(PUBLIC)),
        revision=1,
        page_count=1,
    )
    publish(engine, RecordEntry(summary, build_text([("a-1", page)])))
    assert found(engine, '"ủy ban nhân dân tỉnh Phú Lĩnh"') == {"a"}
    assert found(engine, "phương hướng sản xuất nông nghiệp") == {"a"}
    for garbage in (word for line in lines for word in line.split() if not word.isascii()):
        if garbage not in page.text():
            assert found(engine, f'"{garbage}"') == set()
