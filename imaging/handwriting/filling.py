"""Fills the gaps of a page's words with the figures that a hand wrote there: they become words of the page like others."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from imaging.handwriting.figures import Figures, read_figures
from imaging.handwriting.gaps import Gap, figures_in, gaps_of
from imaging.handwriting.ink import Piece, darkness, pieces_of
from imaging.handwriting.network import Values
from imaging.handwriting.parting import is_rule, leader_dots, parted
from imaging.handwriting.seams import between_print
from imaging.images import PageImage
from imaging.recognisers.port import RecognisedWord

SURE = 0.7  # from here on figures are told; docs/description.md says what is wrong above it
_AGREED = 0.3  # of its doubt a reading keeps where the engine read the same figures
_ENGINE = 0.8  # confidence of the engine from which on its figures stay where the ink is not surely read otherwise
_OPEN = "…"  # a gap that was left open
_TALLEST = 1.1  # usual heights of a word: a box that is taller holds more than its line
_ABOVE, _BELOW = 0.7, 0.4  # heights of the line that a hand reaches above and below it
_BESIDE = 0.4  # heights beside the gap that are looked at too, so that a letter at its edge is seen whole
_OVER = 0.3  # heights over the line that a stroke of its own begins and ends, the bar of a 7, say
_DOTS = 2  # printed for a hand to write on, that are seen between figures or beside them at least
_NARROWEST = 4  # pixels of a strip that is worth a look


@dataclass(frozen=True, slots=True)
class _Strip:
    """What stands in a gap: where the strip lies on the page, how dark it is, the pieces of ink in the gap, the line's height."""

    left: int
    top: int
    dark: Values
    pieces: Sequence[Piece]
    height: float


@dataclass(frozen=True, slots=True)
class _Filling:
    """What takes the place of a gap's words: figures, or dots alone where nobody is sure of any."""

    gap: Gap
    text: str
    word: RecognisedWord


def with_written_figures(words: Sequence[RecognisedWord], image: PageImage) -> tuple[list[RecognisedWord], int]:
    """The words with the figures written by hand in place of what the engine made of them, and how many gaps were filled.

    A gap of which the engine told figures that the ink does not bear out is left open, as if nothing had been written there.
    Edges are pixels of the image, on which lines are level. Pages without gaps come back as they are.
    """
    lined = [words[at] for at in sorted(range(len(words)), key=lambda at: (words[at].line, words[at].left))]
    gaps = list(gaps_of(lined, image.height))
    if not gaps:
        return list(words), 0
    usual = statistics.median(word.height for word in words)
    filled = [filling for gap in gaps if (filling := _filling(lined, gap, image, usual)) is not None]
    if not filled:
        return list(words), 0
    for one in sorted(filled, key=lambda one: one.gap.first, reverse=True):
        lined[one.gap.first : one.gap.last] = [one.word]
    return lined, sum(one.text != _OPEN for one in filled)


def _filling(words: Sequence[RecognisedWord], gap: Gap, image: PageImage, usual: float) -> _Filling | None:
    """What is told of a gap; None where there are no dots to write on, or there is nothing better than what the engine said.

    `usual` is the height of most words.
    """
    inside = words[gap.first : gap.last]
    text = "".join(word.text for word in inside).removeprefix(gap.before).removesuffix(gap.after)
    strip = _strip(gap, image, usual)
    engine = figures_in(text)
    if strip is None or not _is_dotted(strip, text) or engine[-1:].isalpha():
        return None  # nobody taught letters behind a number: they are the engine's
    parting = parted(strip.dark, strip.pieces, strip.height)
    found = read_figures(parting, _allowed(gap.most)) if parting is not None else None
    told = _told(found, Figures(engine, min(word.confidence for word in inside)) if engine else None)
    return _Filling(gap, told.text, _word(told, gap, strip, inside)) if told is not None else None


def _told(found: Figures | None, engine: Figures | None) -> Figures | None:
    """What is told of the figures found in the ink and those that the engine read; None where its own stay."""
    if found is not None and engine is not None and found.text == engine.text:
        return Figures(found.text, 1 - (1 - found.sure) * _AGREED)
    if found is not None and found.sure >= max(SURE, engine.sure if engine is not None else 0.0):
        return found
    if engine is not None and engine.sure < _ENGINE:
        return Figures(_OPEN, engine.sure)
    return None


def _strip(gap: Gap, image: PageImage, usual: float) -> _Strip | None:
    """The strip of the page around a gap, with the ink that is not print; None where it is not told from print for sure.

    `usual` is the height of most words.
    """
    height = min(gap.bottom - gap.top, _TALLEST * usual)
    top, bottom = max(0, round(gap.top - _ABOVE * height)), min(image.height, round(gap.bottom + _BELOW * height))
    left, right = max(0, round(gap.left - _BESIDE * height)), min(image.width, round(gap.right + _BESIDE * height))
    if right - left < _NARROWEST or bottom - top < _NARROWEST:
        return None
    dark = darkness(image.pixels[top:bottom, left:right])
    pieces = [
        piece
        for piece in pieces_of(dark)
        if gap.left - left <= piece.middle <= gap.right - left
        and piece.top > 0
        and gap.top - top - _OVER * height < piece.bottom < len(dark)
        and not is_rule(piece, height)
    ]
    if gap.before or gap.after:
        seams = between_print(pieces, gap.before, gap.after, height)
        if seams is None:
            return None
        pieces = [piece for piece in pieces if seams[0] <= piece.middle <= seams[1]]
    return _Strip(left, top, dark, pieces, height)


def _is_dotted(strip: _Strip, text: str) -> bool:
    """Whether dots were printed there to be written on: what is printed like the rest of the line is the engine's to read."""
    return "." in text or "…" in text or len(leader_dots(strip.pieces, strip.height)) >= _DOTS


def _word(told: Figures, gap: Gap, strip: _Strip, inside: Sequence[RecognisedWord]) -> RecognisedWord:
    """What is told as a word of the line over the ink of the gap, or with the print that it was glued to."""
    glued = bool(gap.before or gap.after)
    under: Sequence[RecognisedWord | Piece] = inside if glued else strip.pieces
    across, down = (0, 0) if glued else (strip.left, strip.top)
    return RecognisedWord(
        f"{gap.before}{told.text}{gap.after}",
        across + min(one.left for one in under),
        down + min(one.top for one in under),
        across + max(one.right for one in under),
        down + max(one.bottom for one in under),
        told.sure,
        gap.line,
    )


def _allowed(most: int) -> Callable[[str], bool]:
    def may_stand(text: str) -> bool:
        return int(text) > 0 and (not most or (len(text) <= len(str(most)) and int(text) <= most))

    return may_stand
