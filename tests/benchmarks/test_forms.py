"""The made-up papers of `benchmarks.forms`: what they say is what is printed on them, and the measures count rightly."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest

from archive.descriptions import Field
from benchmarks.forms.__main__ import COUNT, SEEDS, main
from benchmarks.forms.cases import fields_of
from benchmarks.forms.comparing import Case, Found, Outcome, described
from benchmarks.forms.first_words import FIRST
from benchmarks.forms.papers import DAMAGES, FORMS, paper
from benchmarks.forms.printing import text_of
from benchmarks.forms.readings import files_of
from benchmarks.forms.report import expected_calibration_error
from benchmarks.forms.setting import sheets_of
from benchmarks.forms.sheets import FONTS
from benchmarks.forms.unseen_words import UNSEEN
from benchmarks.forms.vocabulary import Vocabulary
from tests.missing import skip_or_fail

PAPERS = [paper(SEEDS["tuning"], index) for index in range(40)]


SET_FORMULAE = {"", "về việc {deed}", "{deed}", "Như trên"}  # what offices write whatever the matter


def flattened(words: tuple[str, ...] | Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The entries of a list, or of all lists of a table."""
    for entry in words.values() if isinstance(words, Mapping) else [words]:
        yield from entry


def letters(text: str) -> str:
    """A text without its spaces, its dots and the hyphens at line ends: lines are broken where the sheet wants it."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@pytest.fixture(scope="module")
def fonts() -> None:
    """The fonts that papers are drawn with."""
    if not FONTS.exists():
        skip_or_fail("Debian's fonts-texgyre is not installed: make system-test")


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("at", range(40))
def test_what_is_true_is_printed(at: int) -> None:
    """Number, date, type, abstract, signers, recipients and cited numbers of a paper stand on its sheets; so do its marks."""
    of = PAPERS[at]
    sheets = sheets_of(of)
    printed = letters(" ".join(sheet.text() for sheet in sheets))
    ordinal = of.truth.number.split("/")[0].split("-")[0].lstrip("0")
    assert letters(ordinal) in letters(text_of(of.number))
    assert of.truth.date[:4] in text_of(of.dated)
    for said in (text_of(of.number), text_of(of.dated), of.truth.title, *of.truth.signers, *of.truth.recipients):
        assert letters(said) in printed
    for number in of.truth.cited:
        assert letters(number) in printed
    if of.truth.type != "Công văn":
        assert letters(of.truth.type) in printed
    struck = [line for sheet in sheets for mark in sheet.marks for line in mark.lines]
    for mark in (of.truth.secrecy, of.truth.urgency):
        assert not mark or mark.upper() in struck


@pytest.mark.usefixtures("fonts")
def test_the_same_seed_draws_the_same_files() -> None:
    """A paper drawn twice gives the same bytes, page by page; another seed gives others."""
    assert files_of(3, 0) == files_of(3, 0)
    assert files_of(3, 0) != files_of(4, 0)


def test_every_form_and_damage_is_there() -> None:
    """Each part of the set has papers of every form and every damage, and no paper of one part is in the other."""
    parts = {part: [paper(seed, index) for index in range(COUNT)] for part, seed in SEEDS.items()}
    for papers in parts.values():
        assert set(Counter(one.form for one in papers)) == set(FORMS)
        assert set(Counter(one.damage for one in papers)) == set(DAMAGES)
    assert not {one.truth for one in parts["tuning"]} & {one.truth for one in parts["reporting"]}


@pytest.mark.parametrize("name", [one.name for one in fields(Vocabulary) if not one.name.endswith(("_body", "tion"))])
def test_the_unseen_part_has_words_of_its_own(name: str) -> None:
    """No person, place, subject, wording or recipient of the unseen part is in the other parts, but for a set formula."""
    first, unseen = ({*flattened(getattr(words, name))} for words in (FIRST, UNSEEN))
    assert unseen
    assert not unseen & first - SET_FORMULAE


def test_the_unseen_part_has_bodies_of_its_own() -> None:
    """Only the committees that every province has stand in the unseen part, too, and those of places that the others lack."""
    named = {
        part: {paper(SEEDS[part], index).truth.issuer for index in range(COUNT)} - {None}
        for part in ("tuning", "reporting", "unseen")
    }
    assert len(named["unseen"]) > 100
    assert not named["unseen"] & (named["tuning"] | named["reporting"])


def test_faults_of_the_unseen_part_are_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for the faults of the unseen part, by its name or by its seed, gets none."""
    for given in (
        ["--part", "unseen"],
        ["--seed", str(SEEDS["unseen"])],
        ["--part", "tuning", "--seed", str(SEEDS["unseen"])],
    ):
        monkeypatch.setattr("sys.argv", ["forms", "--faults", *given])
        assert main() == 2
        assert "are not shown" in capsys.readouterr().err


def test_papers_of_two_bodies_ask_for_no_issuer() -> None:
    """A paper issued by two bodies together has two signers, of whom the first counts, and no issuer to be compared."""
    joint = next(one for index in range(COUNT) for one in (paper(SEEDS["tuning"], index),) if one.form == "joint")
    assert len(joint.truth.signers) == 2
    assert fields_of(joint.truth)[Field.SIGNER] == joint.truth.signers[0]
    assert Field.ISSUER not in fields_of(joint.truth)


def test_nothing_found_is_empty_and_nothing_there_is_no_fault() -> None:
    """A field that a paper has and the product does not find is empty; one that the paper lacks is absent, not right."""
    case = Case("blank", "party-2018", "clean", {Field.NUMBER: "12-NQ/TU", Field.SECRECY: ""}, None, ())
    outcomes = {one.field: one.outcome for one in described(case).fields}
    assert outcomes == {Field.NUMBER: Outcome.EMPTY, Field.SECRECY: Outcome.ABSENT}


def test_misread_letters_are_counted() -> None:
    """Where a tone stands and which letters are capitals makes no difference; every other letter does."""
    case = Case("one", "party-2018", "clean", {}, None, ())
    assert Found(case, Field.TITLE, "Về hoà giải", "về hòa giải", Outcome.RIGHT, 0.9).edits == 0
    assert Found(case, Field.TITLE, "Về hòa giải", "Về hoa giải", Outcome.WRONG, 0.9).edits == 1


def test_calibration_is_measured() -> None:
    """Nine of ten right at a said 0.9 is no error; saying too much of one value and too little of another does not even out."""
    assert expected_calibration_error([(0.9, at > 0) for at in range(10)]) == pytest.approx(0.0)
    assert expected_calibration_error([(0.9, False), (0.6, True)]) == pytest.approx((0.9 + 0.4) / 2)
