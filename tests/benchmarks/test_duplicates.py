"""The duplicates set: what it holds, and that what is found of a small one of its make does not fall."""

import json
from functools import cache

import pytest

from archive.duplicates.verdict import Kind
from benchmarks.duplicates.__main__ import RECORDED, SEEDS, SMALL, main
from benchmarks.duplicates.collection import WHOLE, Collection, Making, collection
from benchmarks.duplicates.finding import findings
from benchmarks.duplicates.measures import AIMS, figures, judged
from benchmarks.duplicates.scans import read

MAY_FALL = 0.06  # what a change may cost any figure: one of the small set's pairs


@cache
def _small() -> Collection:
    return collection(SEEDS["reporting"], SMALL)


def test_the_figures_do_not_fall() -> None:
    """On a small set no figure is further below the recorded one than one pair makes."""
    before = json.loads(RECORDED.read_text("utf-8"))
    now = figures(judged(_small(), findings(_small().documents)))
    assert not {name: (value, now[name]) for name, value in before.items() if now[name] < value - MAY_FALL}


def test_the_whole_set_is_as_large_as_it_is_said_to_be() -> None:
    """More than two thousand documents, three hundred true pairs, three hundred hard ones that are none."""
    series = WHOLE.letters * WHOLE.in_letters + WHOLE.reports * WHOLE.in_reports
    pairs = sum(count for _, count in WHOLE.pairs)
    assert WHOLE.papers + series + pairs >= 2_000
    assert pairs >= 300
    assert series - WHOLE.letters - WHOLE.reports >= 300
    assert AIMS == {"recall": 0.98, "precision": 0.99, "versions": 0.95, "kinds": 0.93}


def test_a_set_is_the_same_each_time() -> None:
    """The same seed plans the same documents and pairs and reads them alike; another seed plans others."""
    plan = WHOLE.smaller(0.015)
    one, other = Making(1, plan), Making(1, plan)
    assert one.items == other.items
    assert one.made == other.made
    assert one.items != Making(2, plan).items
    for mine, its in zip(one.items[-3:], other.items[-3:], strict=True):
        assert read(one.sheets_of(mine), mine.scan) == read(other.sheets_of(its), its.scan)


def test_every_kind_is_in_the_set() -> None:
    """A small set has a pair of each kind, hard ones, and documents for all of them; wholes are told of parts alone."""
    made = _small()
    assert set(made.pairs.values()) == set(Kind) - {Kind.LOOK_ALIKE}
    assert made.hard
    assert not made.hard & made.pairs.keys()
    assert {id_ for pair in (*made.pairs, *made.hard) for id_ in pair} <= made.documents.keys()
    assert made.wholes.keys() == {pair for pair, kind in made.pairs.items() if kind is Kind.CONTAINS}


def test_faults_of_the_reporting_part_are_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rules fitted to what is reported would spoil the figures."""
    monkeypatch.setattr("sys.argv", ["duplicates", "--faults", "--part", "reporting"])
    assert main() == 2
    assert "not shown" in capsys.readouterr().err
