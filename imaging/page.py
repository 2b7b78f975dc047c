"""The work on one page, as a pure function: a page's bytes and options in, its words out. No database, no path."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from archive.errors import PageUnreadable
from archive.pages import Box, PageText, Word
from imaging.clean import Skew, Survey, even_out, is_blank, level, reduced, scaled, survey
from imaging.handwriting.filling import with_written_figures
from imaging.images import PageImage
from imaging.layer import Judgement, TextLayer, judge_layer, read_layer
from imaging.media import MediaKind
from imaging.noise import without_noise
from imaging.options import ReadingOptions
from imaging.order import arrange
from imaging.pieces import PagePiece, PieceFault, cut
from imaging.recognisers import RecognisedWord, Recogniser, open_recogniser
from imaging.render import render_grey
from imaging.sureness import SURE, sureness

_LAYER_DPI = 100.0  # enough to see whether a layer's words lie over ink
_PROBE_INCHES = 1.3  # height of the strip read to tell which way is up: some five lines


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page still in its file: for executors on the machine that holds the file."""

    path: Path
    index: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of the page turned by `rotation`: its words on the levelled image, and how sure it is (0-1)."""

    words: list[RecognisedWord]
    levelled: PageImage
    skew: Skew
    rotation: int
    sure: float
    notes: tuple[str, ...]


def read_page(piece: PagePiece, options: ReadingOptions) -> PageText:
    """Read a page: from its text layer where that can be trusted, else by recognising its image.

    The words stand in reading order, in NFC; boxes are fractions of the page turned by the result's `rotation`.
    A layer in an old encoding is converted, with a note `converted from TCVN3`.
    A page with nothing on it has `source` `blank`; one with ink but no words has the note `no text found`.

    Raises:
        PageUnreadable: the page cannot be rendered, or the engine failed on it; never an empty page instead.
        LimitExceeded: a picture on it is larger than 200 megapixels.
        Unavailable: the recogniser is not installed.
    """
    notes: tuple[str, ...] = ()
    if piece.kind is MediaKind.PDF and not options.force_ocr:
        layer = read_layer(piece)
        if layer is not None:
            judgement = _judge(layer, piece)
            if judgement.trusted:
                return _page_of_layer(layer, judgement)
            notes = (f"text layer not used: {judgement.reason}",)
    return _recognised(render_grey(piece), options, notes)


def cut_and_read(task: PageTask, options: ReadingOptions) -> PageText:
    """Take a page out of its file and read it, in one worker: spares sending the bytes between processes.

    Raises:
        NotTakenIn: the file cannot be opened.
        PageUnreadable, LimitExceeded, Unavailable: as for `read_page`.
    """
    (piece,) = cut(task.path, [task.index])
    if isinstance(piece, PieceFault):
        raise PageUnreadable(piece.reason)
    return read_page(piece, options)


def _judge(layer: TextLayer, piece: PagePiece) -> Judgement:
    return judge_layer(layer, render_grey(piece, _LAYER_DPI).turned(layer.rotation))


def _page_of_layer(layer: TextLayer, judgement: Judgement) -> PageText:
    words = _ordered(list(layer.words), layer.width, layer.height, Skew(0.0, 0, 0), certain=True)
    return PageText(
        words,
        layer.width,
        layer.height,
        layer.rotation,
        "layer",
        round(max(judgement.syllables, 0.5), 4),
        0,
        tuple(f"converted from {encoding}" for encoding in layer.converted),
    )


def _recognised(image: PageImage, options: ReadingOptions, notes: tuple[str, ...]) -> PageText:
    measured = survey(image)
    if is_blank(measured):
        turned = image.turned(options.rotation or 0)
        return PageText((), *turned.points, options.rotation or 0, "blank", 1.0, 0, notes)
    engine = open_recogniser(options.recogniser, options.language)
    rotation = options.rotation
    if rotation is None:
        rotation = _upright_of(engine, image, measured, (0, 90, 270)) if measured.sideways else 0
    read = partial(_read, engine, image, measured, options)
    best = read(rotation, cleaned=measured.dirty)
    readings = 1
    if best.sure < SURE and options.rotation is None:
        other_way = _upright_of(engine, image, measured, (rotation, (rotation + 180) % 360))
        if other_way != rotation:
            other = read(other_way, cleaned=measured.dirty)
            best = max(best, other, key=lambda reading: reading.sure)
            readings += 1
    if best.sure < SURE:
        other = read(best.rotation, cleaned=not measured.dirty)
        best = max(best, other, key=lambda reading: reading.sure)
        readings += 1
    upright = image.turned(best.rotation)
    kept = without_noise(best.words, upright.dpi)
    kept, filled = with_written_figures(kept, best.levelled)
    words = _ordered(kept, upright.width, upright.height, best.skew)
    if not words:
        notes = (*notes, "no text found")
    if filled:
        notes = (*notes, f"figures read by hand: {filled}")
    return PageText(words, *upright.points, best.rotation, "ocr", _confidence(kept), readings, (*notes, *best.notes))


def _read(
    engine: Recogniser, image: PageImage, measured: Survey, options: ReadingOptions, rotation: int, *, cleaned: bool
) -> _Reading:
    prepared = image.turned(rotation)
    notes = []
    if cleaned:
        prepared = even_out(prepared)
        notes.append("background taken out")
    prepared, skew = level(prepared, measured.skew)
    if skew.degrees:
        notes.append(f"levelled by {skew.degrees:.1f} degrees")
    small = reduced(prepared, measured.letters) if options.dpi is None else scaled(prepared, options.dpi)
    words = _scaled(engine.read(small, options.segmentation), prepared.width / small.width)
    return _Reading(words, prepared, skew, rotation, sureness(words), tuple(notes))


def _scaled(words: list[RecognisedWord], factor: float) -> list[RecognisedWord]:
    if factor == 1:
        return words
    return [
        replace(
            word, left=word.left * factor, top=word.top * factor, right=word.right * factor, bottom=word.bottom * factor
        )
        for word in words
    ]


def _upright_of(engine: Recogniser, image: PageImage, measured: Survey, rotations: Sequence[int]) -> int:
    """Which of these turns makes a strip of the page read best; a strip costs a tenth of a page."""

    def strip_sureness(rotation: int) -> float:
        prepared = image.turned(rotation)
        if measured.dirty:
            prepared = even_out(prepared)
        prepared, _ = level(prepared, measured.skew)
        return sureness(engine.read(reduced(_busiest_strip(prepared), measured.letters)))

    return max(rotations, key=strip_sureness)


def _busiest_strip(image: PageImage) -> PageImage:
    """The strip across the page with the most ink, some lines high."""
    height = min(image.height, int(_PROBE_INCHES * image.dpi))
    dark = (image.pixels[:, ::4] < 128).sum(axis=1).cumsum()
    margin = image.height // 25
    tops = range(margin, max(margin + 1, image.height - height - margin), max(1, height // 4))
    top = max(tops, key=lambda top: int(dark[min(top + height, image.height - 1)]) - int(dark[top]))
    return PageImage(image.pixels[top : top + height], image.dpi)


def _ordered(
    words: list[RecognisedWord], width: float, height: float, skew: Skew, *, certain: bool = False
) -> tuple[Word, ...]:
    return tuple(
        Word(
            ordered.word.text,
            _box(
                skew.undo(ordered.word.left, ordered.word.top, ordered.word.right, ordered.word.bottom), width, height
            ),
            1.0 if certain else round(ordered.word.confidence, 3),
            ordered.line,
            ordered.block,
        )
        for ordered in arrange(words)
    )


def _box(edges: tuple[float, float, float, float], width: float, height: float) -> Box:
    """Fractions of the page, cut off at its edges."""
    left, right = (min(max(edge / width, 0.0), 1.0) for edge in (edges[0], edges[2]))
    top, bottom = (min(max(edge / height, 0.0), 1.0) for edge in (edges[1], edges[3]))
    return Box(left, top, right - left, bottom - top)


def _confidence(words: list[RecognisedWord]) -> float:
    """The mean confidence, each word by its letters."""
    letters = sum(len(word.text) for word in words)
    return round(sum(word.confidence * len(word.text) for word in words) / letters, 4) if letters else 0.0
