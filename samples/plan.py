"""What the made-up archive holds: its fonds, files and documents, read from the two plan tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
AGENCY = "H42"
PROVINCE = "Phú Lĩnh"
FONDS = {"041": "Tỉnh ủy Phú Lĩnh", "112": "Ủy ban nhân dân tỉnh Phú Lĩnh"}
TERMS = {  # of the made-up Party organisation: from the day after one congress closed to the close of the next
    "2005-2010": (date(2005, 12, 17), date(2010, 10, 22)),
    "2010-2015": (date(2010, 10, 23), date(2015, 10, 15)),
    "2015-2020": (date(2015, 10, 16), date(2020, 10, 20)),
}


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuing body: the two lines printed top left, its name in full, and whether it is a Party body."""

    lines: tuple[str, ...]
    name: str
    party: bool


ISSUERS = {
    "tu": Issuer(("TỈNH ỦY PHÚ LĨNH",), "Tỉnh ủy Phú Lĩnh", party=True),
    "tu-bch": Issuer(("ĐẢNG BỘ TỈNH PHÚ LĨNH", "BAN CHẤP HÀNH"), "Ban Chấp hành Đảng bộ tỉnh Phú Lĩnh", party=True),
    "tu-btv": Issuer(("TỈNH ỦY PHÚ LĨNH", "BAN THƯỜNG VỤ"), "Ban Thường vụ Tỉnh ủy Phú Lĩnh", party=True),
    "vptu": Issuer(("TỈNH ỦY PHÚ LĨNH", "VĂN PHÒNG"), "Văn phòng Tỉnh ủy Phú Lĩnh", party=True),
    "btg": Issuer(("TỈNH ỦY PHÚ LĨNH", "BAN TUYÊN GIÁO"), "Ban Tuyên giáo Tỉnh ủy Phú Lĩnh", party=True),
    "btc": Issuer(("TỈNH ỦY PHÚ LĨNH", "BAN TỔ CHỨC"), "Ban Tổ chức Tỉnh ủy Phú Lĩnh", party=True),
    "bnc": Issuer(("TỈNH ỦY PHÚ LĨNH", "BAN NỘI CHÍNH"), "Ban Nội chính Tỉnh ủy Phú Lĩnh", party=True),
    "ubkt": Issuer(("TỈNH ỦY PHÚ LĨNH", "ỦY BAN KIỂM TRA"), "Ủy ban Kiểm tra Tỉnh ủy Phú Lĩnh", party=True),
    "hu-bangsa": Issuer(("HUYỆN ỦY BẰNG SA", "BAN THƯỜNG VỤ"), "Ban Thường vụ Huyện ủy Bằng Sa", party=True),
    "ubnd": Issuer(("ỦY BAN NHÂN DÂN", "TỈNH PHÚ LĨNH"), "Ủy ban nhân dân tỉnh Phú Lĩnh", party=False),
    "ubnd-bangsa": Issuer(("ỦY BAN NHÂN DÂN", "HUYỆN BẰNG SA"), "Ủy ban nhân dân huyện Bằng Sa", party=False),
    "hdnd": Issuer(("HỘI ĐỒNG NHÂN DÂN", "TỈNH PHÚ LĨNH"), "Hội đồng nhân dân tỉnh Phú Lĩnh", party=False),
    "vpubnd": Issuer(("UBND TỈNH PHÚ LĨNH", "VĂN PHÒNG"), "Văn phòng Ủy ban nhân dân tỉnh Phú Lĩnh", party=False),
}


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file (hồ sơ) as the inventory describes it."""

    key: str  # 041-01-0007
    term: str
    first: date
    last: date
    retention: str
    condition: str
    access: str  # as the workbook says it: Công khai, Có điều kiện
    title: str

    @property
    def reference(self) -> str:
        """The full reference of the file."""
        return f"{AGENCY}-{self.key}"


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """One document: what is printed on it, and what carries it."""

    key: str  # 041-01-0007-001
    kind: str
    pages: int
    type: str
    number: str
    date: date
    issuer: Issuer
    authority: tuple[str, ...]
    signer: str
    topics: tuple[str, ...]
    abstract: str  # as printed, with its V/v
    remarks: tuple[str, ...]

    @property
    def reference(self) -> str:
        """The full reference of the document."""
        return f"{AGENCY}-{self.key}"

    @property
    def file_key(self) -> str:
        """The key of the file that holds it."""
        return self.key.rsplit("-", 1)[0]

    @property
    def title(self) -> str:
        """The abstract without the V/v of official letters."""
        return self.abstract.removeprefix("V/v ")

    @property
    def secret(self) -> bool:
        """Whether the paper is marked Mật."""
        return "secret" in self.remarks

    @property
    def same_as(self) -> str | None:
        """The key of the document that is another scan of the same paper."""
        return self.remark("same")

    def remark(self, name: str) -> str | None:
        """The value of a remark written `name:value`."""
        found = [r.partition(":")[2] for r in self.remarks if r.startswith(f"{name}:")]
        return found[0] if found else None

    @property
    def blanks(self) -> tuple[str, ...]:
        """The fields whose workbook cells are left blank."""
        return tuple((self.remark("blank") or "").split(",")) if self.remark("blank") else ()


def _rows(name: str) -> list[list[str]]:
    """The cells of one plan table, comments left out."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def files() -> list[PlannedFile]:
    """All files, in the order of their references."""
    return [
        PlannedFile(key, term, date.fromisoformat(first), date.fromisoformat(last), retention, condition, access, title)
        for key, term, first, last, retention, condition, access, title in _rows("plan_files.txt")
    ]


def documents() -> list[PlannedDocument]:
    """All documents, in the order of their references."""
    return [
        PlannedDocument(
            key, kind, int(pages), type_name, number, date.fromisoformat(day), ISSUERS[issuer],
            tuple(authority.split(";")), signer, tuple(topics.split(",")), abstract,
            tuple(r for r in remarks.split(" ") if r),
        )
        for key, kind, pages, type_name, number, day, issuer, authority, signer, topics, abstract, remarks
        in _rows("plan_documents.txt")
    ]  # fmt: skip
