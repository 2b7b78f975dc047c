"""Teaching the network of written figures: what a drawn gap teaches, and that the network learns it."""

import numpy as np

from benchmarks.figures.drawing import Gap, lessons_of
from benchmarks.figures.learning import taught
from benchmarks.figures.sources import People
from imaging.handwriting.network import NO_FIGURE, SIDE
from tests.imaging.handwriting.forms import written


def _people() -> People:
    return People(
        [np.stack([written(figure, hand) for hand in range(12)]).astype(np.float32) / 255 for figure in range(10)]
    )


def test_a_gap_teaches_its_own_figures_and_no_others() -> None:
    """What a stretch of a gap holds is named after the figure in it, or as none; of most gaps every figure is taught."""
    dice = np.random.default_rng(3)
    whole = 0
    for _ in range(30):
        figures = dice.choice(10, size=3, replace=False).tolist()
        named = {name for _, name in lessons_of(Gap([_people()], figures, dice), figures, dice)}
        assert named <= {*figures, NO_FIGURE}
        whole += set(figures) <= named
    assert whole > 20


def test_parts_of_figures_are_no_figures() -> None:
    """Halves of figures and two of them together teach that ink may be no figure."""
    dice = np.random.default_rng(3)
    named = [name for _ in range(20) for _, name in lessons_of(Gap([_people()], [0, 0, 0], dice), [0, 0, 0], dice)]
    assert NO_FIGURE in named


def test_the_network_learns_what_it_is_shown() -> None:
    """After a few rounds two kinds of pictures are told apart, also those that were not among the lessons."""
    dice = np.random.default_rng(3)
    pictures = dice.random((400, SIDE, SIDE)).astype(np.float32) * 0.3
    names = dice.integers(0, 2, 400)
    pictures[names == 0, 4:12, 4:24] += 0.7
    pictures[names == 1, 16:24, 4:24] += 0.7
    network = taught(pictures[:320], names[:320], 3, dice)
    assert (network.shares(pictures[320:]).argmax(axis=1) == names[320:]).all()
