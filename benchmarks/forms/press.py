"""The typist's hands: puts lines, paragraphs and rules on the sheets of one paper, page after page."""

from random import Random

from benchmarks.forms.printing import Pieces
from benchmarks.forms.sheets import HAND, HEIGHT, Run, Sheet, length, wrapped

LEFT, RIGHT, TOP = 86.0, 541.0, 66.0
MIDDLE = (LEFT + RIGHT) / 2
PEN = ((32, 44, 140), (20, 20, 40), (50, 60, 160))
_FOOT = 782.0


class Press:
    """Sets lines from the top of the first sheet on; `y` is the next baseline."""

    def __init__(self, family: str, dice: Random) -> None:
        self.family, self.dice = family, dice
        self.typed = family == "cursor"
        self._ribbon = dice.choice(("roman", "bold", "bold"))  # a worn one or a fresh one
        self.size = 11.0 if self.typed else dice.choice((13.0, 13.5, 14.0)) if family == "termes" else 12.0
        self.leading = self.size * dice.uniform(1.3, 1.6)
        self.sheets = [Sheet()]
        self.y = TOP + dice.uniform(-10, 14)

    def new_page(self) -> None:
        """Go on at the top of a new page, under its number."""
        self.sheets.append(Sheet())
        self.y = TOP
        self.centred_at(f"{len(self.sheets)}", MIDDLE, 44, 12, "roman")

    def gap(self, points: float) -> None:
        """Leave some room."""
        self.y += points

    def put(self, text: str, x: float, y: float, size: float, style: str = "roman") -> float:
        """A line from a left edge; returns its right edge. A typewriter has one size and one face."""
        size, style = self.face(size, style)
        self.sheets[-1].runs.append(Run(x, y, text, size, self.family, style))
        return x + length(text, size, self.family, style)

    def face(self, size: float, style: str) -> tuple[float, str]:
        """The size and style that this press has for those wanted."""
        return (self.size, self._ribbon) if self.typed else (size, style)

    def width(self, text: str, size: float, style: str) -> float:
        """The width of a line as this press sets it."""
        size, style = self.face(size, style)
        return length(text, size, self.family, style)

    def centred_at(self, text: str, middle: float, y: float, size: float, style: str) -> None:
        """A line around a middle."""
        self.put(text, middle - self.width(text, size, style) / 2, y, size, style)

    def centred(self, text: str, size: float, style: str) -> None:
        """The next line, around the middle of the sheet."""
        self.centred_at(text, MIDDLE, self.y, size, style)
        self.y += size * 1.4

    def block(self, text: str, middle: float, room: float, size: float, style: str) -> None:
        """The next lines, each around a middle, none wider than `room`."""
        used = self.face(size, style)
        for line in wrapped(text, room, used[0], (self.family, used[1])):
            self.centred_at(line, middle, self.y, size, style)
            self.y += used[0] * 1.32

    def paragraph(self, text: str, style: str = "roman") -> None:
        """A paragraph of the text, its first line indented, set to both edges where the press can."""
        size, style = self.face(self.size, style)
        indent, room = 30.0, RIGHT - LEFT
        lines = wrapped(text, room, size, (self.family, style), indent)
        for at, line in enumerate(lines):
            if self.y > _FOOT:
                self.new_page()
            x = LEFT + (indent if at == 0 else 0)
            words = line.split()
            spare = RIGHT - x - length(line, size, self.family, style)
            blank = length(" ", size, self.family, style)
            if self.typed or at == len(lines) - 1 or len(words) < 2:
                self.put(line, x, self.y, size, style)
            else:
                for word in words:
                    x = self.put(word, x, self.y, size, style) + blank + spare / (len(words) - 1)
            self.y += self.leading
        self.y += 4

    def pieces(self, pieces: Pieces, x: float, y: float, size: float, style: str) -> None:
        """A line of which stretches are written by hand over dots."""
        for piece in pieces:
            if not piece.by_hand:
                x = self.put(piece.text, x, y, size, style)
                continue
            end = self.put("." * self._dots(piece.text, size, style), x, y, size, style)
            written = piece.text.strip()
            large = self.face(size, style)[0] * 1.25
            start = (x + end - length(written, large, HAND)) / 2 + self.dice.uniform(-1.5, 1.5)
            ink, turn = self.dice.choice(PEN), self.dice.uniform(-5, 5)
            self.sheets[-1].runs.append(
                Run(start, y - self.dice.uniform(0.5, 2.5), written, large, HAND, "italic", ink, turn)
            )
            x = end

    def pieces_width(self, pieces: Pieces, size: float, style: str) -> float:
        """The width of such a line."""
        return sum(
            self.width("." * self._dots(piece.text, size, style) if piece.by_hand else piece.text, size, style)
            for piece in pieces
        )

    def _dots(self, text: str, size: float, style: str) -> int:
        wanted = length(text.strip(), self.face(size, style)[0] * 1.25, HAND) + 6
        return max(4, round(wanted / self.width(".", size, style)))

    def rule(self, left: float, right: float, raised: float = 0.0) -> None:
        """A rule at the present height."""
        self.sheets[-1].rules.append((left, right, min(self.y - raised, HEIGHT - 20)))
