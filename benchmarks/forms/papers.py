"""The made-up papers: what each says (its truth) and how it prints it. The same seed and index give the same paper."""

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from benchmarks.forms import wordings
from benchmarks.forms.bodies import SEAT, Body, youth_union
from benchmarks.forms.first_words import FIRST
from benchmarks.forms.printing import Piece, printed_date, printed_number
from benchmarks.forms.unseen_words import UNSEEN
from benchmarks.forms.vocabulary import Vocabulary

# The forms: first and last year, how many of a hundred papers, how many of ten typewritten.
FORMS = {
    "party-old": (1962, 1997, 11, 8),
    "party-1998": (1998, 2003, 11, 3),
    "party-2004": (2004, 2017, 17, 0),
    "party-2018": (2018, 2025, 12, 0),
    "state-old": (1978, 2004, 15, 6),
    "state-2005": (2005, 2010, 10, 0),
    "state-2011": (2011, 2019, 10, 0),
    "state-2020": (2020, 2025, 7, 0),
    "organisation": (1996, 2024, 5, 2),
    "joint": (2000, 2022, 2, 0),
}
PARTY_TYPES = {
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Quy định": "QĐ", "Quy chế": "QC", "Chỉ thị": "CT", "Kết luận": "KL", "Thông báo": "TB",
    "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH", "Đề án": "ĐA", "Báo cáo": "BC", "Tờ trình": "TTr", "Biên bản": "BB",
    "Giấy mời": "GM", "Công văn": "CV", "Thông tri": "TT",
}  # fmt: skip
STATE_TYPES = {
    "Quyết định": "QĐ", "Chỉ thị": "CT", "Thông báo": "TB", "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH", "Phương án": "PA",
    "Đề án": "ĐA", "Báo cáo": "BC", "Biên bản": "BB", "Tờ trình": "TTr", "Công điện": "CĐ", "Giấy mời": "GM", "Công văn": "",
}  # fmt: skip
FREQUENT = {"Nghị quyết": 3, "Quyết định": 5, "Công văn": 5, "Báo cáo": 4, "Thông báo": 3, "Tờ trình": 2, "Kế hoạch": 2}
UNSEEN_SEED = 8831
WORDS = {UNSEEN_SEED: UNSEEN}  # seeds whose papers have words of their own; all others share `FIRST`
DAMAGES = ("clean", "skewed", "noisy", "faded", "jpeg", "shadow", "bilevel")
_LAST_TYPED = 2003  # the year after which no office typed its papers by machine
ARRIVALS = ("CÔNG VĂN ĐẾN", "ĐẾN", "VĂN BẢN ĐẾN")
COPIES = (
    ("Sao y", ("SAO Y BẢN CHÍNH", "SAO Y"), "SY"),
    ("Sao lục", ("SAO LỤC", "BẢN SAO LỤC"), "SL"),
    ("Trích sao", ("TRÍCH SAO",), "TrS"),
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a paper says of itself; empty where it says nothing. `issuer` is None where two bodies issued it together."""

    number: str
    type: str
    date: str
    issuer: str | None
    title: str
    signers: tuple[str, ...]
    secrecy: str
    urgency: str
    copy_kind: str
    recipients: tuple[str, ...]
    cited: tuple[str, ...]
    language: str = "Tiếng Việt"


@dataclass(frozen=True, slots=True)
class Arrival:
    """The stamp of an office that received the paper, or of one that copied it: heading and lines."""

    heading: str
    lines: tuple[str, ...]
    at_foot: bool = False


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature: lines above the name (authority, titles), the name as printed, whether `(đã ký)` stands for a hand."""

    titles: tuple[str, ...]
    name: str
    stated: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its truth and all that is printed on it."""

    name: str
    form: str
    damage: str
    truth: Truth
    body: Body
    family: str
    number: tuple[Piece, ...]
    dated: tuple[Piece, ...]
    layout: str
    subject: str
    basis: tuple[str, ...]
    text: tuple[str, ...]
    signings: tuple[Signing, ...]
    addressed: bool
    annexed: tuple[str, ...]
    annex: bool
    over_text: bool
    stamps: tuple[Arrival, ...] = field(default=())


def paper(seed: int, index: int) -> Paper:
    """The paper of this index of this seed."""
    dice = Random(f"forms/{seed}/{index}")
    words = WORDS.get(seed, FIRST)
    form = dice.choices(list(FORMS), weights=[share for _, _, share, _ in FORMS.values()])[0]
    first, last, _, typed = FORMS[form]
    when = date.fromordinal(dice.randint(date(first, 1, 1).toordinal(), date(last, 12, 28).toordinal()))
    body = _body(form, words, dice, when.year)
    party = form.startswith("party")
    kind = _kind(form, body, dice, when.year)
    number, canonical = printed_number(form, body, kind, PARTY_TYPES if party else STATE_TYPES, when.year, dice)
    dated, iso = printed_date(form, body.place, when, dice)
    cited = tuple(_cited(words, party, when, dice) for _ in range(dice.choice((0, 1, 2, 2, 3))))
    named, in_title, _ = _cited(words, party, when, dice)
    if kind == "Quyết định" and not cited:
        cited = (_cited(words, party, when, Random(f"basis/{seed}/{index}")),)
    title = wordings.abstract(kind, words, dice, when.year, f"{named} số {in_title}", body.name)
    if not (party and when.year >= 2004 and dice.random() < 0.6):
        title = title[0].upper() + title[1:]
    addressed = kind in {"Công văn", "Tờ trình", "Giấy mời"} or (kind == "Báo cáo" and dice.random() < 0.3)
    receivers = dice.sample(words.party_receivers if party else words.state_receivers, dice.randint(2, 4))
    receivers.append("Lưu Văn phòng" if party else "Lưu: VT")
    signings, signers = _signings(form, words, body, dice, when.year)
    text = wordings.paragraphs(words, dice, when.year, dice.choice((1, 2, 2, 3, 4, 6, 9)))
    copy = dice.choice(COPIES) if dice.random() < 0.09 else None
    stamps = [copy_stamp(words, copy[1], copy[2], party, body, dice, when)] if copy else []
    if dice.random() < 0.12:
        stamps.append(arrival(dice, when))
    truth = Truth(
        canonical, kind, iso, None if form == "joint" else body.name, title, signers,
        dice.choices(("", "Mật", "Tối mật", "Tuyệt mật"), (89, 7, 3, 1))[0],
        dice.choices(("", "Khẩn", "Thượng khẩn", "Hỏa tốc"), (91, 4, 2, 3))[0],
        copy[0] if copy else "",
        tuple(dice.sample(words.addressees, dice.choice((1, 1, 1, 2)))) if addressed else tuple(receivers),
        tuple(dict.fromkeys(number for _, number, _ in cited if number != canonical)),
    )  # fmt: skip
    if in_title in title and in_title not in truth.cited and in_title != canonical:
        truth = replace(truth, cited=(in_title, *truth.cited))
    return Paper(
        name=f"{form}-{seed}-{index:03}",
        form=form,
        damage=dice.choices(DAMAGES, (20, 16, 14, 14, 14, 12, 10))[0],
        truth=truth,
        body=body,
        family=_family(typed, when.year, dice),
        number=number,
        dated=dated,
        layout=_layout(form, dice),
        subject=_subject(kind, title, form, dice),
        basis=tuple(f"{opening} {kind_} số {number}{rest}" for (kind_, number, rest), opening in zip(cited, _bases(dice), strict=False)),
        text=(*text, dice.choice(words.closings)),
        signings=signings,
        addressed=addressed,
        annexed=words.annexed,
        annex=dice.random() < 0.1,
        over_text=dice.random() < 0.15,
        stamps=tuple(stamps),
    )  # fmt: skip


def receivers_printed(of: Paper) -> tuple[str, ...]:
    """What stands under `Nơi nhận`."""
    if not of.addressed:
        return of.truth.recipients
    return ("Như trên", "Lưu Văn phòng" if of.form.startswith("party") else "Lưu: VT")


def _body(form: str, words: Vocabulary, dice: Random, year: int) -> Body:
    if form == "organisation":
        return youth_union(dice, words.provinces) if dice.random() < 0.25 else words.organisation(dice)
    if form == "joint":
        province = words.party_body(dice, year).place
        return Body(
            (f"UBND TỈNH {province.upper()}", "SỞ NỘI VỤ - SỞ TÀI CHÍNH"), "", "LS-NV-TC", province,
            "", "GIÁM ĐỐC SỞ NỘI VỤ", "GIÁM ĐỐC SỞ TÀI CHÍNH", ("LS",),
        )  # fmt: skip
    return words.party_body(dice, year) if form.startswith("party") else words.state_body(dice, year)


def _kind(form: str, body: Body, dice: Random, year: int) -> str:
    party = form.startswith("party")
    types = dict(PARTY_TYPES if party else STATE_TYPES)
    if year > 2000:
        types.pop("Thông tri", None)
    if body.symbol == "HĐND":
        types = {"Nghị quyết": "NQ", "Thông báo": "TB", "Kế hoạch": "KH", "Báo cáo": "BC", "Công văn": ""}
    elif form == "joint":
        types = {"Hướng dẫn": "HD", "Thông báo": "TB", "Kế hoạch": "KH", "Tờ trình": "TTr"}
    elif not body.decides and not party:
        for kind in ("Quyết định", "Chỉ thị", "Công điện"):
            types.pop(kind)
    return dice.choices(list(types), weights=[FREQUENT.get(kind, 1) for kind in types])[0]


def _family(typed: int, year: int, dice: Random) -> str:
    """The face: a typewriter's in so many of ten papers, else mostly the one that offices came to use."""
    by_machine = dice.random() < typed / 10 and year <= _LAST_TYPED
    return "cursor" if by_machine else dice.choices(("termes", "schola", "heros"), (8, 1, 1))[0]


def _layout(form: str, dice: Random) -> str:
    """Where number and date stand: `left` and right as the forms have it, both `right`, or `line`: on one line of their own."""
    if form in {"party-old", "state-old", "party-1998"}:
        return dice.choices(("left", "right", "line"), (76, 12, 12))[0]
    return "left"


def _subject(kind: str, title: str, form: str, dice: Random) -> str:
    """How the abstract is printed."""
    if kind == "Công văn":
        return f"{dice.choice(('V/v', 'V/v:', 'v/v') if form.endswith('old') else ('V/v', 'V/v', 'V/v:'))} {title[0].lower()}{title[1:]}"
    return title


def _bases(dice: Random) -> list[str]:
    return (
        dice.sample(["- Căn cứ", "- Thực hiện", "- Xét", "- Tiếp theo"], 4) if dice.random() < 0.6 else ["Căn cứ"] * 4
    )


def _cited(words: Vocabulary, party: bool, when: date, dice: Random) -> tuple[str, str, str]:
    """A paper that another cites: its type, its number, and what follows (date and body)."""
    then = date(when.year - dice.randint(0, 3), dice.randint(1, 12), dice.randint(1, 28))
    if then >= when:
        then = then.replace(year=when.year - 1)
    place = dice.choice(words.cited_places)
    count = dice.randint(3, 420)
    if party or dice.random() < 0.2:
        kind, symbol = dice.choice((("Nghị quyết", "NQ"), ("Chỉ thị", "CT"), ("Quy định", "QĐ"), ("Kết luận", "KL")))
        issuer, sign = dice.choice(
            (("Bộ Chính trị", "TW"), (f"Tỉnh ủy {place}", "TU"), ("Ban Bí thư Trung ương Đảng", "TW"))
        )
        number = f"{count:02}-{symbol}/{sign}"
    elif dice.random() < 0.4:
        kind, issuer, number = "Nghị định", "Chính phủ", f"{count:02}/{then.year}/NĐ-CP"
    else:
        kind, symbol = dice.choice((("Quyết định", "QĐ"), ("Kế hoạch", "KH"), ("Tờ trình", "TTr")))
        issuer, number = f"Ủy ban nhân dân tỉnh {place}", f"{count:02}/{symbol}-UBND"
    day = dice.choice(
        (
            f"{then.day:02}/{then.month}/{then.year}",
            f"{then.day:02} tháng {then.month} năm {then.year}",
            f"{then.day}-{then.month}-{then.year}",
        )
    )
    return kind, number, f", ngày {day} của {issuer} {dice.choice(('về', 'quy định'))} {dice.choice(words.topics)};"


def _signings(
    form: str, words: Vocabulary, body: Body, dice: Random, year: int
) -> tuple[tuple[Signing, ...], tuple[str, ...]]:
    names = dice.sample(words.people, 2)
    capitals = dice.random() < (0.4 if year < 2000 else 0.04)
    stated = dice.random() < 0.15
    party = form.startswith("party")

    def signing(titles: tuple[str, ...], name: str) -> Signing:
        rank = dice.choice(words.ranks) if not capitals and dice.random() < 0.05 else ""
        return Signing(titles, name.upper() if capitals else rank + name, stated)

    if form == "joint":
        return (signing((body.leader,), names[0]), signing((body.deputy,), names[1])), tuple(names)
    sign = "/" if party else "."
    by = [body.head] if body.head else []
    turn = dice.random()
    if turn < 0.42:
        titles = (*by, body.leader)
    elif turn < 0.8:
        titles = (*by, f"K{sign}T {body.leader}" if party else f"KT. {body.leader}", body.deputy)
        if party and by:
            titles = (*by, body.deputy)
    elif turn < 0.9:
        whom = body.head.split(" ", 1)[1] if body.head else body.leader
        titles = (f"T{sign}L {whom}" if party else f"TL. {whom}", dice.choice(words.offices[:1]).upper())
    elif turn < 0.95 and not party:
        titles = (f"TUQ. {body.leader}", "TRƯỞNG PHÒNG TỔNG HỢP")
    else:
        titles = (*by, f"Q. {body.leader}")
    return (signing(titles, names[0]),), (names[0],)


def copy_stamp(  # noqa: PLR0917 - all that the stamp tells
    words: Vocabulary, headings: tuple[str, ...], symbol: str, party: bool, body: Body, dice: Random, when: date
) -> Arrival:
    """The form of a certified copy, with the copying office's own number and date."""
    later = date.fromordinal(min(when.toordinal() + dice.randint(3, 400), date(2025, 12, 30).toordinal()))
    sign = f"-BS/VP{body.symbol[:2]}" if party else f"/{symbol}-VP"
    lines = (
        f"Số {dice.randint(2, 90):02}{sign}",
        f"{SEAT if body.place == SEAT else body.place}, ngày {later.day:02} tháng {later.month:02} năm {later.year}",
        "CHÁNH VĂN PHÒNG",
        dice.choice(words.people[5:]),
    )
    return Arrival(dice.choice(headings), lines, at_foot=dice.random() < 0.6)


def arrival(dice: Random, when: date) -> Arrival:
    """The stamp of an office that a paper arrived at, some days later."""
    later = date.fromordinal(when.toordinal() + dice.randint(1, 20))
    lines = [f"Số: {dice.randint(20, 4100)}", f"Ngày: {later.day:02}/{later.month:02}/{later.year}", "Chuyển: ........"]
    return Arrival(dice.choice(ARRIVALS), tuple(lines[: dice.randint(2, 3)]))
