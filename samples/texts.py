"""Writes the made-up papers: picks sentences from the bank, fills in invented names and figures, composes by type."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from samples.plan import PlannedDocument

BANK = Path(__file__).parent / "bank"
SOFT_HYPHEN = "~"  # in the bank: a word may be broken here at the end of a line

COMMUNES = (
    "Khuổi Vạn", "Nà Thặng", "Bản Sảng", "Lũng Pjàng", "Pác Lũng", "Nà Bjoóc", "Khuổi Lạn", "Tả Sủng Phìn", "Nậm Chẳng",
    "Đông Hạc", "Vĩnh Tuyền", "Thượng Khoáng", "Hạ Khoáng", "Bó Luông Mạ", "Phiêng Cát", "Cốc Rầy", "Thôm Ỏ", "Tân Quỳ",
    "Minh Sương", "An Trạch Hạ", "Suối Vôi", "Đèo Gạo", "Xuân Lũng", "Lão Chải Sa", "Nà Hin Đeng", "Bản Chuông", "Yên Mạc",
    "Hồng Quế", "Quảng Khê Thượng", "Phja Đén Nọi", "Kim Lạc", "Tràng Hương", "Sín Pao Chải", "Mường Vạt", "Thanh Cọ",
)  # fmt: skip
DISTRICTS = (
    "huyện Bằng Sa",
    "huyện Yên Thượng",
    "huyện Tân Hạc",
    "huyện Nậm Thản",
    "huyện Vĩnh Lũng",
    "thị xã Phú Lĩnh",
)
PEOPLE = (
    "Tạ Hữu Chuyên", "Mạc Đình Thản", "Chu Thị Hiền Vạn", "Hứa Thị Quyên Sương", "Lục Văn Thuyên", "Quách Thị Ngân Hạc",
    "Ma Đình Khoáng", "Sầm Ngọc Đoạt", "Triệu Mùi Chiêm", "Mông Thế Duẩn", "Vương Thúc Đàm", "Nguyễn Bá Tường Lũng",
)  # fmt: skip
BODIES = {
    True: ("Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy", "Ban Dân vận Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy"),
    False: ("Văn phòng Ủy ban nhân dân tỉnh", "Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp", "Sở Kế hoạch và Đầu tư"),
}  # fmt: skip
TOPIC_NAMES = {
    "farming": "sản xuất nông nghiệp", "forestry": "bảo vệ và phát triển rừng", "schools": "giáo dục và đào tạo",
    "party": "xây dựng Đảng", "irrigation": "thủy lợi và phòng chống thiên tai", "land": "quản lý đất đai",
    "health": "chăm sóc sức khỏe nhân dân", "budget": "thu, chi ngân sách", "religion": "dân tộc, tôn giáo",
    "security": "quốc phòng, an ninh", "roads": "giao thông, điện nông thôn", "trade": "công thương, du lịch",
    "inspection": "kiểm tra, giám sát", "records": "văn thư, lưu trữ",
}  # fmt: skip

Block = tuple[str, str]  # style and text


class Dice:
    """Seeded choices and figures: the same seed writes the same paper."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def pick(self, among: list[str] | tuple[str, ...]) -> str:
        """One of several."""
        return among[int(self._rng.integers(len(among)))]

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self._rng.integers(low, high + 1))

    def chance(self, share: float) -> bool:
        """True in that share of the throws."""
        return bool(self._rng.random() < share)


class Bank:
    """The sentences by topic and by sort (+ task, = fact, - trouble); the least used come first."""

    def __init__(self) -> None:
        self.units: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.frames: dict[str, list[str]] = defaultdict(list)
        self.used: Counter[str] = Counter()
        for path in sorted(BANK.glob("*.txt")):
            section = ""
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith("## "):
                    section = line[3:]
                elif path.stem == "frames":
                    self.frames[section].append(line.strip())
                else:
                    self.units[path.stem, line[0]].append(line[2:])

    def unit(self, dice: Dice, topics: tuple[str, ...], sort: str, taken: set[str]) -> str:
        """One of the least used sentences of a sort, on these topics; on any other once all of them are taken."""
        among = [u for topic in topics for u in self.units[topic, sort] if u not in taken]
        among = among or [u for (_, its), units in self.units.items() if its == sort for u in units if u not in taken]
        chosen = self._least(dice, among)
        taken.add(chosen)
        return chosen

    def frame(self, dice: Dice, section: str) -> str:
        """One of the least used phrases of a section."""
        return self._least(dice, self.frames[section])

    def _least(self, dice: Dice, among: list[str]) -> str:
        fewest = min(self.used[unit] for unit in among)
        chosen = dice.pick([unit for unit in among if self.used[unit] <= fewest])
        self.used[chosen] += 1
        return chosen


def vietnamese_day(day: date) -> str:
    """A date as papers print it: days below 10 and January, February with a leading zero."""
    return (
        f"{day.day:02d} tháng {day.month:02d} năm {day.year}"
        if day.month < 3
        else f"{day.day:02d} tháng {day.month} năm {day.year}"
    )


def old_spelling(text: str) -> str:
    """The tone mark on the second vowel of oa, oe, uy, as most papers before 2012 have it (hoá, khoẻ, uỷ)."""
    marked = {"oa": ("óòỏõọ", "áàảãạ", "a"), "oe": ("óòỏõọ", "éèẻẽẹ", "e"), "uy": ("úùủũụ", "ýỳỷỹỵ", "y")}
    for first, (before, after, plain) in marked.items():
        for was, now in zip(before + before.upper(), after + after.upper(), strict=True):
            base = first[0].upper() if was.isupper() else first[0]
            ending = f"[{plain}{plain.upper()}]" if was.isupper() else plain
            text = re.sub(
                rf"(?<![qQ]){was}{ending}(?!\w)",
                lambda m, b=base, n=now: b + (n.lower() if m[0][1].islower() else n),
                text,
            )
    return text


class Writer:
    """Composes the body of one paper."""

    def __init__(self, bank: Bank, paper: PlannedDocument, seed: int) -> None:
        self.bank, self.paper, self.dice = bank, paper, Dice(seed)
        self.taken: set[str] = set()  # no sentence twice in a paper

    def fill(self, text: str) -> str:
        """Choose among [a|b] and fill every {slot} with an invented name or figure."""
        dice, year = self.dice, self.paper.date.year
        text = re.sub(r"\[([^\]]+)\]", lambda m: dice.pick(m[1].split("|")), text)
        first = dice.whole(0, len(COMMUNES) - 1)
        second = (first + dice.whole(1, len(COMMUNES) - 1)) % len(COMMUNES)
        earlier = [date(year - dice.whole(1, 3), dice.whole(1, 12), dice.whole(1, 28)) for _ in range(2)]
        slots = {
            "xa": COMMUNES[first], "xa2": COMMUNES[second], "huyen": dice.pick(DISTRICTS), "nguoi": dice.pick(PEOPLE),
            "so": str(dice.whole(11, 389)), "so2": str(dice.whole(12, 96)), "so0": str(dice.whole(15, 28)), "it": str(dice.whole(2, 19)),
            "ha": f"{dice.whole(12, 940)},{dice.whole(1, 9)}", "to": f"{dice.whole(1, 58)}.{dice.whole(0, 999):03d}",
            "pct": f"{dice.whole(3, 98)},{dice.whole(1, 9)}%", "ty": f"{dice.whole(2, 860)},{dice.whole(1, 9)}",
            "ngay": f"{dice.whole(1, 28):02d}/{dice.whole(1, 12)}/{year}", "nam": str(year),
            "quy": "quý " + dice.pick(("I", "II", "III", "IV")),
            "chude": TOPIC_NAMES[dice.pick(self.paper.topics)], "coquan": dice.pick(BODIES[self.paper.issuer.party]),
            "n1": f"{dice.whole(3, 98):02d}", "n2": str(dice.whole(101, 1980)),
            "d1": vietnamese_day(earlier[0]), "d2": vietnamese_day(earlier[1]),
            "y1": str(earlier[0].year), "y2": str(earlier[1].year), "khoa": "2005 - 2010" if year < 2011 else "2010 - 2015",
            "kyhieu": dice.pick(("BTCTU", "VPTU", "BTGTU", "HU")), "kyhieu2": dice.pick(("STC", "SNV", "SKHĐT", "STP")),
        }  # fmt: skip
        return re.sub(r"\{(\w+)\}", lambda m: slots[m[1]], text)

    def said(self, text: str, end: str = ".") -> str:
        """A sentence: filled, capital first, with its end."""
        text = self.fill(text)
        return text[0].upper() + text[1:] + end

    def unit(self, sort: str) -> str:
        """A sentence that this paper does not hold yet."""
        return self.bank.unit(self.dice, self.paper.topics, sort, self.taken)

    def task(self, end: str = ".") -> str:
        """What is to be done, sometimes with a lead and a purpose."""
        dice, text = self.dice, self.unit("+")
        if dice.chance(0.45):
            text = f"{self.bank.frame(dice, 'lead')} {text}"
        if dice.chance(0.45):
            text += self.bank.frame(dice, "purpose")
        return self.said(text, end)

    def facts(self, count: int) -> str:
        """A paragraph of what has been done and what went wrong."""
        sentences = [self.said(self.unit("=")) for _ in range(count)]
        if self.dice.chance(0.5):
            trouble = self.unit("-")
            sentences.append(self.said(f"{self.bank.frame(self.dice, 'but')} {trouble}"))
        return " ".join(sentences)

    def tasks(self, count: int) -> str:
        """A paragraph of things to be done."""
        return " ".join(self.task() for _ in range(count))

    def basis(self) -> list[Block]:
        """Legal-basis lines: full of numbers and dates that are not the paper's own."""
        lines = self.bank.frames["party-basis" if self.paper.issuer.party else "state-basis"]
        if self.paper.issuer.party and self.paper.date.year > 2012:
            lines = [line.removeprefix("- ") for line in lines]
        order = sorted(range(len(lines) - 1), key=lambda _: self.dice.whole(0, 9999))[:3]
        return [("basis", self.fill(lines[i]).rstrip(",;") + ";") for i in sorted(order)] + [
            ("basis", self.fill(lines[-1]))
        ]

    def body(self, words: int) -> list[Block]:
        """The body of the paper, of about so many words."""
        kind = self.paper.type
        blocks: list[Block] = []
        if kind in ("Quyết định", "Quy định") or (
            kind in ("Nghị quyết", "Kế hoạch", "Hướng dẫn") and self.dice.chance(0.7)
        ):
            blocks += self.basis()
        if kind in ("Quyết định", "Quy định"):
            return blocks + self.articles(kind, words - _words(blocks))
        if kind == "Biên bản":
            blocks += self.minutes_head()
        blocks.append(("para", self.said(self.bank.frame(self.dice, "opening"), "")))
        closing = ("para", self.said(self.bank.frame(self.dice, "closing"), ""))
        rest = max(words - _words(blocks) - _words([closing]), 60)
        return (
            blocks
            + (self.letter(rest) if kind in ("Công văn", "Thông báo", "Chỉ thị") else self.chapters(rest))
            + [closing]
        )

    def minutes_head(self) -> list[Block]:
        """Time, place and those present."""
        hour, commune = self.dice.whole(7, 9), self.dice.pick(COMMUNES)
        return [
            (
                "para",
                f"Hôm nay, hồi {hour} giờ 30 phút, tại hội trường trụ sở xã {commune}, hội nghị được tiến hành với thành phần sau:",
            ),
            ("item", f"1. Đồng chí {self.paper.signer}, chủ trì hội nghị;"),
            ("item", f"2. Đồng chí {self.dice.pick(PEOPLE)}, thư ký;"),
            ("item", self.fill("3. Đại diện các ngành liên quan và {it} hộ dân xã {xa} (có danh sách kèm theo).")),
        ]

    def letter(self, words: int) -> list[Block]:
        """Numbered paragraphs of tasks, one in four of facts."""
        blocks: list[Block] = []
        while _words(blocks) < words:
            text = self.facts(2) if self.dice.chance(0.3) else self.tasks(self.dice.whole(1, 2))
            blocks.append(("para", f"{len(blocks) + 1}. {text}"))
        return blocks

    def chapters(self, words: int) -> list[Block]:
        """Situation, tasks, carrying out: the three chapters of long papers."""
        blocks: list[Block] = [("head", "I. TÌNH HÌNH VÀ KẾT QUẢ")]
        while _words(blocks) < words * 0.45:
            blocks.append(("para", self.facts(self.dice.whole(1, 3))))
        blocks += [("para", self.bank.frame(self.dice, "cause")), ("head", "II. NHIỆM VỤ, GIẢI PHÁP")]
        number = 0
        while _words(blocks) < words * 0.85:
            number += 1
            blocks.append(("para", f"{number}. {self.tasks(self.dice.whole(1, 2))}"))
        blocks.append(("head", "III. TỔ CHỨC THỰC HIỆN"))
        while _words(blocks) < words:
            blocks.append(("item", "- " + self.task(";")))
        blocks[-1] = (blocks[-1][0], blocks[-1][1].rstrip(";.") + ".")
        return blocks

    def articles(self, kind: str, words: int) -> list[Block]:
        """The articles of a decision or a regulation."""
        blocks: list[Block] = [("caps", kind.upper())]
        number = 0
        while _words(blocks) < words:
            number += 1
            blocks.append(("article", f"Điều {number}. {self.task()}"))
            if number == 1 or self.dice.chance(0.5):
                blocks += [("item", f"{i}. {self.task()}") for i in range(1, self.dice.whole(2, 4))]
        who = self.fill("Chánh {coquan}").replace("Chánh Sở", "Giám đốc Sở")
        who = who.replace("Chánh Ban", "Trưởng Ban").replace("Chánh Ủy ban", "Chủ nhiệm Ủy ban")
        end = f"Điều {number + 1}. {who}, thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành {kind.lower()} này kể từ ngày ký."
        return [*blocks, ("article", end)]


def _words(blocks: list[Block]) -> int:
    return sum(len(text.split()) for _, text in blocks)


def composed(text: str) -> str:
    """The text in NFC, the one form of the truth."""
    return unicodedata.normalize("NFC", text)
