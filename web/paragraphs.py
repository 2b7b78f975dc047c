"""The words of a page as paragraphs: printed lines that run on are joined, so that the text reads like a text."""

from collections.abc import Sequence

from reading.pages import ShownWord

_SHORT = 0.06  # of the page's width: a line that ends this far before its neighbours' ends a paragraph
_INDENT = 0.015  # of the page's width: a line that begins this far inside the line above begins one
_NEIGHBOURS = 2  # lines above and below that tell how far lines reach; no more, as lines of a skewed page drift

Line = Sequence[ShownWord]


def paragraphs(words: Sequence[ShownWord]) -> list[list[list[ShownWord]]]:
    """The words as blocks of paragraphs, in reading order; none is lost and none moved."""
    blocks: list[list[list[ShownWord]]] = []
    for block in _lines_of_blocks(words):
        joined = [list(block[0])]
        for number in range(1, len(block)):
            if _begins(block, number):
                joined.append([])
            joined[-1].extend(block[number])
        blocks.append(joined)
    return blocks


def _lines_of_blocks(words: Sequence[ShownWord]) -> list[list[list[ShownWord]]]:
    blocks: list[list[list[ShownWord]]] = []
    last: ShownWord | None = None
    for word in words:
        if last is None or word.block != last.block:
            blocks.append([[word]])
        elif word.line != last.line:
            blocks[-1].append([word])
        else:
            blocks[-1][-1].append(word)
        last = word
    return blocks


def _begins(block: Sequence[Line], number: int) -> bool:
    """Whether a line of a block begins a paragraph: it is indented, or the line above stopped short.

    The last line of a centred heading is indented too; but it goes on with a small letter.
    """
    above, line = block[number - 1], block[number]
    reach = max(_right(one) for one in block[max(0, number - 1 - _NEIGHBOURS) : number + _NEIGHBOURS])
    is_indented = _left(line) > _left(above) + _INDENT and not _goes_on(line[0].text)
    return _right(above) < reach - _SHORT or is_indented


def _goes_on(word: str) -> bool:
    """Whether a line's first word stands inside a sentence: it has a small letter, and is not the `a)` of a list."""
    return word[:1].islower() and word.rstrip(".,;:").isalpha()


def _left(line: Line) -> float:
    return min(word.box.x for word in line)


def _right(line: Line) -> float:
    return max(word.box.x + word.box.width for word in line)
