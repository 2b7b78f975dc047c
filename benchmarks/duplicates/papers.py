"""The papers of the set: those of one kind each, form letters, and monthly reports that only differ in their figures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from benchmarks.forms.papers import PARTY_TYPES, STATE_TYPES, Paper, Truth, paper
from benchmarks.forms.printing import Piece, printed_date, printed_number, text_of
from benchmarks.relevance.drafts import Draft
from benchmarks.relevance.world import Body, World, words
from samples.plan import Issuer, PlannedDocument
from samples.texts import SOFT_HYPHEN, TOPIC_NAMES, Bank, Writer

SERIES = tuple(words()["series"])
_FIGURE = re.compile(r"\d+")
_DEPARTMENTS = ("Nội vụ", "Tài chính", "Lao động", "Kinh tế", "Văn hóa", "Tư pháp", "Giáo dục")


class Office:
    """Writes papers, always the same ones of a seed, in the order in which they are asked for."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.bank = Bank()
        self.world = World(seed)
        self._written = 0

    def paper(self) -> Paper:
        """A paper with a text of its own, of half a page to six pages; many sentences stand in other papers too."""
        blank, dice = self._blank()
        return replace(blank, text=self._text(blank, dice, dice.choice((1, 2, 2, 3, 3, 4, 6, 9))))

    def letters(self, count: int) -> list[Paper]:
        """So many form letters of one office: one text, but for a person, a place, some figures, number and date."""
        blank, dice = self._blank()
        kind = SERIES[self._written % len(SERIES)]
        type_ = "Giấy mời" if kind == "invitation" else "Quyết định" if dice.random() < 0.8 else "Công văn"
        blank = _of_type(blank, type_, dice)
        before, after = self._text(blank, dice, 1)[:1], self._text(blank, dice, 1)[-1:]
        title, *own = words()["series"][kind]
        found: list[Paper] = []
        for at in range(count):
            letter = renumbered(found[-1] if found else blank, dice, dice.randint(0, 20))
            draft = Draft(dice, self.world, Body(blank.body.name, blank.body.symbol, True), day_of(letter.truth))
            place = dice.choice(self.world.places)
            given = {
                "k": dice.choice(self.world.people), "x": place.commune, "h": place.district, "l": dice.choice(self.world.hamlets),
                "d": dice.choice(_DEPARTMENTS), "g": str(dice.randint(1, 12)),
            }  # fmt: skip
            for template in (f"Về việc {title}", *own):
                draft.add(template, **given)
            said, *body = draft.paragraphs
            subject = f"V/v {said[8:]}" if type_ == "Công văn" else said
            truth = replace(letter.truth, title=said)
            found.append(
                replace(
                    letter,
                    name=f"{blank.name}-{at}",
                    truth=truth,
                    subject=subject,
                    text=(*before, *body, *after),
                )
            )
        return found

    def reports(self, count: int) -> list[Paper]:
        """A report for each of so many months: one text with other figures."""
        blank, dice = self._blank()
        blank = _of_type(blank, "Báo cáo", dice)
        text = self._text(blank, dice, dice.choice((2, 3, 4, 6)))
        topic = dice.choice(list(TOPIC_NAMES.values()))
        found: list[Paper] = []
        for at in range(count):
            report = renumbered(found[-1] if found else blank, dice, dice.randint(24, 34))
            day = day_of(report.truth)
            title = f"tình hình {topic} tháng {day.month} năm {day.year}"
            truth = replace(report.truth, title=title)
            figures = tuple(other_figures(paragraph, dice) for paragraph in text) if found else text
            found.append(replace(report, name=f"{blank.name}-{at}", truth=truth, subject=title, text=figures))
        return found

    def sentences(self, of: Paper, count: int, dice: Random) -> list[str]:
        """Sentences that a paper does not hold."""
        return [_clean(self._writer(of, dice).task()) for _ in range(count)]

    def _blank(self) -> tuple[Paper, Random]:
        """A paper of which only the head counts, and the chance by which the rest is written; annexes are drawn anew each time."""
        self._written += 1
        return replace(paper(self.seed, self._written), annex=False), Random(f"duplicates/{self.seed}/{self._written}")

    def _writer(self, of: Paper, dice: Random) -> Writer:
        issuer = Issuer((), of.body.name, party=of.form.startswith("party"))
        topics = tuple(dice.sample(list(TOPIC_NAMES), 2))
        planned = PlannedDocument(
            of.name, "", 0, of.truth.type, of.truth.number, day_of(of.truth), issuer, (), of.truth.signers[0], topics, "", ()
        )  # fmt: skip
        return Writer(self.bank, planned, dice.getrandbits(32))

    def _text(self, of: Paper, dice: Random, paragraphs: int) -> tuple[str, ...]:
        """An opening, so many paragraphs and a closing; now and then general sentences that stand in hundreds of papers."""
        writer = self._writer(of, dice)
        general: Sequence[str] = [
            said for group in ("state", "task") for said in words()["prose"][group] if "{" not in said
        ]
        found = [writer.said(writer.bank.frame(writer.dice, "opening"), "")]
        for _ in range(paragraphs):
            text = writer.facts(dice.randint(1, 3)) if dice.random() < 0.6 else writer.tasks(dice.randint(1, 3))
            found.append(f"{text} {dice.choice(general)}" if dice.random() < 0.5 else text)
        return (*map(_clean, found), *of.text[-1:])


def renumbered(of: Paper, dice: Random, days: int) -> Paper:
    """The same paper with another number, so many days later."""
    when = day_of(of.truth) + timedelta(days)
    symbols = PARTY_TYPES if of.form.startswith("party") else STATE_TYPES
    number, canonical = printed_number(of.form, of.body, of.truth.type, symbols, when.year, dice)
    while canonical == of.truth.number:
        number, canonical = printed_number(of.form, of.body, of.truth.type, symbols, when.year, dice)
    dated, iso = printed_date(of.form, of.body.place, when, dice)
    return replace(of, number=number, dated=dated, truth=replace(of.truth, number=canonical, date=iso))


def drafted(of: Paper) -> Paper:
    """The same paper before it had a number and a day."""
    when = day_of(of.truth)
    symbol = re.sub(r"^\W*(?:[Ss]ố:?\s*)?[\d.]*", "", text_of(of.number)).strip()
    return replace(
        of,
        number=(Piece(f"Số:        {symbol}"),),
        dated=(Piece(f"{of.body.place}, ngày       tháng {when.month:02} năm {when.year}"),),
        truth=replace(of.truth, number="", date=when.isoformat()[:7]),
    )


def other_figures(text: str, dice: Random) -> str:
    """The same text with other figures, as many digits in each; years stay."""

    def other(found: re.Match[str]) -> str:
        figure = found[0]
        if len(figure) == 4 and figure.startswith(("19", "20")):
            return figure
        return str(dice.randint(10 ** (len(figure) - 1), 10 ** len(figure) - 1))

    return _FIGURE.sub(other, text)


def _of_type(of: Paper, type_: str, dice: Random) -> Paper:
    """A head of another type, numbered accordingly."""
    return renumbered(replace(of, truth=replace(of.truth, type=type_), addressed=False), dice, 0)


def day_of(truth: Truth) -> date:
    """The day of a paper, the middle of the month where it is left open."""
    return date.fromisoformat(truth.date if len(truth.date) == 10 else f"{truth.date}-15")


def _clean(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "")
