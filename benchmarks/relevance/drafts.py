"""Papers as they are known, and as they are written: sentences filled from the word bank, titles, citations, the printed form."""

import random
import re
from dataclasses import dataclass, field
from datetime import date

from benchmarks.relevance.world import Body, Subject, World

_BEFORE_TITLE = {
    "Kế hoạch": "",
    "Chương trình": "",
    "Hướng dẫn": "",
    "Đề án": "",
    "Biên bản": "",
    "Báo cáo": "kết quả ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper and what its writer knows of it.

    `subject` is what it is about, `sections` what it has a section on, `cites` the papers it names with number and title;
    `person` whom a serial paper is about, `people` and `companies` whom its text names. `sayings` are sentences of its own.
    `described` tells whether the inventory describes it, or only the scan does. `decomposed` text is in NFD.
    """

    id: str
    file: str
    type: str
    number: str
    body: Body
    day: date
    title: str
    signer: str
    paragraphs: tuple[str, ...]
    pages: int
    subject: Subject | None = None
    sections: tuple[Subject, ...] = ()
    cites: tuple[str, ...] = ()
    person: str | None = None
    people: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    sayings: tuple[str, ...] = ()
    abbreviating: bool = False
    described: bool = True
    decomposed: bool = False

    @property
    def ordinal(self) -> int:
        """The figure at the beginning of its number."""
        return int(re.match(r"\d+", self.number).group())  # type: ignore[union-attr]


@dataclass(slots=True)
class Draft:
    """A paper that is being written: its text so far, and whom it names."""

    chance: random.Random
    world: World
    body: Body
    day: date
    paragraphs: list[str] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    companies: set[str] = field(default_factory=set)
    sayings: list[str] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Words written so far."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    def add(self, template: str, subject: Subject | None = None, *, own: bool = False, **given: str) -> None:
        """Fill a sentence and put it on; `own` ones are what a reader may remember of this paper."""
        chance, world = self.chance, self.world
        person, company = chance.choice(world.people), chance.choice(world.companies)
        place = subject.place if subject else chance.choice(world.places)
        values = {
            "k": person, "c": company, "x": place.commune, "h": place.district, "b": self.body.name, "y": str(self.day.year),
            "o": f"{subject.matter} xã {place.commune}" if subject else "", "v": subject.matter if subject else "",
            "n": str(chance.randint(2, 97)), "m": str(chance.randint(3, 480)), "p": str(chance.randint(80, 900)),
            "t": f"{chance.randint(12, 990)} {chance.choice(('triệu đồng', 'triệu đồng', 'tỷ đồng'))}",
            "g": str(chance.randint(1, 12)), "l": chance.choice(world.hamlets), "d": "",
        } | given  # fmt: skip
        if "{k}" in template:
            self.people.add(values["k"])
        if "{c}" in template:
            self.companies.add(values["c"])
        sentence = template.format(**values)
        self.paragraphs.append(sentence[:1].upper() + sentence[1:])
        if own:
            self.sayings.append(self.paragraphs[-1])


def title_of(subject: Subject, type_: str, chance: random.Random) -> str:
    """The abstract of a paper on a subject, in the grammar of its type."""
    place = chance.choice((
        f"tại xã {subject.place.commune}, huyện {subject.place.district}",
        f"xã {subject.place.commune} huyện {subject.place.district}",
        f"trên địa bàn xã {subject.place.commune}",
        f"ở xã {subject.place.commune}",
    ))  # fmt: skip
    before = _BEFORE_TITLE.get(type_, chance.choice(("Về việc ", "Về ")))
    title = f"{before}{subject.deed} {subject.matter} {place}"
    return title[:1].upper() + title[1:]


def citation_of(paper: Paper, chance: random.Random) -> str:
    """A paper as others name it: its number and abstract, and mostly its day and body."""
    about = paper.title[:1].lower() + paper.title[1:]
    about = about if about.startswith("về") else f"về {about}"
    day = f"ngày {paper.day.day} tháng {paper.day.month} năm {paper.day.year}"
    form = chance.choice((
        "Căn cứ {type} số {number} {day} của {body} {about};",
        "Thực hiện {type} số {number} của {body} {about};",
        "Xét đề nghị tại {type} số {number} {day} {about};",
        "Theo {type} {number} {day} của {body} {about}.",
    ))  # fmt: skip
    return form.format(type=paper.type, number=paper.number, day=day, body=paper.body.name, about=about)


def laid_out(draft: Draft, type_: str, number: str, title: str, signer: str) -> list[str]:
    """The paper as it is printed: its head, its text in the grammar of its kind, and who signed it."""
    body, day = draft.body, draft.day
    above = "ĐẢNG BỘ TỈNH PHÚ LĨNH" if body.party else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto = "ĐẢNG CỘNG SẢN VIỆT NAM" if body.party else "Độc lập - Tự do - Hạnh phúc"
    head = [
        above,
        body.name.upper(),
        motto,
        f"Số: {number}",
        f"Phú Lĩnh, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
    ]
    head += [type_.upper(), title]
    numbered = draft.chance.random() < 0.5
    articles = type_ in {"Quyết định", "Nghị quyết"}
    text = []
    for at, paragraph in enumerate(draft.paragraphs, start=1):
        mark = f"Điều {at}. " if articles and numbered else f"{at}. " if numbered else ""
        text.append(mark + paragraph)
    recipients = "Nơi nhận: như trên; lưu " + ("Văn phòng." if body.party else "VT.")
    place = "T/M BAN THƯỜNG VỤ" if body.party else "TM. CƠ QUAN"
    return [
        *head,
        *text,
        recipients,
        f"{place} {draft.chance.choice(('BÍ THƯ', 'PHÓ BÍ THƯ', 'CHỦ TỊCH', 'GIÁM ĐỐC'))}",
        signer,
    ]
