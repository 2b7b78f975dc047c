"""Sets a paper: which words stand where on its sheets."""

from random import Random

from benchmarks.forms.heads import RIGHT_MIDDLE, set_head
from benchmarks.forms.papers import Arrival, Paper, Signing, receivers_printed
from benchmarks.forms.press import LEFT, RIGHT, Press
from benchmarks.forms.printing import text_of
from benchmarks.forms.sheets import HEIGHT, Mark, Sheet

RED, VIOLET, BLUE = (196, 38, 44), (92, 60, 150), (40, 58, 150)
_FOOT = 775.0  # the last baseline of a page
_SIGNED = 78.0  # room for a signature between title and name


def sheets_of(paper: Paper) -> list[Sheet]:
    """The sheets of a paper; always the same for the same paper."""
    dice = Random(f"setting/{paper.name}")
    press = Press(paper.family, dice)
    over_head = dice.random() < 0.35
    if any(not stamp.at_foot for stamp in paper.stamps) and not over_head:
        press.y += 46
    set_head(press, paper)
    _set_text(press, paper)
    _set_signatures(press, paper)
    _set_stamps(press, paper, dice, over_head=over_head)
    if paper.over_text:
        x, y = dice.uniform(170, 420), dice.uniform(430, 600)
        words = dice.choice((("KHO LƯU TRỮ",), ("ĐÃ KIỂM TRA",), ("TÀI LIỆU", "LƯU TRỮ")))
        press.sheets[0].marks.append(Mark(words, x, y, 15, VIOLET, dice.uniform(-18, 18), True))
    if paper.annex:
        _set_annex(press, paper)
    return press.sheets


def _set_text(press: Press, paper: Paper) -> None:
    for basis in paper.basis:
        press.paragraph(basis, style="italic" if paper.form == "state-2020" else "roman")
    if paper.truth.type == "Quyết định":
        press.gap(6)
        press.centred("QUYẾT ĐỊNH:", press.size, "bold")
    for at, text in enumerate(paper.text):
        if paper.truth.type == "Quyết định" and at < len(paper.text) - 1:
            press.paragraph(f"Điều {at + 1}. {text}")
            continue
        if len(paper.text) > 5 and at in {0, 3}:
            press.paragraph(("I. TÌNH HÌNH CHUNG", "II. NHIỆM VỤ SẮP TỚI")[at > 0], style="bold")
        press.paragraph(text)


def _set_signatures(press: Press, paper: Paper) -> None:
    """The signature at the right with `Nơi nhận` at its left; of a joint paper two, and those below them."""
    receivers = receivers_printed(paper)
    joint = len(paper.signings) > 1
    rows = len(paper.signings[0].titles) * 16 + _SIGNED + 20
    foot = sum(110 for stamp in paper.stamps if stamp.at_foot)
    needed = rows + foot + (16 * len(receivers) + 30 if joint else max(0, 15 * (len(receivers) + 1) - rows))
    if press.y + needed + 14 > _FOOT:
        press.new_page()
    press.gap(14)
    top = press.y
    for signing, middle in zip(paper.signings, (170.0, RIGHT_MIDDLE) if joint else (RIGHT_MIDDLE,), strict=True):
        _set_signature(press, signing, middle, top)
    y = top + rows + 16 if joint else top
    press.put("Nơi nhận:", LEFT, y, 12, "both")
    for at, receiver in enumerate(receivers):
        y += 14
        press.put(f"- {receiver}{'.' if at == len(receivers) - 1 else _separator(paper)}", LEFT, y, 11)
    press.y = max(y, top + rows) + 14


def _separator(paper: Paper) -> str:
    """What ends the lines of a list."""
    return "," if paper.form.startswith("party") else ";"


def _set_signature(press: Press, signing: Signing, middle: float, y: float) -> None:
    for title in signing.titles:
        press.centred_at(title, middle, y, 12.5, "bold")
        y += 16
    if signing.stated:
        press.centred_at(press.dice.choice(("(đã ký)", "(Đã ký)", "Đã ký")), middle, y + 22, 12, "roman")
    else:
        press.sheets[-1].signatures.append((middle, y + 30))
        if press.dice.random() < 0.65:
            press.sheets[-1].seals.append((middle - press.dice.uniform(42, 62), y + press.dice.uniform(14, 26)))
    press.centred_at(signing.name, middle, y + _SIGNED - 12, 13, "bold")


def _set_stamps(press: Press, paper: Paper, dice: Random, *, over_head: bool) -> None:
    """Stamps in the head, above the form or, carelessly, between its columns and over them; forms of copies at the foot."""
    for stamp in paper.stamps:
        if stamp.at_foot:
            _set_copy_form(press, stamp)
            continue
        hand = [
            f"{label}:|{rest.strip()}" for line in stamp.lines for label, sign, rest in (line.partition(":"),) if sign
        ]
        ink = dice.choice((RED, VIOLET, BLUE))
        if over_head and hand:
            at = (dice.uniform(268, 296), dice.uniform(72, 132))
        else:
            at = (dice.uniform(150, 210) if hand else dice.uniform(400, 440), dice.uniform(38, 50))
        press.sheets[0].marks.append(
            Mark(
                (stamp.heading, *(hand or stamp.lines[:2])), *at, dice.uniform(8.5, 10), ink, dice.uniform(-3, 3), True
            )
        )


def _set_copy_form(press: Press, stamp: Arrival) -> None:
    """The form of a certified copy at the foot, under a rule: its number at left, its date and signer at right."""
    press.gap(8)
    press.rule(LEFT, RIGHT)
    press.gap(16)
    number, dated, title, name = stamp.lines
    press.centred(stamp.heading, 13, "bold")
    press.put(number, LEFT, press.y, 12)
    press.centred_at(dated, RIGHT_MIDDLE, press.y, 12, "italic")
    press.centred_at(title, RIGHT_MIDDLE, press.y + 15, 12, "bold")
    press.sheets[-1].signatures.append((RIGHT_MIDDLE, press.y + 33))
    press.centred_at(name, RIGHT_MIDDLE, press.y + 58, 12, "bold")


def _set_annex(press: Press, paper: Paper) -> None:
    press.new_page()
    press.centred("PHỤ LỤC", 14, "bold")
    number = f" số {paper.truth.number}" if paper.truth.number else ""
    said = text_of(paper.dated).split(",", 1)[1].strip()
    press.centred(f"(Kèm theo {paper.truth.type}{number}, {said})", 12, "italic")
    press.gap(10)
    for at in range(1, press.dice.randint(6, 18)):
        press.put(f"{at}", LEFT, press.y, 12)
        press.put(
            press.dice.choice(paper.annexed),
            LEFT + 40,
            press.y,
            12,
        )
        press.put(f"{press.dice.randint(12, 900)} hộ", LEFT + 260, press.y, 12)
        press.y += 20
        if press.y > HEIGHT - 80:
            return
