"""Shingles, what is common of them, and signatures: equal for equal texts, alike for texts that are, whatever scans misread."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.duplicates.common import LEAST, NOTHING_COMMON, ShingleCounter
from archive.duplicates.shingles import WIDTH, folded, shingles, skeleton
from archive.duplicates.signatures import BANDS, LEAST_SHINGLES, SIZE, bands, resemblance, signature
from benchmarks.generated.papers import Vocabulary
from benchmarks.relevance.noise import misread
from tests.archive.duplicates.papers import BODY, FOOT, HEAD

WORDS = st.lists(st.sampled_from(Vocabulary(1).words[:400]), min_size=WIDTH + LEAST_SHINGLES, max_size=120)


def _shared(one: list[str], other: list[str]) -> float:
    mine, theirs = shingles(one), shingles(other)
    return len(np.intersect1d(mine, theirs)) / len(np.union1d(mine, theirs))


@given(WORDS)
def test_equal_texts_have_equal_signatures(words: list[str]) -> None:
    """The same words give the same signature, and every band is shared."""
    one, other = signature(shingles(words)), signature(shingles(list(words)))
    if one is None or other is None:
        assert len(shingles(words)) < LEAST_SHINGLES
        return
    assert resemblance(one, other) == 1.0
    assert bands(one) == bands(other)
    assert len(set(bands(one))) == BANDS


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_resemblance_tells_the_share_of_shingles(some: list[str], others: list[str]) -> None:
    """Of two texts that share a part, signatures tell how much, within four times their deviation."""
    one, other = some + others, some
    first, second = signature(shingles(one)), signature(shingles(other))
    if first is None or second is None:
        return
    share = _shared(one, other)
    assert abs(resemblance(first, second) - share) <= 4 * (max(share * (1 - share), 0.02) / SIZE) ** 0.5


@given(WORDS, st.integers(0, 2**32))
def test_the_order_of_shingles_does_not_matter(words: list[str], seed: int) -> None:
    """A signature is of a set."""
    ordered = shingles(words)
    mixed = np.random.default_rng(seed).permutation(ordered)
    one, other = signature(ordered), signature(mixed)
    assert (one is None and other is None) or (one is not None and other is not None and (one == other).all())


def test_too_few_shingles_have_no_signature() -> None:
    """A page with a heading alone is like every other: it has none."""
    assert signature(shingles("quyet dinh".split())) is None
    assert len(shingles(["mot"])) == 0


def test_shingles_know_no_marks_capitals_or_punctuation() -> None:
    """Bare syllables in their order are what a text consists of."""
    assert (shingles(folded("Ủy ban NHÂN DÂN, tỉnh.")) == shingles(folded("uỷ ban nhân dân tỉnh"))).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [("hanh", "banb"), ("nhan", "uhau"), ("15", "l5"), ("2080", "2o8o"), ("lam", "larn"), ("kho", "lcho")],
)
def test_letters_that_scans_confuse_are_one(one: str, other: str) -> None:
    """What scans take for one another counts as one in shingles."""
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("hoa", "hung"), ("12", "13"), ("mot", "nam")])
def test_other_words_stay_others(one: str, other: str) -> None:
    """Words and figures that no scan takes for one another keep apart."""
    assert skeleton(one) != skeleton(other)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32))
def test_two_scans_of_a_paper_share_a_band(seed: int) -> None:
    """With 3 % of the letters misread in both, two scans of a page are candidates."""
    text = " ".join((HEAD, *BODY, FOOT))
    read = [signature(shingles(folded(misread(text, 0.03, Random(f"{seed}{at}"))))) for at in range(2)]
    assert read[0] is not None
    assert read[1] is not None
    assert set(bands(read[0])) & set(bands(read[1]))


def test_unlike_texts_hardly_ever_share_a_band() -> None:
    """Of two thousand pairs of pages of other words fewer than two in a hundred share a band."""
    vocabulary = Vocabulary(7)
    pages = [signature(shingles(vocabulary.draw(300))) for _ in range(64)]
    keys = [set(bands(page)) for page in pages if page is not None]
    pairs = [(one, other) for at, one in enumerate(keys) for other in keys[:at]]
    assert len(pairs) == 2016
    assert sum(bool(one & other) for one, other in pairs) < 40


def test_what_stands_in_many_papers_is_common() -> None:
    """Shingles of more papers than the least and a hundredth are left out, those of fewer stay."""
    counter = ShingleCounter()
    form = "cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc".split()
    vocabulary = Vocabulary(3)
    own = [vocabulary.draw(60) for _ in range(LEAST + 5)]
    papers = [shingles(form + words) for words in own]
    for paper in papers:
        counter.add(paper)
    common = counter.common(papers)
    assert np.isin(shingles(form), common.hashes).all()
    left = common.without(papers[0])
    assert not np.isin(shingles(form), left).any()
    assert len(left) > 0.7 * len(shingles(own[0]))


def test_in_a_small_archive_nothing_is_common() -> None:
    """Shingles of as many papers as the least are not common yet."""
    counter = ShingleCounter()
    papers = [shingles("cong hoa xa hoi chu nghia viet nam".split())] * LEAST
    for paper in papers:
        counter.add(paper)
    assert len(counter.common(papers).hashes) == 0


def test_another_set_of_common_shingles_has_another_version() -> None:
    """Signatures name the set they were made with, so that those of another are known."""
    counter = ShingleCounter()
    papers = [shingles("cong hoa xa hoi chu nghia viet nam".split())] * (LEAST + 1)
    for paper in papers:
        counter.add(paper)
    assert counter.common(papers).version == counter.common(papers[:1]).version
    assert counter.common(papers).version != NOTHING_COMMON.version
