"""Sets a paper in type: places every word of a Party or State paper on A4 pages, in points from the top left."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from PIL import ImageFont

from samples.plan import PlannedDocument
from samples.texts import SOFT_HYPHEN, Block, Dice, composed, vietnamese_day

WIDTH, HEIGHT = 595.28, 841.89  # A4 in points
LEFT, RIGHT, FIRST, BOTTOM = 85.0, 541.0, 74.0, 784.0
LEFT_BLOCK, RIGHT_BLOCK = 168.0, 406.0  # middles of the two blocks of the header
FONTS = "/usr/share/fonts/truetype"  # of Debian; Liberation, the look of real papers, lacks most Vietnamese letters
FACES = {
    ("noto", "roman"): f"{FONTS}/noto/NotoSerif-Regular.ttf",
    ("noto", "bold"): f"{FONTS}/noto/NotoSerif-Bold.ttf",
    ("noto", "italic"): f"{FONTS}/noto/NotoSerif-Italic.ttf",
    ("dejavu", "roman"): f"{FONTS}/dejavu/DejaVuSerifCondensed.ttf",
    ("dejavu", "bold"): f"{FONTS}/dejavu/DejaVuSerifCondensed-Bold.ttf",
    ("dejavu", "italic"): f"{FONTS}/dejavu/DejaVuSerifCondensed-Italic.ttf",
    ("mono", "roman"): f"{FONTS}/dejavu/DejaVuSansMono.ttf",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: left edge and face."""

    x: float
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, baseline, size in points, and what part of the paper it is."""

    words: tuple[Word, ...]
    baseline: float
    size: float
    role: str
    right: float
    family: str

    @property
    def text(self) -> str:
        """The line as it reads."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in points."""
        return self.words[0].x, self.baseline - 0.92 * self.size, self.right, self.baseline + 0.24 * self.size


@dataclass(slots=True)
class Page:
    """One side: lines in reading order, and drawn rules (x, y, x, y)."""

    lines: list[Line] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def face(family: str, style: str) -> str:
    """The font file of a face; the typewriter has only one."""
    return FACES[(family, "roman" if family == "mono" else style)]


@lru_cache(maxsize=8)
def _measure(path: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, 200)


def length(text: str, size: float, family: str, style: str) -> float:
    """The width of a text in points."""
    return _measure(face(family, style)).getlength(text) / 200 * size


class Typesetter:
    """Sets one paper; the pages grow in `pages`."""

    def __init__(self, paper: PlannedDocument, dice: Dice) -> None:
        self.paper, self.dice = paper, dice
        self.family = "mono" if paper.kind == "typewritten" else "dejavu" if dice.chance(0.25) else "noto"
        self.size = 11.0 if self.family == "mono" else 12.5 if dice.chance(0.6) else 12.0
        self.leading = self.size * 1.52
        self.numbered = paper.date.year >= 2011 or "head" in paper.remarks
        self.pages = [Page()]
        self.y = FIRST

    def centred(  # noqa: PLR0917 - where, how large, in which face: the order of type-setting
        self, text: str, middle: float, y: float, size: float, style: str, role: str
    ) -> None:
        """Put one line around a middle."""
        self.put(
            [(word, style) for word in text.split()], middle - length(text, size, self.family, style) / 2, y, size, role
        )

    def put(  # noqa: PLR0917 - where, how large, in which face: the order of type-setting
        self, words: list[tuple[str, str]], x: float, y: float, size: float, role: str, stretch: float = 0.0
    ) -> None:
        """Put words from a left edge on, with so many points added to each space."""
        placed = []
        for text, style in words:
            placed.append(Word(x, text, style))
            end = x + length(text, size, self.family, style)
            x = end + length(" ", size, self.family, style) + stretch
        self.pages[-1].lines.append(Line(tuple(placed), y, size, role, end, self.family))

    def rule(self, middle: float, y: float, width: float) -> None:
        """Draw a short rule around a middle."""
        self.pages[-1].rules.append((middle - width / 2, y, middle + width / 2, y))

    def wrap(  # noqa: PLR0917 - where, how large, in which face: the order of type-setting
        self, text: str, size: float, style: str, width: float, indent: float = 0, bold: int = 0
    ) -> list[list[tuple[str, str]]]:
        """Break a text into lines; a word may break at a soft hyphen; the first words may be bold."""
        lines: list[list[tuple[str, str]]] = [[]]
        room = width - indent
        for index, whole in enumerate(text.split()):
            used_style = "bold" if index < bold else style
            blank = length(" ", size, self.family, style)
            word = whole.replace(SOFT_HYPHEN, "")
            wide = length(word, size, self.family, used_style)
            if wide > room and lines[-1]:
                head, hyphen, tail = whole.partition(SOFT_HYPHEN)
                if hyphen and length(head + "-", size, self.family, used_style) <= room:
                    lines[-1].append((head + "-", used_style))
                    word = tail
                    wide = length(word, size, self.family, used_style)
                lines.append([])
                room = width
            lines[-1].append((word, used_style))
            room -= wide + blank
        return lines

    def header(self) -> None:
        """Issuing body and number at left, then motto, place and date at right."""
        issuer, paper, mono = self.paper.issuer, self.paper, self.family == "mono"
        small, y = (10.0 if mono else 11.3), FIRST
        for index, line in enumerate(issuer.lines):
            last = index == len(issuer.lines) - 1
            parent = last or (not issuer.party and issuer.lines[0] != "UBND TỈNH PHÚ LĨNH")
            self.centred(line, LEFT_BLOCK, y, small, "bold" if parent else "roman", "issuer")
            y += 15.5
        if issuer.party:
            self.centred("*", LEFT_BLOCK, y, small + 1, "roman", "ornament")
        else:
            self.rule(LEFT_BLOCK, y - 10.5, 62)
        y = FIRST + 46
        self.centred(("Số " if issuer.party else "Số: ") + paper.number, LEFT_BLOCK, y, small + 0.5, "roman", "number")
        below = y + 17
        if paper.type == "Công văn":
            for words in self.wrap(paper.abstract, small - 0.5, "roman", 178):
                self.centred(" ".join(w for w, _ in words), LEFT_BLOCK, below, small - 0.5, "roman", "title")
                below += 14.5
        if paper.secret:
            self.centred("MẬT", LEFT_BLOCK, below + 8, 14, "bold", "secrecy")
            for at in (below - 8, below + 14):
                self.rule(LEFT_BLOCK, at, 54)
            self.pages[-1].rules += [(LEFT_BLOCK + s, below - 8, LEFT_BLOCK + s, below + 14) for s in (-27, 27)]
            below += 22
        if issuer.party:
            self.centred("ĐẢNG CỘNG SẢN VIỆT NAM", RIGHT_BLOCK + 8, FIRST, small + 1, "bold", "motto")
            self.rule(RIGHT_BLOCK + 8, FIRST + 6, 150)
        else:
            self.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT_BLOCK, FIRST, small, "bold", "motto")
            self.centred("Độc lập - Tự do - Hạnh phúc", RIGHT_BLOCK, FIRST + 15.5, small + 0.5, "bold", "motto")
            self.rule(RIGHT_BLOCK, FIRST + 20.5, 150)
        place = "Bằng Sa" if "BẰNG SA" in issuer.lines[-1] + issuer.lines[0] else "Phú Lĩnh"
        self.centred(f"{place}, ngày {vietnamese_day(paper.date)}", RIGHT_BLOCK, y, small + 0.5, "italic", "date")
        self.y = max(below, y + 17) + 16

    def heading(self) -> None:
        """Type and abstract, or whom an official letter is addressed to."""
        middle, paper = (LEFT + RIGHT) / 2, self.paper
        if paper.type == "Công văn":
            party = ("các huyện ủy, thành ủy, đảng ủy trực thuộc", "các sở, ban, ngành, đoàn thể tỉnh")
            state = (
                "Ủy ban nhân dân các huyện, thị xã",
                "Sở Nông nghiệp và Phát triển nông thôn, Chi cục Kiểm lâm tỉnh",
            )
            to = self.dice.pick(party if paper.issuer.party else state)
            self.centred(f"Kính gửi: {to}", middle, self.y, self.size, "roman", "addressee")
            self.y += self.leading + 8
            return
        self.centred(paper.type.upper(), middle, self.y, self.size + 1, "bold", "type")
        self.y += self.leading
        for words in self.wrap(paper.abstract, self.size, "bold", 400):
            self.centred(" ".join(w for w, _ in words), middle, self.y, self.size, "bold", "title")
            self.y += self.leading - 1
        if paper.issuer.party and self.family != "mono":
            self.centred("-----", middle, self.y - 4, self.size, "roman", "ornament")
        else:
            self.rule(middle, self.y - 10, 80)
        self.y += 16
        if paper.type == "Quyết định" and not paper.issuer.party:
            self.centred(f"CHỦ TỊCH {' '.join(paper.issuer.lines)}", middle, self.y, self.size - 0.5, "bold", "body")
            self.y += self.leading + 6

    def turn(self) -> None:
        """Begin a new page, with its running head or number."""
        self.pages.append(Page())
        self.y = FIRST + 4
        number = str(len(self.pages))
        if "head" in self.paper.remarks:
            text = f"{self.paper.type} số {self.paper.number}"
            self.put(
                [(w, "italic") for w in text.split()],
                RIGHT - length(text, 10.5, self.family, "italic"),
                44,
                10.5,
                "running-head",
            )
        elif self.numbered:
            self.centred(number, (LEFT + RIGHT) / 2, 46, 12, "roman", "page-number")

    def block(self, style: str, text: str) -> None:
        """Set a paragraph, justified, over the page break if need be."""
        if style == "caps":
            self.y += 4
            self.centred(text + ":", (LEFT + RIGHT) / 2, self.y, self.size, "bold", "body")
            self.y += self.leading + 6
            return
        italic = style == "basis" and not self.paper.issuer.party and self.paper.date.year > 2011
        base = "bold" if style == "head" else "italic" if italic else "roman"
        lines = self.wrap(text, self.size, base, RIGHT - LEFT, 34, bold=2 if style == "article" else 0)
        for index, words in enumerate(lines):
            if self.y > BOTTOM - (3 * self.leading if style == "head" else 0):
                self.turn()
            x = LEFT + (34 if index == 0 else 0)
            plain = sum(length(t, self.size, self.family, s) for t, s in words)
            plain += sum(length(" ", self.size, self.family, s) for _, s in words[:-1])
            full = index < len(lines) - 1 and len(words) > 1 and self.family != "mono"
            self.put(words, x, self.y, self.size, "body", (RIGHT - x - plain) / (len(words) - 1) if full else 0.0)
            self.y += self.leading
        self.y += 5

    def footer(self, copies: list[str]) -> None:
        """Recipients at left, then authority, title and name at right."""
        small = 10.0 if self.family == "mono" else 10.5
        lead = 14.0
        height = max((len(copies) + 1) * lead, len(self.paper.authority) * 17 + 88)
        self.y += 10
        if self.y + height > BOTTOM + 22:
            self.turn()
        top, x = self.y, LEFT + 2
        self.put([("Nơi", "italic"), ("nhận:", "italic")], x, top, small + 0.5, "recipients")
        if self.paper.issuer.party:
            self.pages[-1].rules.append((x, top + 3.5, x + 46, top + 3.5))
        for index, text in enumerate(copies, 1):
            self.put([(w, "roman") for w in text.split()], x, top + index * lead, small, "recipients")
        middle = 425.0
        for index, text in enumerate(self.paper.authority):
            self.centred(text, middle, top + index * 17, self.size - 0.5, "bold", "authority")
        at = top + len(self.paper.authority) * 17 + 62
        self.centred(self.paper.signer, middle, at, self.size, "bold", "signer")


def typeset(paper: PlannedDocument, blocks: list[Block], copies: list[str], seed: int) -> list[Page]:
    """All pages of a paper."""
    setter = Typesetter(paper, Dice(seed))
    setter.header()
    setter.heading()
    for style, text in blocks:
        setter.block(style, composed(text))
    setter.footer(copies)
    return setter.pages
