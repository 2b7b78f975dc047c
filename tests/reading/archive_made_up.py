"""A small made-up archive in a data folder: records with every level of access, texts by hand, one real PDF."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from archive.access import Access
from archive.descriptions import Field, Place, Source, Statement
from archive.pages import Box, PageText, Word
from catalogue.catalogue import Catalogue
from catalogue.descriptions import state
from catalogue.models import Document, File, RecordKind
from catalogue.originals import add_asset, page_id
from catalogue.page_work import mark_done
from catalogue.publication import enqueue
from catalogue.records import (
    Part,
    ensure_document,
    ensure_file,
    ensure_fonds,
    ensure_inventory,
    ensure_repository,
    ensure_term,
)
from indexer.publication import Publisher
from reading.reader import Reader
from search import SearchEngine

STAFF = Reader(frozenset(Access), "staff")
SERIES = 25  # documents of the file that is paged through
RESOLUTION = (
    "ĐẢNG BỘ TỈNH PHÚ LĨNH\nNGHỊ QUYẾT\nVề phát triển cây chè vùng cao\nTỉnh ủy quyết định trồng thêm 500 ha chè",
    "Các huyện ủy tổ chức thực hiện nghị quyết này\nĐại hội đại biểu giao Ban Thường vụ theo dõi",
    "Phụ lục\nDanh sách các xã trồng chè",
)
SECRET_WORD = "hầm-lưu-trữ-kín"
CONDITIONAL_WORD = "hồ-sơ-cán-bộ"


@dataclass(frozen=True)
class MadeUp:
    """Ids of the archive's records by what they are, and the bytes of its one real original."""

    resolution: str
    secret: str
    conditional: str
    in_secret_file: str
    formula: str
    file: str
    secret_file: str
    series: tuple[str, ...]
    resolution_pages: tuple[str, ...]
    secret_page: str
    conditional_page: str
    pdf: bytes

    @property
    def closed(self) -> tuple[str, ...]:
        """Documents that the public must never see."""
        return (self.secret, self.conditional, self.in_secret_file)


def page_of(text: str) -> PageText:
    """An upright A4 page with a printed line for each line of the text."""
    words = [
        Word(word, Box(0.1 + 0.07 * column, 0.2 + 0.03 * row, 0.06, 0.02), 0.93, row, 0)
        for row, line in enumerate(text.split("\n"))
        for column, word in enumerate(line.split())
    ]
    return PageText(tuple(words), 595.0, 842.0, confidence=0.93)


def pdf_of(pages: Sequence[str]) -> bytes:
    """A born-digital PDF with a line on each page."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.rect(72, 300, 200, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def fill(catalogue: Catalogue, folder: Path) -> MadeUp:
    """Enter the archive into an empty catalogue; `folder` is where the original lies before it is taken in."""
    pdf = pdf_of(["NGHI QUYET", "Trang hai", "Phu luc"])
    papers = {
        "nghi-quyet": pdf,
        **{name: pdf_of([name]) for name in ("bao-cao-mat", "danh-sach-kin", "trong-ho-so-kin")},
    }
    stored = {name: store(catalogue, folder / f"{name}.pdf", content) for name, content in papers.items()}
    with catalogue.begin() as session:
        repository = ensure_repository(session, "H42", "Kho Lưu trữ Phú Lĩnh")
        fonds = ensure_fonds(session, repository, "041", "Tỉnh ủy Phú Lĩnh")
        ensure_term(session, fonds, "2010-2015", date(2010, 10, 4), date(2015, 10, 20))
        inventory = ensure_inventory(session, fonds, "03", "Mục lục nhiệm kỳ 2010-2015")
        file = _file(session, inventory, "0123", "Tập nghị quyết của Tỉnh ủy năm 2012")
        for name, (sha256, size) in stored.items():
            sizes = [(595.0, 842.0)] * (3 if name == "nghi-quyet" else 1)
            add_asset(session, sha256=sha256, size=size, media_kind="pdf", page_sizes=sizes)
        sha256 = stored["nghi-quyet"][0]
        resolution = document_of(
            session,
            file,
            "001",
            RESOLUTION,
            {
                Field.NUMBER: "12-NQ/TU",
                Field.TYPE: "Nghị quyết",
                Field.TITLE: "Về phát triển cây chè vùng cao",
                Field.ISSUER: "Tỉnh ủy Phú Lĩnh",
                Field.SIGNER: "Đinh Văn Hạc",
                Field.DATE: "2012-03-05",
                Field.TERM: "2010-2015",
            },
            asset=sha256,
        )
        placed = Statement(Field.SUBJECT, "cây chè", Source.EXTRACTED, 0.8, Place(1, Box(0.1, 0.26, 0.3, 0.02)))
        state(session, resolution, [placed], who="made up")
        secret = document_of(
            session, file, "002", (f"Báo cáo về {SECRET_WORD}",),
            {Field.TITLE: f"Báo cáo {SECRET_WORD}", Field.TYPE: "Báo cáo mật", Field.ISSUER: "Ban Mật", Field.SECRECY: "Mật",
             Field.NUMBER: "77-BC/BM"},
            asset=stored["bao-cao-mat"][0],
        )  # fmt: skip
        conditional = document_of(
            session, file, "003", (f"Danh sách {CONDITIONAL_WORD} đại hội",),
            {Field.TITLE: f"Danh sách {CONDITIONAL_WORD}", Field.ACCESS: "conditional", Field.TYPE: "Danh sách kín"},
            asset=stored["danh-sach-kin"][0],
        )  # fmt: skip
        formula = document_of(
            session, file, "004", ("Bảng tính",), {Field.TITLE: "=HYPERLINK(cmd)", Field.TYPE: "Bảng kê"}
        )
        closed_file = _file(session, inventory, "0124", "Hồ sơ kín", Access.SECRET)
        hidden = document_of(
            session,
            closed_file,
            "001",
            ("Văn bản trong hồ sơ kín",),
            {Field.TITLE: "Văn bản hồ sơ kín"},
            asset=stored["trong-ho-so-kin"][0],
        )
        serial = _file(session, inventory, "0200", "Tập công văn đi năm 2013")
        series = [
            document_of(
                session,
                serial,
                f"{number:03}",
                (f"Công văn số {number} về việc thường kỳ",),
                {Field.TITLE: f"Công văn thường kỳ {number}", Field.TYPE: "Công văn", Field.DATE: "2013"},
            )
            for number in range(1, SERIES + 1)
        ]
        return MadeUp(
            resolution=resolution.id,
            secret=secret.id,
            conditional=conditional.id,
            in_secret_file=hidden.id,
            formula=formula.id,
            file=file.id,
            secret_file=closed_file.id,
            series=tuple(document.id for document in series),
            resolution_pages=tuple(page_id(sha256, index) for index in range(3)),
            secret_page=page_id(secret.parts[0].asset_sha256, 0),
            conditional_page=page_id(conditional.parts[0].asset_sha256, 0),
            pdf=pdf,
        )


def store(catalogue: Catalogue, offered: Path, content: bytes) -> tuple[str, int]:
    """The hash and size of an original, put into the store."""
    offered.write_bytes(content)
    sha256, size, _ = catalogue.assets.add(offered)
    return sha256, size


def publish(catalogue: Catalogue, engine: SearchEngine) -> None:
    """Bring all that waits to the engine, however long another publisher is at work."""
    Publisher(catalogue, engine, "test").run_out()


def _file(session: Session, inventory: object, code: str, title: str, access: Access = Access.PUBLIC) -> File:
    file, _ = ensure_file(session, inventory, code, f"H42-041-03-{code}", access=access)  # type: ignore[arg-type]
    state(session, file, [Statement(Field.TITLE, title, Source.INVENTORY)], who="inventory")
    return file


def document_of(
    session: Session,
    file: File,
    ordinal: str,
    pages: Sequence[str],
    fields: dict[Field, str],
    *,
    asset: str | None = None,
) -> Document:
    """A document of a file with pages that were read; on an original of its own unless `asset` names one."""
    reference = f"{file.reference}-{ordinal}"
    if asset is None:
        asset = hashlib.sha256(reference.encode()).hexdigest()
        add_asset(session, sha256=asset, size=10, media_kind="pdf", page_sizes=[None] * len(pages))
    document, _ = ensure_document(session, file, ordinal, reference, [Part(asset, 0, len(pages) - 1)])
    state(session, document, [Statement(f, v, Source.INVENTORY) for f, v in fields.items()], who="inventory")
    for index, text in enumerate(pages):
        mark_done(session, page_id(asset, index), page_of(text), "made-up 1.0")
    enqueue(session, RecordKind.DOCUMENT, [document.id])
    return document
