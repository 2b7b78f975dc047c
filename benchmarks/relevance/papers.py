"""The papers: written from the word bank by several grammars, each with what is known of it for judging answers.

Cases are files in which a matter is asked for, decided and reported on, each paper citing those before it. Serial files
hold many short papers of one kind. Reports are long, and touch on many matters.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from archive.document_types import TYPES
from benchmarks.relevance.drafts import Draft, Paper, citation_of, laid_out, title_of
from benchmarks.relevance.spelling import abbreviated, old_placement, with_i
from benchmarks.relevance.world import Body, Subject, World, words

TERMS = ((1996, 2000), (2001, 2005), (2006, 2010), (2011, 2015), (2016, 2020))
OLD_SPELLING_UNTIL = 2011
WORDS_A_PAGE = 190
CASES = 205
REPORTS = 95
SERIES_FILES = 24
PAPERS_A_SERIES_FILE = 18
_SYMBOLS = {kind.name: (kind.party, kind.state) for kind in TYPES}
_PARTY_TYPES = (
    "Nghị quyết", "Quyết định", "Chỉ thị", "Kết luận", "Thông báo", "Hướng dẫn", "Kế hoạch", "Tờ trình", "Công văn", "Chương trình",
)  # fmt: skip
_STATE_TYPES = (
    "Quyết định", "Chỉ thị", "Thông báo", "Hướng dẫn", "Kế hoạch", "Báo cáo", "Tờ trình", "Biên bản", "Đề án", "Công văn",
)  # fmt: skip


class Registry:
    """Writes all papers, giving out numbers as offices do: the Party's begin anew with each term, the state's with each year."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance
        self._bank = words()
        self._ids = count(1)
        self._files = count(1)
        self._numbers: Counter[tuple[object, ...]] = Counter()
        self.papers: dict[str, Paper] = {}

    def write_all(self) -> list[Paper]:
        """Every paper, in the order of writing."""
        self._world.chance.shuffle(subjects := list(self._world.subjects))
        for subject in subjects[:CASES]:
            self._case(subject)
        for at in range(SERIES_FILES):
            kinds = list(self._bank["series"])
            self._serial_file(kinds[at % len(kinds)])
        for _ in range(REPORTS):
            self._report(subjects)
        return list(self.papers.values())

    def _number(self, body: Body, type_: str, day: date) -> str:
        party, state = _SYMBOLS[type_]
        symbol = party if body.party else state
        series = term_of(day.year) if body.party else day.year
        key = (
            body.symbol,
            body.district if body.district else body.name if body.symbol == "UBND" else "",
            symbol,
            series,
        )
        if key not in self._numbers:
            self._numbers[key] = self._chance.choice((0, 3, 8, 20, 87, 110))
        self._numbers[key] += self._chance.choice((1, 1, 2, 5))
        ordinal = f"{self._numbers[key]:02d}"
        if body.party:
            return f"{ordinal}-{symbol}/{body.symbol}"
        if not symbol:  # an official letter of the state bears the symbol of its body alone
            return f"{ordinal}/{body.symbol}-{self._chance.choice(('VX', 'NN', 'TH', 'KT'))}"
        return f"{ordinal}/{symbol}-{body.symbol}"

    def _keep(self, draft: Draft, type_: str, title: str, pages: int, file: str, **known: Any) -> Paper:
        bank, chance, body = self._bank, self._chance, draft.body
        known.setdefault("abbreviating", chance.random() < 0.35)
        while draft.length < pages * WORDS_A_PAGE - 110:
            group = chance.choice(("state", "state", "task", "report" if type_ == "Báo cáo" else "task"))
            draft.add(chance.choice(bank["prose"][group]))
        draft.add(chance.choice(bank["prose"]["closing"]))
        number = self._number(body, type_, draft.day)
        signer = chance.choice(self._world.people[:40])
        text = laid_out(draft, type_, number, title, signer)
        made: dict[str, Any] = {"title": title, "sayings": tuple(draft.sayings), "paragraphs": tuple(text)}
        for rewrite in self._habits(draft.day, abbreviating=known["abbreviating"]):
            made = {key: rewrite(v) if isinstance(v, str) else tuple(map(rewrite, v)) for key, v in made.items()}
        paper = Paper(
            id=f"P{next(self._ids):04d}", file=file, type=type_, number=number, body=body, day=draft.day, signer=signer, pages=pages,
            people=frozenset(draft.people), companies=frozenset(draft.companies), described=chance.random() < 0.67,
            decomposed=chance.random() < 0.08, **made, **known,
        )  # fmt: skip
        self.papers[paper.id] = paper
        return paper

    def _habits(self, day: date, *, abbreviating: bool) -> Iterator[Any]:
        if abbreviating:
            yield lambda text: abbreviated(text, self._bank["abbreviations"])
        if day.year <= OLD_SPELLING_UNTIL and self._chance.random() < 0.85:
            yield old_placement
        if self._chance.random() < 0.2:
            yield with_i

    def _case(self, subject: Subject) -> None:
        """A file of papers on one subject, of different types, each later one citing earlier ones."""
        chance, domain = self._chance, self._bank["domains"][subject.domain]
        office = self._world.body(domain["office"])
        district = subject.place.district
        bodies = [b for b in self._world.bodies if b.district == district and b.symbol in {"UBND", "HU"}]
        province = [b for b in self._world.bodies if b.symbol in {"TU", "UBND", "VPTU"} and not b.district]
        file, day = f"{next(self._files):04d}", _day(chance)
        written: list[Paper] = []
        for _ in range(chance.choice((2, 3, 3, 4, 4, 5))):
            body = chance.choice((office, chance.choice(bodies), chance.choice(province)))
            used = {paper.type for paper in written}
            type_ = chance.choice([t for t in (_PARTY_TYPES if body.party else _STATE_TYPES) if t not in used])
            pages = chance.choice((1, 1, 2, 2, 3, 4))
            draft = Draft(chance, self._world, body, day)
            cited = [*written[-2:], *self._well_known(day)]
            for paper in cited:
                draft.paragraphs.append(citation_of(paper, chance))
            draft.add(chance.choice(self._bank["prose"]["opening"]))
            sentences: Sequence[str] = domain["sentences"]
            for template in chance.sample(sentences, min(len(sentences), 1 + 2 * pages)):
                draft.add(template, subject, own=True)
            title = title_of(subject, type_, chance)
            cites = tuple(paper.id for paper in cited)
            written.append(self._keep(draft, type_, title, pages, file, subject=subject, cites=cites))
            day += timedelta(days=chance.randint(9, 150))

    def _well_known(self, day: date) -> list[Paper]:
        """A resolution of the province that everyone cites, now and then."""
        known = [p for p in self.papers.values() if p.type in {"Nghị quyết", "Chỉ thị"} and p.body.symbol == "TU"]
        earlier = [paper for paper in known if paper.day < day][:12]
        return [self._chance.choice(earlier)] if earlier and self._chance.random() < 0.35 else []

    def _serial_file(self, kind: str) -> None:
        """Short papers of one kind, alike but for whom they are about."""
        chance, (title, *sentences) = self._chance, self._bank["series"][kind]
        body = chance.choice([b for b in self._world.bodies if b.symbol in {"UBND", "HU"}])
        file, day = f"{next(self._files):04d}", _day(chance)
        for _ in range(PAPERS_A_SERIES_FILE):
            draft = Draft(chance, self._world, body, day)
            person = chance.choice(self._world.people[40:])
            places = [p for p in self._world.places if body.district in {None, p.district}]
            place = chance.choice(places)
            given = {
                "k": person, "x": place.commune, "h": place.district, "l": chance.choice(self._world.hamlets),
                "g": str(chance.randint(1, 12)),
                "d": chance.choice(("Nội vụ", "Tài chính", "Lao động", "Kinh tế", "Văn hóa", "Tư pháp", "Giáo dục")),
            }  # fmt: skip
            for sentence in sentences:
                draft.add(sentence, None, own=True, **given)
            type_ = "Giấy mời" if kind == "invitation" else "Quyết định"
            whole = f"Về việc {title.format(**given)}"
            self._keep(draft, type_, whole, 1, file, person=None if kind == "invitation" else person)
            day += timedelta(days=chance.randint(1, 20))

    def _report(self, subjects: Sequence[Subject]) -> None:
        """A long report with a section on each of many matters, and lists of names and papers."""
        chance = self._chance
        body = chance.choice([b for b in self._world.bodies if b.symbol in {"UBND", "HU", "TU", "MTTQ", "HND"}])
        day, pages = _day(chance), chance.choice((4, 5, 5, 6))
        draft = Draft(chance, self._world, body, day)
        near = [s for s in subjects if body.district in {None, s.place.district}]
        sections = tuple(chance.sample(near, min(len(near), chance.randint(5, 11))))
        for subject in sections:
            draft.paragraphs.append(
                f"{chance.choice(('Về', 'Công tác', 'Đối với việc'))} {subject.deed} {subject.matter} tại xã {subject.place.commune}:"
            )
            for template in chance.sample(self._bank["domains"][subject.domain]["sentences"], 2):
                draft.add(template, subject, own=True)
            draft.add(chance.choice(self._bank["prose"]["report"]))
        named = chance.sample(self._world.people[40:], 14)
        draft.people.update(named)
        draft.paragraphs.append("Danh sách được biểu dương, bổ nhiệm, điều động trong kỳ: " + "; ".join(named) + ".")
        earlier = [paper for paper in self.papers.values() if abs((paper.day - day).days) < 400]
        cited = chance.sample(earlier, min(len(earlier), 4))
        draft.paragraphs.append("Các văn bản đã triển khai:")
        draft.paragraphs += [citation_of(paper, chance) for paper in cited]
        period = chance.choice(
            (f"năm {day.year}", f"6 tháng đầu năm {day.year}", f"quý III năm {day.year}", "giữa nhiệm kỳ")
        )
        where = f"huyện {body.district}" if body.district else "tỉnh Phú Lĩnh"
        what = "công tác xây dựng Đảng" if body.party else "kinh tế - xã hội, quốc phòng - an ninh"
        title = f"Tình hình thực hiện nhiệm vụ {what} {period} của {where}"
        cites = tuple(paper.id for paper in cited)
        self._keep(draft, "Báo cáo", title, pages, f"{next(self._files):04d}", sections=sections, cites=cites)


def term_of(year: int) -> tuple[int, int]:
    """The term in which a year lies."""
    return next(term for term in TERMS if term[0] <= year <= term[1])


def _day(chance: random.Random) -> date:
    return date(1997, 1, 1) + timedelta(days=chance.randrange(22 * 365))
