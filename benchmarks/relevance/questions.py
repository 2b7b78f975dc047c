"""The questions, and what answers them, known from how the papers were written and never from what a search returned.

Grades: 3 is what was meant, 2 has a section on it, 1 cites or mentions it. A question belongs to the part that weights are
tuned on when its place among those of its kind is even, else to the part that is reported.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.document_types import TYPES
from archive.vietnamese import exact, iy_key, tone_key
from benchmarks.relevance.drafts import Paper
from benchmarks.relevance.spelling import abbreviated, unmarked, wrongly_marked
from benchmarks.relevance.world import Place, Subject, words

MEANT, SECTION, MENTION = 3, 2, 1
MOST_HOLDING = 8  # papers; a phrase of more is nobody's


class Kind(StrEnum):
    """Kinds of questions."""

    ACCENTED = "accented"
    ACCENTLESS = "accentless"
    WRONGLY = "wrongly accented"
    ABBREVIATED = "abbreviated"
    NUMBER = "number"
    DESCRIBED = "number in words"
    NAME = "name"
    SENTENCE = "whole question"
    KNOWN = "known item"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the grade of every paper that answers it. `tuning` tells the part."""

    kind: Kind
    text: str
    grades: Mapping[str, int]
    tuning: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question asks of a subject; what is None does not matter."""

    matter: str
    deed: str | None = None
    place: Place | None = None

    def holds(self, subject: Subject | None) -> bool:
        """Whether a paper or section on this subject answers."""
        return (
            subject is not None
            and subject.matter == self.matter
            and self.deed in {None, subject.deed}
            and self.place in {None, subject.place}
        )


_Asked = Iterator[tuple[str, Mapping[str, int]]]


def questions(papers: Sequence[Paper]) -> list[Question]:
    """All questions to these papers, kind by kind; the same papers give the same questions."""
    asker = _Asker(papers)
    asked: dict[Kind, Callable[[], _Asked]] = {
        Kind.ACCENTED: lambda: asker.subjects(lambda text: text),
        Kind.ACCENTLESS: lambda: asker.subjects(lambda text: unmarked(text).lower()),
        Kind.WRONGLY: lambda: asker.subjects(lambda text: wrongly_marked(text, random.Random(text))),
        Kind.ABBREVIATED: asker.abbreviations,
        Kind.NUMBER: asker.numbers,
        Kind.DESCRIBED: asker.described_numbers,
        Kind.NAME: asker.names,
        Kind.SENTENCE: asker.sentences,
        Kind.KNOWN: asker.known_items,
        Kind.PHRASE: asker.phrases,
    }
    return [
        Question(kind, text, grades, tuning=at % 2 == 0)
        for kind, ask in asked.items()
        for at, (text, grades) in enumerate(ask())
    ]


class _Asker:
    """Knows all papers. Each kind of question has its own source of chance, so that one more changes no other."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers
        self._by_id = {paper.id: paper for paper in papers}
        self._cases = [paper for paper in papers if paper.subject]
        self._texts = {paper.id: f" {_plain(' '.join(paper.paragraphs))} " for paper in papers}

    def _about(self, wanted: _Wanted) -> dict[str, int]:
        """Grades of the papers by their subject, their sections, and the papers that they cite."""
        grades = {}
        for paper in self._papers:
            cited = [self._by_id[id_].subject for id_ in paper.cites]
            if wanted.holds(paper.subject):
                grades[paper.id] = MEANT
            elif any(map(wanted.holds, paper.sections)):
                grades[paper.id] = SECTION
            elif any(map(wanted.holds, cited)):
                grades[paper.id] = MENTION
        return grades

    def _wants(self, chance: random.Random, subjects: Sequence[Subject], count: int) -> _Asked:
        """Subjects in a few words: the matter at its place, what is done to it, or the matter alone."""
        for at, subject in enumerate(chance.sample(subjects, count)):
            deed, matter, place = subject.deed, subject.matter, subject.place
            if at % 3 == 0:
                yield f"{matter} {place.commune}", self._about(_Wanted(matter, place=place))
            elif at % 3 == 1:
                text = f"{deed} {matter} xã {place.commune}"
                yield text, self._about(_Wanted(matter, deed, place))
            else:
                yield f"{deed} {matter}", self._about(_Wanted(matter, deed))

    def subjects(self, typed: Callable[[str], str]) -> _Asked:
        """The same thirty-six needs, typed in one way or another."""
        subjects = sorted({paper.subject for paper in self._cases if paper.subject}, key=str)
        for text, grades in self._wants(random.Random("subjects"), subjects, 36):
            yield typed(text), grades

    def abbreviations(self) -> _Asked:
        """Matters that have an abbreviation, typed by it and spelt out; papers write either."""
        chance, short = random.Random("abbreviations"), words()["abbreviations"]
        able = {
            p.subject for p in self._cases if p.subject and abbreviated(p.subject.matter, short) != p.subject.matter
        }
        subjects = sorted(able, key=str)
        for at, (text, grades) in enumerate(self._wants(chance, subjects, len(subjects))):
            yield (abbreviated(text, short) if at % 4 != 3 else text), grades

    def numbers(self) -> _Asked:
        """Numbers in every spelling: their bearers, then the papers that cite them."""
        chance = random.Random("numbers")
        cited = Counter(id_ for paper in self._papers for id_ in paper.cites)
        often = [paper for paper in self._papers if cited[paper.id] > 1]
        for at, paper in enumerate(chance.sample(often, 36)):
            yield _spelt(paper.number, at % 9), self._bearing(paper.number, lambda _: True)

    def _bearing(self, number: str, meant: Callable[[Paper], bool]) -> dict[str, int]:
        bearers = {paper.id for paper in self._papers if paper.number == number and meant(paper)}
        others = {p.id for p in self._papers if p.number == number} | {
            p.id for p in self._papers if any(self._by_id[id_].number == number for id_ in p.cites)
        }
        return dict.fromkeys(others, MENTION) | dict.fromkeys(bearers, MEANT)

    def described_numbers(self) -> _Asked:
        """A number told in words: figure, type, body and year."""
        chance = random.Random("described")
        forms = (
            "số {n} {t} {b} {y}",
            "{t} số {n} của {b} năm {y}",
            "{t} {n} {b} {y}",
            "{t} số {n} {b} năm {y}",
            "{b} {t} số {n} năm {y}",
        )
        able = [p for p in self._papers if p.type in {k.name for k in TYPES} and p.type not in {"Công văn", "Giấy mời"}]
        for at, paper in enumerate(chance.sample(able, 30)):
            body = _plain_name(paper)
            text = forms[at % 5].format(n=paper.ordinal, t=paper.type.lower(), b=body, y=paper.day.year)

            def same(other: Paper, paper: Paper = paper) -> bool:
                return (other.ordinal, other.type, other.day.year) == (paper.ordinal, paper.type, paper.day.year) and (
                    _plain_name(other) == _plain_name(paper)
                )

            meant = {other.id: MEANT for other in self._papers if same(other)}
            cites = {p.id: MENTION for p in self._papers if any(id_ in meant for id_ in p.cites)}
            yield (unmarked(text).lower() if at % 3 == 2 else text), cites | meant

    def names(self) -> _Asked:
        """Persons and companies: papers about them, papers that name them."""
        chance = random.Random("names")
        people = [paper.person for paper in self._papers if paper.person]
        for at, person in enumerate(chance.sample(people, 22)):
            grades = {p.id: MENTION for p in self._papers if person in p.people or person == p.signer}
            grades |= {p.id: MEANT for p in self._papers if p.person == person}
            text = f"bổ nhiệm {person}" if at % 5 == 4 else person
            if at % 5 == 4:
                grades = {
                    p.id: g for p in self._papers if (g := grades.get(p.id)) and " bổ nhiệm " in self._texts[p.id]
                }
                if MEANT not in grades.values():
                    text, grades = person, {p.id: MEANT for p in self._papers if p.person == person}
            yield (unmarked(text).lower() if at % 3 == 1 else text), grades
        for company in sorted({name for paper in self._papers for name in paper.companies}):
            yield company, {p.id: MEANT for p in self._papers if company in p.companies}

    def sentences(self) -> _Asked:
        """Whole questions, with words that no paper needs to hold."""
        chance = random.Random("sentences")
        forms = (
            "Tỉnh đã giải quyết thế nào về việc {d} {m} ở xã {x} huyện {h}?",
            "Ai được giao trách nhiệm {d} {m} tại xã {x} và kinh phí lấy từ đâu?",
            "Vì sao việc {d} {m} ở {x} lại kéo dài nhiều năm như vậy?",
            "Cho hỏi có văn bản nào nói về {d} {m} của xã {x} hay không?",
            "tôi muốn tìm tài liệu liên quan đến {m} ở xã {x} thuộc huyện {h} những năm trước đây",
            "trước kia {m} xã {x} do đơn vị nào quản lý, có hồ sơ gì còn lưu không",
        )
        subjects = sorted({paper.subject for paper in self._cases if paper.subject}, key=str)
        for at, s in enumerate(chance.sample(subjects, 30)):
            text = forms[at % 6].format(d=s.deed, m=s.matter, x=s.place.commune, h=s.place.district)
            wanted = _Wanted(s.matter, s.deed if "{d}" in forms[at % 6] else None, s.place)
            yield (unmarked(text).lower() if at % 5 == 4 else text), self._about(wanted)

    def known_items(self) -> _Asked:
        """One paper, asked for by what its reader remembers: its type, its matter and place, its year, or whom it names."""
        chance = random.Random("known items")
        for at, paper in enumerate(chance.sample(self._cases, 44)):
            s = paper.subject
            if s is None:
                continue
            case = [p for p in self._cases if p.subject and (p.subject.matter, p.subject.place) == (s.matter, s.place)]
            alone = [c for c in sorted(paper.companies) if sum(c in p.companies for p in case) == 1]
            if at % 4 == 3 and alone:
                text = f"{s.matter} {s.place.commune} {alone[0]}"
            elif at % 4 == 1:
                text = f"{paper.type.lower()} {s.deed} {s.matter} {s.place.commune}"
            elif at % 4 == 2:
                text = f"{paper.type.lower()} {s.matter} {s.place.commune} năm {paper.day.year}"
            else:
                text = f"{paper.type.lower()} {s.matter} xã {s.place.commune}"
            by_company = at % 4 == 3 and bool(alone)
            meant = [p for p in case if (alone[0] in p.companies if by_company else p.type == paper.type)]
            meant = [p for p in meant if at % 4 != 2 or p.day.year == paper.day.year]
            meant = [p for p in meant if at % 4 != 1 or p.subject == s]
            yield (
                unmarked(text).lower() if at % 3 == 2 else text,
                {p.id: MENTION for p in case} | {p.id: MEANT for p in meant},
            )

    def phrases(self) -> _Asked:
        """A run of words that few papers hold, quoted or not."""
        chance = random.Random("phrases")
        able = [paper for paper in self._papers if paper.sayings]
        asked = 0
        while asked < 30:
            said = _plain(chance.choice(chance.choice(able).sayings)).split()
            length = chance.choice((3, 4, 5, 6))
            start = chance.randrange(max(1, len(said) - length + 1))
            run = " ".join(said[start : start + length])
            holding = {id_: MEANT for id_, text in self._texts.items() if f" {run} " in text}
            if len(run.split()) == length and len(holding) <= MOST_HOLDING:
                yield (f'"{run}"' if asked % 2 else run), holding
                asked += 1


def _plain(text: str) -> str:
    """Words in small letters of one spelling, for comparing phrases."""
    words_only = re.sub(r"[^\w\s]", " ", text).split()
    return " ".join(iy_key(tone_key(exact(word))) for word in words_only)


def _plain_name(paper: Paper) -> str:
    """How people call the body whose number it is: the committee, whoever of it signed."""
    if paper.body.symbol == "TU":
        return "tỉnh ủy"
    name = paper.body.name.replace(" Phú Lĩnh", "")
    if paper.body.symbol == "HU":
        return f"huyện ủy {paper.body.district}"
    return name[:1].lower() + name[1:]


def _spelt(number: str, way: int) -> str:
    """A number in one of nine spellings of which all mean the same."""
    ordinal, *parts = re.split(r"[-/]", number)
    joined = "-".join(parts)
    ways: dict[int, Any] = {
        0: number,
        1: " ".join([ordinal, *parts]),
        2: f"{ordinal}/{joined}",
        3: f"{ordinal}-{''.join(parts)}" if len(parts) == 2 and "Đ" not in parts[0] else number.lower(),
        4: f"0{number}",
        5: number.lower(),
        6: f"số {number}",
        7: unmarked(number),
        8: " ".join([ordinal, *parts]).lower(),
    }
    return str(ways[way])
