"""The set: documents as the product compares them, and what each pair of them is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from random import Random

from archive.duplicates.papers import Paper as Document
from archive.duplicates.verdict import Kind
from benchmarks.duplicates.descriptions import described, unnamed
from benchmarks.duplicates.papers import Office, day_of, drafted, renumbered
from benchmarks.duplicates.scans import Scan, pictures, read, scan_of, words_of
from benchmarks.forms.first_words import FIRST
from benchmarks.forms.papers import COPIES, Paper, arrival, copy_stamp
from benchmarks.forms.setting import sheets_of
from benchmarks.forms.sheets import Sheet

_DRAWN = {
    Kind.IDENTICAL: 0.0, Kind.SAME_SCAN: 1.0, Kind.RESCAN: 0.6, Kind.COPY: 0.5, Kind.CONTAINS: 0.3, Kind.VERSION: 0.4,
    Kind.LOOK_ALIKE: 0.3,
}  # fmt: skip
_IN_SERIES = 0.25  # of the papers that are there twice are form letters or reports, with their likes around them
_THIRD = 0.2  # of the rescans have a copy elsewhere too
_LEAST_SENTENCES = 6  # of a paper of which two are changed
_LEAST_WORDS = 60  # of a part that is handed in alone; a page with the recipients and nothing else is none

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many papers of one kind each, series of form letters and of monthly reports with so many papers, and pairs of each kind."""

    papers: int
    letters: int
    reports: int
    in_letters: int
    in_reports: int
    pairs: tuple[tuple[Kind, int], ...]

    def smaller(self, share: float) -> "Plan":
        """The same make with a share of everything."""
        some = {name: max(1, round(getattr(self, name) * share)) for name in ("papers", "letters", "reports")}
        return replace(self, **some, pairs=tuple((kind, max(1, round(count * share))) for kind, count in self.pairs))


WHOLE = Plan(
    1_050, 40, 26, 12, 10,
    ((Kind.IDENTICAL, 15), (Kind.SAME_SCAN, 45), (Kind.RESCAN, 95), (Kind.COPY, 95), (Kind.CONTAINS, 70), (Kind.VERSION, 90)),
)  # fmt: skip
# What is drawn at the resolution of scans and really read: minutes, so it is small.
READ = Plan(
    30, 3, 2, 4, 3, ((Kind.VERSION, 8), (Kind.SAME_SCAN, 3), (Kind.RESCAN, 9), (Kind.COPY, 10), (Kind.CONTAINS, 6))
)


@dataclass(slots=True)
class Collection:
    """The documents by id, and what their pairs are; those not named are different papers.

    `pairs` are the true ones, by their ids in order, `makings` how each came to be, `wholes` the larger of those of which one
    contains the other. `hard` are pairs of one form and topic that are different papers.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    pairs: dict[Pair, Kind] = field(default_factory=dict)
    makings: dict[Pair, str] = field(default_factory=dict)
    wholes: dict[Pair, str] = field(default_factory=dict)
    hard: set[Pair] = field(default_factory=set)


def collection(seed: int, share: float = 1.0) -> Collection:
    """The set of a seed, or a smaller one of the same make, with made-up readings; always the same."""
    making = Making(seed, WHOLE.smaller(share))
    made, sheets = making.made, making.sheets_of
    made.documents |= {item.id: _document(item, sheets(item)) for item in making.items}
    return made


def pair_of(one: str, other: str) -> Pair:
    """Two ids in order."""
    return (one, other) if one < other else (other, one)


@dataclass(slots=True)
class Item:
    """A document to be: the papers bound in it, how it is scanned; only its sheets from `first` on, if not all."""

    id: str
    file: str
    papers: tuple[Paper, ...]
    scan: Scan
    first: int = 0
    drawn: bool = False

    @property
    def drawing(self) -> str:
        """What the chance of its sheets is named by, so that another scan of them shows the same signatures and seals."""
        return f"{self.papers[0].name}/{self.first}"

    def assets(self, pages: int) -> tuple[tuple[str, int, int], ...]:
        """The one file of its pages: the same bytes for the same scan alone."""
        return ((sha256(f"{self.scan}".encode()).hexdigest(), 0, pages - 1),)


class Making:
    """Plans the documents, `items`, and notes what their pairs are, in `made`; the documents themselves are still to be read."""

    def __init__(self, seed: int, plan: Plan) -> None:
        self._office, self._dice = Office(seed), Random(f"collection/{seed}")
        self.items: list[Item] = []
        self.made = Collection()
        self._sheets: dict[int, tuple[Paper, list[Sheet]]] = {}
        self._files = 0
        self._alone = [self._add(self._office.paper()) for _ in range(plan.papers)]
        series = [self._series(self._office.letters(plan.in_letters)) for _ in range(plan.letters)]
        series += [self._series(self._office.reports(plan.in_reports)) for _ in range(plan.reports)]
        self._serial = [item for some in series for item in some]
        self._dice.shuffle(self._serial)
        for kind, count in plan.pairs:
            for at in range(count):
                self._pair(kind, at, drawn=self._dice.random() < _DRAWN[kind])

    def sheets_of(self, item: Item) -> list[Sheet]:
        """The sheets of a document, in order."""
        return [sheet for paper in item.papers for sheet in self._sheets_of(paper)][item.first :]

    def _file(self) -> str:
        self._files += 1
        return f"H42-041-01-{self._files:04}"

    def _add(self, *papers: Paper, file: str | None = None, scan: Scan | None = None, **known: int) -> Item:
        number = f"{len(self.items) + 1:05}"
        item = Item(number, file or self._file(), papers, scan or scan_of(number, self._dice))
        item.first, item.drawn = known.get("first", 0), bool(known.get("drawn", False))
        self.items.append(item)
        return item

    def _series(self, papers: Sequence[Paper]) -> list[Item]:
        file, drawn = self._file(), self._dice.random() < _DRAWN[Kind.LOOK_ALIKE]
        items = [self._add(paper, file=file, drawn=drawn) for paper in papers]
        self.made.hard |= {pair_of(one.id, other.id) for one, other in pairwise(items)}
        return items

    def _base(self, kind: Kind) -> Item:
        """A document of which another is made; each is taken once."""
        if kind.is_same_paper and self._dice.random() < _IN_SERIES:
            return self._serial.pop()
        for at, item in enumerate(self._alone):
            paper = item.papers[0]
            enough = sum(len(_sentences(text)) for text in paper.text) >= _LEAST_SENTENCES and "joint" not in paper.form
            if kind is not Kind.VERSION or (enough and paper.truth.number):
                return self._alone.pop(at)
        raise ValueError("too few papers for so many pairs")

    def _note(self, one: Item, other: Item, kind: Kind, making: str) -> None:
        pair = pair_of(one.id, other.id)
        self.made.pairs[pair], self.made.makings[pair] = kind, making

    def _pair(self, kind: Kind, at: int, *, drawn: bool) -> None:
        base = self._base(kind)
        base.drawn = base.drawn or drawn
        {
            Kind.IDENTICAL: self._identical,
            Kind.SAME_SCAN: self._same_scan,
            Kind.RESCAN: self._rescan,
            Kind.COPY: self._copy,
            Kind.CONTAINS: self._contains,
            Kind.VERSION: self._version,
        }[kind](base, at)

    def _identical(self, base: Item, _: int) -> None:
        self._note(base, self._add(*base.papers, scan=base.scan, drawn=base.drawn), Kind.IDENTICAL, "same bytes")

    def _same_scan(self, base: Item, at: int) -> None:
        file = base.file if at % 2 else self._file()
        other = self._add(*base.papers, file=file, scan=replace(base.scan, again="saved again"), drawn=base.drawn)
        self._note(base, other, Kind.SAME_SCAN, "saved again")

    def _rescan(self, base: Item, _: int) -> None:
        again = self._add(*base.papers, file=base.file, drawn=base.drawn)
        self._note(base, again, Kind.RESCAN, "scanned again")
        if self._dice.random() < _THIRD:
            copy = self._copy(base, self._dice.randrange(3))
            self._note(again, copy, Kind.COPY, "copy of a rescan")

    def _copy(self, base: Item, at: int) -> Item:
        (paper,), dice = base.papers, self._dice
        way = ("certified", "certified, typed anew", "in another file", "certified, same file")[at % 4]
        if way == "in another file":
            stamps = (*paper.stamps, arrival(dice, day_of(paper.truth))) if dice.random() < 0.5 else paper.stamps
            copied = replace(paper, stamps=stamps)
        else:
            name, headings, symbol = dice.choice([form for form in COPIES[:2] if form[0] != paper.truth.copy_kind])
            party = paper.form.startswith("party")
            stamp = copy_stamp(FIRST, headings, symbol, party, paper.body, dice, day_of(paper.truth))
            copied = replace(paper, stamps=(stamp,), truth=replace(paper.truth, copy_kind=name))
        if way.endswith("typed anew"):
            copied = replace(copied, name=f"{paper.name}-anew", family=dice.choice(("termes", "schola", "heros")))
        file = base.file if way.endswith("same file") else None
        other = self._add(copied, file=file, drawn=base.drawn)
        self._note(base, other, Kind.COPY, way)
        return other

    def _contains(self, base: Item, at: int) -> None:
        (paper,) = base.papers
        sheets = self._sheets_of(paper)
        firsts = [at for at in range(1, len(sheets)) if _words(sheets[at:]) >= _LEAST_WORDS]
        if at % 2 and firsts:
            first = self._dice.choice(firsts)
            other = self._add(paper, first=first, drawn=base.drawn)
            self.made.wholes[pair_of(base.id, other.id)] = base.id
            self._note(base, other, Kind.CONTAINS, "last pages alone")
            return
        whole = self._add(self._office.paper(), paper, drawn=base.drawn)
        self.made.wholes[pair_of(base.id, whole.id)] = whole.id
        self._note(base, whole, Kind.CONTAINS, "bound behind another paper")

    def _version(self, base: Item, at: int) -> None:
        (paper,), dice = base.papers, self._dice
        way = (
            "draft, two sentences",
            "later, two sentences",
            "draft, two sentences, typed anew",
            "other number and date",
        )[at % 4]
        other = drafted(paper) if way.startswith("draft") else renumbered(paper, dice, dice.randint(1, 500))
        if "two sentences" in way:
            other = replace(other, text=_changed(paper.text, self._office.sentences(paper, 2, dice), dice))
        if way.endswith("typed anew"):
            other = replace(other, name=f"{paper.name}-anew")
        self._note(base, self._add(other, drawn=base.drawn), Kind.VERSION, way)

    def _sheets_of(self, paper: Paper) -> list[Sheet]:
        """The sheets of a paper, set once; the paper is kept beside them, so that its identity stays its own."""
        if id(paper) not in self._sheets:
            self._sheets[id(paper)] = (paper, sheets_of(paper))
        return self._sheets[id(paper)][1]


def _document(item: Item, sheets: Sequence[Sheet]) -> Document:
    """The document as a made-up reading has it."""
    dice = Random(f"description/{item.scan.key}")
    told = unnamed(dice) if item.first else described(item.papers[0], dice)
    return Document(
        id=item.id,
        file=item.file,
        description=told.description,
        pages=tuple(words_of(page) for page in read(sheets, item.scan, told.misread)),
        pictures=tuple(pictures(sheets, item.drawing, item.scan)) if item.drawn else (),
        assets=item.assets(len(sheets)),
    )


def _words(sheets: Sequence[Sheet]) -> int:
    return sum(len(sheet.text().split()) for sheet in sheets)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;]) (?=\w)", text)


def _changed(text: Sequence[str], sentences: Sequence[str], dice: Random) -> tuple[str, ...]:
    """A text with other sentences in the place of as many, the last paragraph left alone."""
    split = [_sentences(paragraph) for paragraph in text]
    places = [(at, number) for at, paragraph in enumerate(split[:-1]) for number in range(len(paragraph))]
    for (at, number), sentence in zip(dice.sample(places, len(sentences)), sentences, strict=True):
        split[at][number] = sentence
    return tuple(" ".join(paragraph) for paragraph in split)
