"""The relevance set: what it holds, how it is measured, and that the figures of the reporting part do not fall."""

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.relevance.baselines import Baseline
from benchmarks.relevance.entries import NOISE_LEVELS
from benchmarks.relevance.measures import ndcg, recall, reciprocal_rank
from benchmarks.relevance.noise import misread
from benchmarks.relevance.questions import Kind
from benchmarks.relevance.runs import (
    ELASTICSEARCH,
    EMBEDDED,
    PRODUCT,
    Figures,
    all_questions,
    asked_of,
    figures,
    papers,
    product,
    recorded,
)
from benchmarks.relevance.spelling import old_placement, unmarked, with_i, wrongly_marked

MAY_FALL = 0.01  # what a change may cost any figure before it is a regression
TESTED_NOISE = 0.02
SHOWN = (
    ("0.0", "ndcg"),
    ("0.0", "recall"),
    ("0.0", "rr"),
    ("0.02", "ndcg"),
    ("0.02", "recall"),
    ("0.02", "rr"),
    ("0.05", "ndcg"),
)
"""The columns of the guide's table: level of noise, and figure."""


def _fallen(engine: str, noise: float, now: Figures) -> list[str]:
    """Each figure that is lower than the recorded one by more than is allowed."""
    before = recorded()[engine][str(noise)][PRODUCT]
    return [
        f"{engine}, {noise:.0%}, {kind}: {name} fell from {value} to {now[kind][name]}"
        for kind, values in before.items()
        for name, value in values.items()
        if now[kind][name] < value - MAY_FALL
    ]


def test_figures_do_not_fall_embedded(tmp_path: Path) -> None:
    """On scanned papers no figure of the embedded engine is more than 0.01 below the recorded one."""
    with product(tmp_path, TESTED_NOISE) as ranking:
        now = figures(ranking, asked_of(tuning=False))
    assert not _fallen(EMBEDDED, TESTED_NOISE, now)


def test_figures_do_not_fall_on_elasticsearch(tmp_path: Path, elasticsearch_url: str) -> None:
    """On scanned papers no figure of Elasticsearch is more than 0.01 below the recorded one."""
    with product(tmp_path, TESTED_NOISE, elasticsearch_url) as ranking:
        now = figures(ranking, asked_of(tuning=False))
    assert not _fallen(ELASTICSEARCH, TESTED_NOISE, now)


def test_every_figure_is_recorded() -> None:
    """Both engines have recorded figures at every level of noise, for every kind of question, and so have the baselines."""
    kept = recorded()
    assert set(kept) == {EMBEDDED, ELASTICSEARCH}
    for engine in kept.values():
        assert set(engine) == {str(noise) for noise in NOISE_LEVELS}
        for systems in engine.values():
            assert len(systems) == 4
            assert all(set(kinds) == {*map(str, Kind), "all"} for kinds in systems.values())


@pytest.mark.parametrize("engine", [EMBEDDED, ELASTICSEARCH])
def test_recorded_figures_reach_what_was_aimed_at(engine: str) -> None:
    """Known items and numbers come first, missing marks cost no recall, every baseline is well behind, noise costs little."""
    levels = recorded()[engine]
    for noise in ("0.0", "0.02"):
        product_of = levels[noise][PRODUCT]
        for kind in (Kind.KNOWN, Kind.NUMBER, Kind.DESCRIBED):
            assert product_of[kind]["rr"] >= 0.95, (noise, kind)
        assert product_of[Kind.ACCENTLESS]["recall"] >= 0.98 * product_of[Kind.ACCENTED]["recall"], noise
        for name in Baseline:
            assert product_of["all"]["ndcg"] >= levels[noise][name]["all"]["ndcg"] + 0.05, (noise, name)
    assert levels["0.02"][PRODUCT]["all"]["ndcg"] >= levels["0.0"][PRODUCT]["all"]["ndcg"] - 0.02


def test_the_guide_holds_the_recorded_figures() -> None:
    """docs/relevance.md shows each kind's figures as recorded, and those of the baselines."""
    text = (Path(__file__).parents[2] / "docs" / "relevance.md").read_text(encoding="utf-8")
    for engine, levels in recorded().items():
        for kind in (*map(str, Kind), "all"):
            shown = [f"{levels[noise][PRODUCT][kind][name]:.3f}" for noise, name in SHOWN]
            assert f"| {engine} | {kind} | {' | '.join(shown)} |" in text, (engine, kind)
        for noise, systems in levels.items():
            ndcgs = [f"{systems[name]['all']['ndcg']:.3f}" for name in (PRODUCT, *Baseline)]
            assert f"| {engine} | {float(noise):.0%} | {' | '.join(ndcgs)} |" in text, (engine, noise)


def test_the_set_is_large_and_judged() -> None:
    """At least 1,000 papers of one to six pages, at least 150 questions of ten kinds, each with an answer that was meant."""
    assert len(papers()) >= 1_000
    assert {paper.pages for paper in papers()} == set(range(1, 7))
    kinds = Counter(question.kind for question in all_questions())
    assert set(kinds) == set(Kind)
    assert min(kinds.values()) >= 20
    assert sum(kinds.values()) >= 150
    ids = {paper.id for paper in papers()}
    for question in all_questions():
        assert set(question.grades) <= ids, question.text
        assert max(question.grades.values()) == 3, question.text


def test_ways_of_typing_ask_the_same() -> None:
    """What is typed with marks, without, and with wrong ones has the same answers, and lies in the same part."""
    typed = [
        [question for question in all_questions() if question.kind is kind]
        for kind in (Kind.ACCENTED, Kind.ACCENTLESS, Kind.WRONGLY)
    ]
    for accented, accentless, wrongly in zip(*typed, strict=True):
        assert accented.grades == accentless.grades == wrongly.grades
        assert accented.tuning is accentless.tuning is wrongly.tuning
        assert unmarked(accented.text).lower() == accentless.text == unmarked(wrongly.text).lower()
        assert wrongly.text != accented.text


def test_parts_share_no_question() -> None:
    """Weights are tuned on other questions than those that are reported, of every kind about as many."""
    tuning, reporting = asked_of(tuning=True), asked_of(tuning=False)
    assert len(tuning) + len(reporting) == len(all_questions())
    assert not {question.text for question in tuning} & {question.text for question in reporting}
    assert Counter(q.kind for q in tuning) - Counter(q.kind for q in reporting) <= Counter(set(Kind))


@pytest.mark.parametrize("share", NOISE_LEVELS)
def test_noise_is_as_much_as_it_says(share: float) -> None:
    """About the share of letters that was asked for is misread, and none at no noise."""
    text = "Nghị quyết về quản lý rừng phòng hộ đầu nguồn trên địa bàn tỉnh" * 200
    read = misread(text, share, random.Random(1))
    letters = sum(letter.isalnum() for letter in text)
    changed = sum(one != other for one, other in zip(text.split(), read.split(), strict=False))
    assert (read == text) is (share == 0)
    if len(read.split()) == len(text.split()):
        assert changed <= letters * share * 1.2
    slips = abs(len(read) - len(text)) + sum((Counter(text) - Counter(read)).values())
    assert slips <= letters * share * 1.2 + 20


@pytest.mark.parametrize(
    ("way", "text", "other"),
    [
        (old_placement, "Ủy ban hòa giải xã Tân Thủy của quý hoàn", "Uỷ ban hoà giải xã Tân Thuỷ của quý hoàn"),
        (with_i, "kỹ lý mỹ tỷ tay thúy quý", "kĩ lí mĩ tỉ tay thúy quí"),
        (unmarked, "Đảng bộ tỉnh Phú Lĩnh", "Dang bo tinh Phu Linh"),
    ],
)
def test_other_spellings(way: object, text: str, other: str) -> None:
    """Papers and readers write as their time and their keyboards have it."""
    assert callable(way)
    assert way(text) == other


def test_wrong_marks_leave_the_letters() -> None:
    """A wrongly accented question differs in tones only."""
    wrong = wrongly_marked("nghị quyết đại hội", random.Random(1))
    assert wrong != "nghị quyết đại hội"
    assert unmarked(wrong) == "nghi quyet dai hoi"


def test_measures_by_hand() -> None:
    """Gain, recall and reciprocal rank of a ranking that can be reckoned by hand."""
    grades = {"a": 3, "b": 1, "c": 1}
    assert ndcg(["a", "b", "c"], grades) == pytest.approx(1)
    assert ndcg(["x", "a"], grades) == pytest.approx((7 / 1.584962) / (7 + 1 / 1.584962 + 1 / 2))
    assert recall(["x", "a"], grades) == pytest.approx(1 / 3)
    assert recall([], {}) == 0
    assert reciprocal_rank(["b", "x", "a"], grades) == pytest.approx(1 / 3)
    assert reciprocal_rank(["b"], grades) == 0
