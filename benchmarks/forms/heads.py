"""Sets the head of each form: bodies and motto, number and date, marks, type and abstract, to whom it goes."""

from benchmarks.forms.papers import Paper
from benchmarks.forms.press import LEFT, MIDDLE, Press
from benchmarks.forms.printing import Pieces
from benchmarks.forms.sheets import Mark, wrapped

LEFT_MIDDLE, RIGHT_MIDDLE = 168.0, 412.0
_LEFT_ROOM, _RIGHT_ROOM = 178.0, 268.0
_RED = (200, 30, 36)
_MOTTOES = {
    "party": ("ĐẢNG CỘNG SẢN VIỆT NAM",),
    "labour": ("ĐẢNG LAO ĐỘNG VIỆT NAM",),
    "state": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    "youth": ("ĐOÀN TNCS HỒ CHÍ MINH",),
}
_SMALLEST = 9.5  # a line is set smaller before it is broken


def set_head(press: Press, paper: Paper) -> None:
    """Everything above the text."""
    party = paper.form.startswith("party")
    top = press.y
    number_y = _set_bodies(press, paper, party)
    motto_y = _set_motto(press, paper, top)
    press.y = max(number_y, motto_y) if paper.form in {"state-2011", "state-2020", "party-2018"} else number_y
    after = _set_number_and_date(press, paper, motto_y)
    press.y = after + 6
    if paper.truth.type == "Công văn":
        press.block(
            paper.subject, LEFT_MIDDLE, _LEFT_ROOM, 12, "italic" if party and press.dice.random() < 0.5 else "roman"
        )
    press.y = max(press.y, motto_y + 14)
    _set_marks(press, paper)
    press.gap(12)
    if paper.truth.type != "Công văn":
        _set_heading(press, paper, party)
    _set_addressees(press, paper)


def _set_bodies(press: Press, paper: Paper, party: bool) -> float:
    """The issuing body at the left; returns where its number goes."""
    y, body = press.y, paper.body
    for at, line in enumerate(body.lines):
        style = "bold" if at >= len(body.lines) - body.bold or paper.form == "party-1998" else "roman"
        size = press.dice.choice((12.0, 12.5))
        while press.width(line, size, style) > _LEFT_ROOM and size > _SMALLEST and not press.typed:
            size -= 0.5
        used = press.face(size, style)
        for part in wrapped(line, _LEFT_ROOM + 6, used[0], (press.family, used[1])):
            press.centred_at(part, LEFT_MIDDLE, y, size, style)
            y += 15
    if party:
        press.centred_at("*" if press.dice.random() < 0.85 else "***", LEFT_MIDDLE, y, 13, "roman")
        return y + 15
    if press.typed:
        press.centred_at(press.dice.choice(("-------", "-----o0o-----", "=====")), LEFT_MIDDLE, y - 3, 11, "roman")
    else:
        press.y = y
        press.rule(LEFT_MIDDLE - 28, LEFT_MIDDLE + 28, raised=9)
    return y + 12


def _set_motto(press: Press, paper: Paper, y: float) -> float:
    """The motto at the right; returns where the date goes."""
    party = paper.form.startswith("party")
    year = int(paper.truth.date[:4])
    kind = "party" if party else "youth" if paper.body.symbol == "TĐTN" else "state"
    lines = _MOTTOES["labour" if party and year < 1977 else kind]
    for at, line in enumerate(lines):
        size = 13.0 if at or len(lines) == 1 else 12.0
        while press.width(line, size, "bold") > _RIGHT_ROOM and size > _SMALLEST and not press.typed:
            size -= 0.5
        press.centred_at(line, RIGHT_MIDDLE, y, size, "bold")
        y += 15
    half = press.width(lines[-1], 13, "bold") / 2
    if press.typed:
        press.centred_at("-" * (8 if party else 20), RIGHT_MIDDLE, y - 4, 11, "roman")
    else:
        press.y = y
        press.rule(RIGHT_MIDDLE - half, RIGHT_MIDDLE + half, raised=10)
    return y + 14


def _set_number_and_date(press: Press, paper: Paper, motto_y: float) -> float:
    """Number and date where the form has them; returns the baseline after the lower of them."""
    number_y = press.y
    size, dated = 13.0 if not press.typed else press.size, "italic"
    if paper.layout == "left":
        _pieces_around(press, paper.number, LEFT_MIDDLE, number_y, size, "roman")
        date_y = max(motto_y, number_y) if press.dice.random() < 0.7 else motto_y + 2
        _pieces_around(press, paper.dated, RIGHT_MIDDLE, date_y, size, dated)
        return max(number_y, date_y) + 16 if paper.truth.type != "Công văn" else number_y + 16
    if paper.layout == "right":
        _pieces_around(press, paper.number, RIGHT_MIDDLE, motto_y, size, "roman")
        _pieces_around(press, paper.dated, RIGHT_MIDDLE, motto_y + 17, size, dated)
        return max(number_y, motto_y + 17) + 16
    y = max(number_y, motto_y) + 8
    gap = press.dice.uniform(14, 40)
    both = press.pieces_width(paper.number, size, "roman"), press.pieces_width(paper.dated, size, dated)
    x = max(LEFT - 20, MIDDLE - (sum(both) + gap) / 2)
    press.pieces(paper.number, x, y, size, "roman")
    press.pieces(paper.dated, x + both[0] + gap, y, size, dated)
    return y + 16


def _pieces_around(  # noqa: PLR0917 - where, how large, in which face: the order of type-setting
    press: Press, pieces: Pieces, middle: float, y: float, size: float, style: str
) -> None:
    press.pieces(pieces, middle - press.pieces_width(pieces, size, style) / 2, y, size, style)


def _set_marks(press: Press, paper: Paper) -> None:
    """Stamps of secrecy and urgency under the number."""
    words = [word.upper() for word in (paper.truth.secrecy, paper.truth.urgency) if word]
    if not words:
        return
    press.gap(16)
    x = LEFT + 34
    for word in words:
        ink = _RED if press.dice.random() < 0.8 else (30, 30, 34)
        press.sheets[0].marks.append(
            Mark((word,), x, press.y, 13, ink, press.dice.uniform(-5, 5), press.dice.random() < 0.85)
        )
        x += 4.7 * (len(word) + len(words[-1])) + 30
    press.gap(12)


def _set_heading(press: Press, paper: Paper, party: bool) -> None:
    heading = paper.truth.type.upper()
    old = paper.form.endswith("old")
    if press.typed and press.dice.random() < 0.25:
        heading = "   ".join(" ".join(word) for word in heading.split())
    elif heading == "CHƯƠNG TRÌNH" and paper.subject.lower().startswith("thực hiện") and press.dice.random() < 0.5:
        heading = "CHƯƠNG TRÌNH HÀNH ĐỘNG"
    decides = paper.body.decides if paper.truth.type == "Quyết định" else ""
    above = bool(decides) and (old or paper.form == "state-2005") and press.dice.random() < 0.4
    press.centred(heading, 15, "bold")
    if above:
        press.block(f"CỦA {decides}", MIDDLE, 400, 13, "bold")
    press.gap(2)
    press.block(paper.subject, MIDDLE, press.dice.choice((300, 360, 400)), 13.5, "bold" if not old else "roman")
    if party:
        press.centred("-----", 12, "roman") if press.dice.random() < 0.8 else press.gap(8)
    elif press.typed:
        press.centred("-" * 12, 11, "roman")
    else:
        press.rule(MIDDLE - 45, MIDDLE + 45, raised=8)
        press.gap(10)
    if decides and not above:
        press.gap(6)
        press.centred(decides, 13, "bold")
    press.gap(8)


def _set_addressees(press: Press, paper: Paper) -> None:
    if not paper.addressed:
        return
    names = paper.truth.recipients
    press.gap(8)
    if len(names) == 1:
        press.centred(f"Kính gửi: {names[0]}", press.size, "roman" if press.dice.random() < 0.7 else "italic")
    else:
        press.put("Kính gửi:", LEFT + 70, press.y, press.size)
        for name in names:
            press.y += press.size * 1.35
            press.put(f"- {name}{'.' if name is names[-1] else ';'}", LEFT + 135, press.y, press.size)
        press.y += press.size * 1.35
    press.gap(10)
