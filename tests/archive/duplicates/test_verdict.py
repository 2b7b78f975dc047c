"""The verdict on a pair: each kind with a paper and what became of it, what speaks against one paper, and the reasons told."""

import random
from dataclasses import replace

import pytest

from archive.dates import PartialDate
from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.pictures import BITS, PictureHash
from archive.duplicates.verdict import Kind, Sign, Verdict, judge
from archive.duplicates.wording import sentence
from tests.archive.duplicates.papers import (
    BODY,
    CERTIFIED,
    ELSEWHERE,
    FOOT,
    HEAD,
    OTHER_SENTENCES,
    TOLD,
    paper,
    scanned,
    words,
)

UNKNOWN = PaperDescription()
PAPER = paper()


def _judge(one: Paper, other: Paper) -> Verdict:
    """The verdict, which must be the same from both sides."""
    found, turned = judge(one, other), judge(other, one)
    assert found is not None
    assert turned is not None
    assert (found.kind, found.confidence) == (turned.kind, turned.confidence)
    assert {found.holds_other, turned.holds_other} in ({None}, {True, False})
    assert 0 < found.confidence <= 1
    assert found.reasons
    assert all(sentence(reason) for reason in found.reasons)
    return found


def _signs(verdict: Verdict) -> set[Sign]:
    return {reason.sign for reason in verdict.reasons}


def _pictures(of: Paper, *, changed: int = 0, inked: int = 0) -> Paper:
    """The paper with pictures, of which so many bits differ from those of the first."""
    chance = random.Random(3)
    made = []
    for _ in of.pages:
        whole, printed = chance.getrandbits(BITS), chance.getrandbits(BITS)
        made.append(PictureHash(whole ^ ((1 << changed) - 1), printed ^ ((1 << inked) - 1), 0.08))
    return replace(of, pictures=tuple(made))


def _other_number(of: Paper, number: str, date: str) -> Paper:
    """The paper with another number and date, in its head and in its description."""
    day = PartialDate.from_text(date)
    first = of.pages[0].replace("so 12 nq", f"so {number} nq")
    told = f"ngay {day.earliest.day:02} thang {day.earliest.month} nam {day.earliest.year}"
    first = first.replace("ngay 05 thang 3 nam 2012", told)
    description = replace(of.description, number=f"{number}-NQ/TU", date=day)
    return replace(of, id="b", pages=(first, *of.pages[1:]), description=description)


def test_the_same_bytes_are_identical() -> None:
    """Equal originals are identical whatever was read of them; another range of the same file is not."""
    one = replace(PAPER, assets=(("ab" * 32, 0, 1),))
    other = replace(paper("b", ["doc hong"], UNKNOWN, ELSEWHERE), assets=one.assets)
    assert _judge(one, other).kind is Kind.IDENTICAL
    assert _signs(_judge(one, other)) == {Sign.BYTES}
    assert judge(one, replace(other, assets=(("ab" * 32, 2, 3),))) is None


def test_one_scan_saved_again_is_the_same_scan() -> None:
    """Where the images hardly differ it is the same scan, not another one of the sheets."""
    verdict = _judge(_pictures(PAPER), _pictures(scanned(PAPER, 0.01), changed=5, inked=9))
    assert verdict.kind is Kind.SAME_SCAN
    assert Sign.PICTURE in _signs(verdict)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.03, 0.05])
def test_a_paper_scanned_anew_is_a_rescan(share: float) -> None:
    """With up to a twentieth of the letters misread, and other images, it is the same paper in the same file."""
    verdict = _judge(_pictures(PAPER), _pictures(scanned(PAPER, share), changed=90, inked=30))
    assert verdict.kind is Kind.RESCAN
    assert {Sign.TEXT, Sign.NUMBER_EQUAL, Sign.DATE_EQUAL} <= _signs(verdict)


def test_a_paper_in_another_file_is_a_copy() -> None:
    """The same text in another file is a copy, and the reason names both files."""
    verdict = _judge(PAPER, replace(scanned(PAPER, 0.02), file=ELSEWHERE))
    assert verdict.kind is Kind.COPY
    (where,) = (reason for reason in verdict.reasons if reason.sign is Sign.ELSEWHERE)
    assert {where.one, where.other} == {PAPER.file, ELSEWHERE}


def test_an_original_that_is_said_to_be_one_is_no_copy() -> None:
    """`Bản chính` in one description and nothing in the other makes no copy of a rescan."""
    verdict = _judge(PAPER, paper("b", PAPER.pages, replace(TOLD, copy_kind="Bản chính")))
    assert verdict.kind is Kind.RESCAN


def test_a_certified_copy_is_a_copy() -> None:
    """The form of certifying, with a number, date and name of its own, makes no other paper of it."""
    told = replace(TOLD, copy_kind="Sao y bản chính")
    certified = paper("b", (PAPER.pages[0], words(*BODY[5:], FOOT, CERTIFIED)), told, ELSEWHERE)
    verdict = _judge(PAPER, certified)
    assert verdict.kind is Kind.COPY
    assert Sign.CERTIFIED in _signs(verdict)


def test_a_part_is_held_by_the_whole() -> None:
    """A page of a paper, scanned anew, is part of it; the verdict tells which holds which."""
    part = paper("b", [PAPER.pages[1]], UNKNOWN)
    verdict = judge(PAPER, scanned(part, 0.02))
    assert verdict is not None
    assert (verdict.kind, verdict.holds_other) == (Kind.CONTAINS, True)
    assert _judge(scanned(part, 0.02), PAPER).holds_other is False


def test_two_changed_sentences_make_a_version() -> None:
    """A draft without number in which two sentences say something else is a version, and they are counted."""
    changed = [*BODY]
    changed[2], changed[7] = OTHER_SENTENCES
    draft = paper("b", (words(HEAD, *changed[:5]), words(*changed[5:], FOOT)), replace(TOLD, number=None))
    verdict = _judge(PAPER, draft)
    assert verdict.kind is Kind.VERSION
    (passages,) = (reason for reason in verdict.reasons if reason.sign is Sign.PASSAGES)
    assert passages.count == 2


@pytest.mark.parametrize(
    ("number", "date", "signs"),
    [
        ("31", "2012-03-05", {Sign.NUMBER_DIFFERS}),
        ("12", "2013-11-27", {Sign.DATE_DIFFERS}),
        ("31", "2013-11-27", {Sign.NUMBER_DIFFERS, Sign.DATE_DIFFERS}),
    ],
)
def test_another_number_or_date_is_another_paper(number: str, date: str, signs: set[Sign]) -> None:
    """The same words under another number or date are a version, never the same paper; the reasons name the values."""
    verdict = _judge(PAPER, _other_number(PAPER, number, date))
    assert verdict.kind is Kind.VERSION
    assert signs <= _signs(verdict)
    assert not verdict.kind.is_same_paper


def test_another_signer_is_another_paper() -> None:
    """A paper signed by somebody else is not the same, though all its other words are."""
    other = paper("b", (PAPER.pages[0], PAPER.pages[1].replace("dinh van hac", "lo thi may")))
    verdict = _judge(PAPER, replace(other, description=replace(TOLD, signer="Lò Thị Mẩy", number=None)))
    assert not verdict.kind.is_same_paper
    assert Sign.SIGNER_DIFFERS in _signs(verdict)


def test_a_form_filled_in_twice_is_a_look_alike() -> None:
    """Two decisions on one form, about other people on other days, only look alike."""
    form = (
        "Quyết định về việc nâng bậc lương Căn cứ Điều lệ Đảng và quy chế làm việc của Tỉnh ủy Xét đề nghị của Ban Tổ chức Điều 1 "
        "Nâng bậc lương đối với đồng chí {} công tác tại {} từ bậc {} hệ số {} lên bậc {} kể từ ngày {} tháng {} năm 2012 Điều 2 Văn phòng "
        "Tỉnh ủy, Ban Tổ chức và đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành quyết định này kể từ ngày ký cho đến khi có "
        "văn bản khác thay thế Nơi nhận như Điều 2 và lưu hồ sơ cán bộ"
    )
    filled = (
        ("Vàng A Sùng", "Huyện ủy Nậm Sao", 3, 266, 4, 1, 5),
        ("Hoàng Thị Xuyến", "Ban Dân vận", 5, 343, 6, 17, 9),
    )
    one, other = (
        paper(
            id_,
            [words(f"Số {number}-QĐ/TU Phú Lĩnh", form.format(*values))],
            replace(UNKNOWN, number=f"{number}-QĐ/TU"),
        )
        for id_, number, values in zip("ab", (201, 377), filled, strict=True)
    )
    assert _judge(one, other).kind is Kind.LOOK_ALIKE


def test_other_papers_are_no_pair() -> None:
    """Papers of one body under one head that say other things have nothing to do with each other."""
    other = paper("b", [words(*OTHER_SENTENCES, CERTIFIED)], UNKNOWN)
    assert judge(PAPER, other) is None


def test_pictures_speak_where_there_is_no_text() -> None:
    """Of maps and photographs the images are compared: the same scan, another one, or nothing; a veto counts there, too."""
    blank = replace(PAPER, pages=("", ""), description=UNKNOWN)
    assert _judge(_pictures(blank), _pictures(replace(blank, id="b"), changed=3)).kind is Kind.SAME_SCAN
    assert _judge(_pictures(blank), _pictures(replace(blank, id="b"), changed=99, inked=20)).kind is Kind.RESCAN
    assert judge(_pictures(blank), _pictures(replace(blank, id="b"), changed=99, inked=120)) is None
    one, other = (replace(_pictures(blank), description=replace(UNKNOWN, number=n)) for n in ("12-NQ/TU", "977-QĐ/TU"))
    assert judge(one, replace(other, id="b")) is None


def test_nothing_is_known_of_papers_without_text_and_pictures() -> None:
    """Papers of which nothing could be read and seen are no pair."""
    blank = replace(PAPER, pages=("",), description=UNKNOWN)
    assert judge(blank, replace(blank, id="b")) is None


def test_one_misread_figure_is_no_other_number() -> None:
    """A number that differs by one figure, read by a scan, does not speak against one paper whose date agrees."""
    slip = _other_number(PAPER, "72", "2012-03-05")
    assert _judge(PAPER, slip).kind is Kind.RESCAN
