"""Where written figures meet print: an engine often takes `Số:..12../QĐ-UBND` for one word, which is parted here again."""

from collections.abc import Sequence

import numpy as np

from archive.vietnamese.misreadings import single_barred
from imaging.handwriting.ink import Mask, Piece
from imaging.handwriting.parting import is_dot

_OVERLAP = 0.6  # of the narrower of two pieces that stand over each other and belong to one letter
_LEAN = 0.12  # widths to a height, from which on a thin stroke leans like the sign between number and symbol
_DUST = 0.05  # heights
_JOINED = 0.9  # widths to a height of a piece that is more than one letter
_CAPITAL = 0.7  # of the size of its type is the height of a capital
_STRAY = 0.45  # heights by which a printed text may be wider or narrower than reckoned
_DOUBTFUL = 0.15  # heights by which another sign must fit worse
_PITCH = 1.07  # heights of a capital from one typed letter to the next
_UNEVEN = 0.3  # of that, by which the ink of one letter may stand nearer or farther
_ADVANCES = (("-–—r", 0.33), ("/", 0.28), ("IJ", 0.36), ("0123456789", 0.53), ("SLPTBE", 0.62), ("M", 0.87))
_FOOT = 0.1  # heights across that the foot of a slash stands alone
_LABEL = (1.2, 2.2)  # heights of a capital that `Số` is wide, printed or typed
_LETTER = 0.4  # heights that a letter of the label has at least


def between_print(pieces: Sequence[Piece], before: str, after: str, height: float) -> tuple[int, int] | None:
    """The columns between a printed label and a printed symbol of the same word; None where the seams are not found for sure.

    `before` is the label (`Số:`) and `after` the symbol with its sign (`/QĐ-UBND`) that the engine read, each possibly empty.
    """
    groups = [piece for piece in _grouped(pieces) if max(piece.width, piece.height) >= _DUST * height]
    begin = _after_label(groups, height) if before else 0
    if begin is None or begin >= len(groups):
        return None
    end = _at_symbol(groups, begin, after, height) if after else len(groups)
    return (groups[begin].left, groups[end - 1].right) if end is not None and end > begin else None


def _at_symbol(groups: Sequence[Piece], begin: int, after: str, height: float) -> int | None:
    """The place of the first printed piece behind the gap: a sign where the printed text begins by its width, or by its letters.

    A written 1 leans like a slash, and a slash often touches the letter behind it: no sign is believed for its look alone.
    """
    text = single_barred(after.replace(" ", ""))
    signs = [at for at in range(begin + 1, len(groups)) if _may_be_sign(groups[at], groups, text[0], height)]
    strays = sorted(
        (abs(_width(groups[at:], text) - (groups[-1].right - groups[at].left)) / height, at) for at in signs
    )
    if strays and strays[0][0] <= _STRAY:
        return strays[0][1] if len(strays) == 1 or strays[1][0] - strays[0][0] > _DOUBTFUL else None
    typed = [
        at for at in signs if _is_typed([piece for piece in groups[at:] if _is_letter(piece, groups, height)], text)
    ]
    return typed[0] if len(typed) == 1 else None


def _is_typed(letters: Sequence[Piece], text: str) -> bool:
    """Whether these are as many letters as the text has, and each as far from the next as a typewriter's are."""
    step = _PITCH * _capital(letters)
    steps = np.diff([letter.middle for letter in letters])
    return len(letters) == len(text) and bool((np.abs(steps - step) < _UNEVEN * step).all())


def _may_be_sign(piece: Piece, groups: Sequence[Piece], sign: str, height: float) -> bool:
    """Whether a piece is a hyphen, or a slash alone or with the letter behind it."""
    if sign in "-–—":
        return _is_hyphen(piece, groups, height)
    return _is_slash(piece, height) or _begins_with_slash(piece, height)


def _begins_with_slash(piece: Piece, height: float) -> bool:
    """Whether a piece is more than one letter, and begins with the foot of a slash."""
    if piece.width < _JOINED * piece.height or piece.height < _LETTER * height:
        return False
    rows, _ = np.nonzero(piece.mask[:, : max(1, round(_FOOT * height))])
    return bool(rows.min() > piece.height / 2)


def _width(groups: Sequence[Piece], text: str) -> float:
    """How wide a text is in print, as high as these pieces are."""
    return sum(_advance(letter) for letter in text) * _capital(groups) / _CAPITAL


def _capital(groups: Sequence[Piece]) -> float:
    """The height of capitals among these pieces."""
    return float(np.median([piece.height for piece in groups if piece.height > _LETTER * groups[-1].height]))


def _advance(letter: str) -> float:
    """The width of a letter, of the size of its type: those of the common faces differ little."""
    for letters, width in _ADVANCES:
        if letter in letters:
            return width
    return 0.72 if letter.isupper() else 0.48


def _after_label(groups: Sequence[Piece], height: float) -> int | None:
    """The place of the first piece behind the letters of `Số`; None where they are not such as these two are."""
    letters = [at for at, piece in enumerate(groups) if piece.height > _LETTER * height][:2]
    if len(letters) < 2:
        return None
    begin = letters[0] + 1 if groups[letters[0]].width > height else letters[1] + 1
    width = groups[begin - 1].right - groups[0].left
    return begin if _LABEL[0] < width / _capital(groups) < _LABEL[1] else None


def _grouped(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that stand over each other made one: a figure that broke, a letter and its mark; from left to right."""
    groups: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if groups:
            last = groups[-1]
            common = min(last.right, piece.right) - max(last.left, piece.left)
            if common > _OVERLAP * min(last.width, piece.width):
                groups[-1] = _joined(last, piece)
                continue
        groups.append(piece)
    return groups


def _joined(one: Piece, other: Piece) -> Piece:
    left, top = min(one.left, other.left), min(one.top, other.top)
    mask: Mask = np.zeros((max(one.bottom, other.bottom) - top, max(one.right, other.right) - left), dtype=np.bool_)
    for piece in (one, other):
        mask[piece.top - top : piece.bottom - top, piece.left - left : piece.right - left] |= piece.mask
    return Piece(left, top, mask)


def _is_letter(piece: Piece, groups: Sequence[Piece], height: float) -> bool:
    """Whether a piece is a letter or a sign that an engine reads, not a dot."""
    return not is_dot(piece, height) or _is_hyphen(piece, groups, height)


def _is_hyphen(piece: Piece, groups: Sequence[Piece], height: float) -> bool:
    """A flat piece above the line that letters stand on."""
    foot = float(np.median([other.bottom for other in groups]))
    return piece.height < 0.2 * height and piece.width > 1.3 * piece.height and piece.bottom < foot - 0.12 * height


def _is_slash(piece: Piece, height: float) -> bool:
    """A thin stroke, as high as a capital, that leans to the right all the way."""
    if piece.height < 0.5 * height or piece.width < _LEAN * piece.height or piece.width > 0.7 * piece.height:
        return False
    rows, columns = np.nonzero(piece.mask)
    slope, begin = np.polyfit(rows, columns, 1)
    stray = float(np.abs(columns - (slope * rows + begin)).mean())
    return bool(slope < -_LEAN and stray < 0.09 * height)
