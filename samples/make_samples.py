"""Makes the sample archive: `python -m samples.make_samples` writes samples/delivery and samples/truth anew, always the same."""

from __future__ import annotations

import json
import shutil
import sys
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from samples import carriers, damage
from samples.layout import HEIGHT, WIDTH, Line, Page, typeset
from samples.paper import Grey, printed, signed
from samples.plan import AGENCY, FONDS, TERMS, PlannedDocument, PlannedFile, documents, files
from samples.texts import Bank, Block, Dice, Writer, composed, old_spelling
from samples.workbook import write_workbook

HERE = Path(__file__).parent
DOTS = {"light-200": 200, "dirty-grey": 200, "jpeg-set": 200}  # per inch; all others 300
ENDINGS = {"tiff": ".tif", "jpeg-set": "", "png-set": "", "second-scan": ".pdf"}  # all others .pdf
OLD_SPELLING_UNTIL = 2012
NO_TURN = np.array([[1.0, 0, 0], [0, 1.0, 0]])


@dataclass(slots=True)
class Side:
    """One delivered page: its image (none if born digital), what is printed on it, and where the scan put it."""

    page: Page
    image: Grey | None
    matrix: np.ndarray  # from printed pixels to those of the upright scan
    dpi: int
    rotation: int = 0  # the content is turned clockwise by so many degrees in the stored image
    blank: bool = False


def seed_of(key: str) -> int:
    """A seed that depends only on the reference."""
    return zlib.crc32(key.encode())


def copies(paper: PlannedDocument, dice: Dice) -> list[str]:
    """The recipients at the foot."""
    some = (
        [
            "- Văn phòng Trung ương Đảng (để báo cáo),",
            "- Thường trực Tỉnh ủy,",
            "- Các huyện ủy, thành ủy,",
            "- Ủy viên Ban Chấp hành,",
        ]
        if paper.issuer.party
        else [
            "- Thường trực Tỉnh ủy;",
            "- Chủ tịch, các Phó Chủ tịch;",
            "- Kho bạc Nhà nước tỉnh;",
            "- Các sở, ban, ngành;",
            "- Như trên;",
        ]
    )
    chosen = [line for line in some if dice.chance(0.7)] or some[:2]
    return [*chosen, "- Lưu Văn phòng." if paper.issuer.party else f"- Lưu: VT, {dice.pick(('TH', 'NN', 'VX', 'KT'))}."]


def compose(bank: Bank, paper: PlannedDocument) -> list[Page]:
    """Write a paper of just the planned number of pages."""
    seed = seed_of(paper.key)
    wanted = paper.pages - (1 if paper.kind == "blank-page" else 0)
    used = bank.used.copy()
    per_page = 300 if paper.kind == "typewritten" else 370
    for attempt in range(60):
        bank.used = used.copy()
        words = per_page * wanted - 230 + (attempt + 1) // 2 * (24 if attempt % 2 else -24)
        blocks: list[Block] = Writer(bank, paper, seed).body(max(words, 70))
        if not paper.issuer.party or paper.date.year > OLD_SPELLING_UNTIL:
            blocks[-1] = (blocks[-1][0], blocks[-1][1].rstrip(".") + "./.")
        recipients = copies(paper, Dice(seed + 1))
        if paper.issuer.party and paper.date.year < OLD_SPELLING_UNTIL:
            blocks = [(style, old_spelling(text)) for style, text in blocks]
            recipients = [old_spelling(line) for line in recipients]
            pages = typeset(_old(paper), blocks, recipients, seed + 2)
        else:
            pages = typeset(paper, blocks, recipients, seed + 2)
        if len(pages) == wanted and any(line.role == "body" for line in pages[-1].lines):
            return pages
    raise RuntimeError(f"{paper.key}: no text of {wanted} pages found")


def _old(paper: PlannedDocument) -> PlannedDocument:
    """The same paper with its header in the older spelling."""
    issuer = replace(paper.issuer, lines=tuple(old_spelling(line) for line in paper.issuer.lines))
    return replace(paper, issuer=issuer, abstract=old_spelling(paper.abstract))


def scan(paper: PlannedDocument, pages: list[Page], rng: np.random.Generator) -> list[Side]:
    """Scan each page the way its carrier does."""
    dpi = DOTS.get(paper.kind, 300)
    if paper.kind == "born-digital":
        return [Side(page, None, NO_TURN, dpi) for page in pages]
    inked = [printed(page, dpi, rng) for page in pages]
    if seed_of(paper.key) % 3 == 0:
        inked = [signed(image, page, dpi, rng) for image, page in zip(inked, pages, strict=True)]
    sides = []
    for index, page in enumerate(pages):
        degrees = 0.0
        if paper.kind == "skewed":
            degrees = float(rng.uniform(1.0, 2.8) * (1 if rng.random() < 0.5 else -1))
        elif paper.kind == "second-scan":
            degrees = 0.5
        shift = rng.uniform(-0.04, 0.04, 2) * dpi if paper.kind != "second-scan" else (0.09 * dpi, -0.07 * dpi)
        image, matrix = damage.moved(inked[index], degrees, float(shift[0]), float(shift[1]))
        if paper.kind == "dirty-grey":
            image = damage.dirty(image, inked[(index + 1) % len(inked)], rng)
        elif paper.kind == "jpeg-set":
            image = (40 + cv2.GaussianBlur(image, (0, 0), 0.6).astype(np.float32) * 0.8).astype(np.uint8)
        else:
            image = damage.bilevel(image, rng, 90 if paper.kind == "second-scan" else 25)
        rotation = 0
        if paper.kind == "rotated":
            rotation = 90
            image = np.ascontiguousarray(np.rot90(image, -1))
        sides.append(Side(page, image, matrix, dpi, rotation))
        if paper.kind == "blank-page" and index == 1:
            sides.append(Side(Page(), damage.blank(image.shape, rng), NO_TURN, dpi, blank=True))
    return sides


def deliver(paper: PlannedDocument, sides: list[Side], delivery: Path) -> Path:
    """Write the carrier of one paper; its path."""
    folder = delivery / "HSLTCQ" / f"{AGENCY}-{paper.file_key}"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (paper.reference + ENDINGS.get(paper.kind, ".pdf"))
    pages = [side.page for side in sides]
    images = [side.image for side in sides if side.image is not None]
    dpi = sides[0].dpi
    if paper.kind == "born-digital":
        carriers.born_digital_pdf(target, pages)
    elif paper.kind in ("garbage-layer", "nfd-layer"):
        carriers.layered_pdf(target, images, pages, garbage=paper.kind == "garbage-layer")
    elif paper.kind == "dirty-grey":
        carriers.grey_pdf(target, images, dpi)
    elif paper.kind == "tiff":
        carriers.tiff(target, images, dpi)
    elif paper.kind in ("jpeg-set", "png-set"):
        carriers.page_set(target, images, dpi, "jpg" if paper.kind == "jpeg-set" else "png")
    else:
        carriers.scanned_pdf(target, images, dpi)
    return target


def _box(line: Line, side: Side) -> list[float]:
    """The line's box on the upright scan: x, y, width, height in fractions."""
    scale = side.dpi / 72
    x0, y0, x1, y1 = (edge * scale for edge in line.box)
    corners = np.array([[x0, y0, 1], [x1, y0, 1], [x0, y1, 1], [x1, y1, 1]]) @ side.matrix.T
    size = np.array([WIDTH * scale, HEIGHT * scale])
    low, high = (corners.min(axis=0) / size).clip(0, 1), (corners.max(axis=0) / size).clip(0, 1)
    return [round(float(v), 4) for v in (*low, *(high - low))]


def truth_of(
    paper: PlannedDocument, file: PlannedFile, sides: list[Side], target: Path, delivery: Path
) -> dict[str, object]:
    """What a perfect reader would find in one document."""
    pages, breaks, broken = [], [], []
    for number, side in enumerate(sides, 1):
        lines = [{"text": composed(line.text), "box": _box(line, side), "role": line.role} for line in side.page.lines]
        pages.append({
            "text": "\n".join(str(line["text"]) for line in lines), "rotation": side.rotation, "blank": side.blank, "lines": lines,
        })  # fmt: skip
        body = [line.text for line in side.page.lines if line.role == "body"]
        broken += [
            {"page": number, "word": body[i].split()[-1][:-1] + body[i + 1].split()[0].rstrip(".,;:")}
            for i in range(len(body) - 1)
            if len(body[i]) > 1 and body[i].endswith("-") and body[i][-2].isalpha()
        ]
        if number > 1 and body and pages[-2]["body"]:
            before, after = str(pages[-2]["body"]).split()[-3:], body[0].split()[:3]
            breaks.append({"page": number - 1, "phrase": composed(" ".join(before + after))})
        pages[-1]["body"] = body[-1] if body else ""
    for page in pages:
        del page["body"]
    printed_title = (
        old_spelling(paper.title) if paper.issuer.party and paper.date.year < OLD_SPELLING_UNTIL else paper.title
    )
    return {
        "reference": paper.reference,
        "file": target.relative_to(delivery).as_posix(),
        "kind": paper.kind,
        "resolution": None if paper.kind == "born-digital" else sides[0].dpi,
        "same_as": f"{AGENCY}-{paper.same_as}" if paper.same_as else None,
        "fields": {
            "number": paper.number, "type": paper.type, "date": paper.date.isoformat(), "issuer": paper.issuer.name,
            "title": printed_title, "signer": paper.signer, "term": file.term,
        },
        "secrecy": "Mật" if paper.secret else "",
        "access": "secret" if paper.secret else "conditional" if file.access == "Có điều kiện" else "public",
        "blank_in_inventory": list(paper.blanks),
        "across_pages": breaks,
        "broken_words": broken,
        "pages": pages,
    }  # fmt: skip


def make(out: Path) -> None:
    """Write the delivery and the truth below a folder."""
    delivery, truth = out / "delivery", out / "truth"
    for folder in (delivery, truth):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    bank, by_key = Bank(), {file.key: file for file in files()}
    texts: dict[str, list[Page]] = {}
    entries, names, counts = [], {}, {}
    for paper in documents():
        texts[paper.key] = texts[paper.same_as] if paper.same_as else compose(bank, paper)
        sides = scan(paper, texts[paper.key], np.random.default_rng(seed_of(paper.key)))
        target = deliver(paper, sides, delivery)
        entries.append(truth_of(paper, by_key[paper.file_key], sides, target, delivery))
        names[paper.key], counts[paper.key] = target.name, len(sides)
        print(paper.reference, paper.kind, len(sides), file=sys.stderr)
    write_workbook(delivery / "HSLTCQ" / "METADATA" / "MetaDuLieu.xlsx", files(), documents(), names, counts)
    _save(truth / "documents.json", entries)
    _save(truth / "files.json", [
        {"reference": f.reference, "title": f.title, "fonds": f.key[:3], "term": f.term,
         "from": f.first.isoformat(), "to": f.last.isoformat(),
         "access": "conditional" if f.access == "Có điều kiện" else "public"} for f in files()
    ])  # fmt: skip
    _save(truth / "fonds.json", {
        "fonds": FONDS, "terms": {term: [first.isoformat(), last.isoformat()] for term, (first, last) in TERMS.items()},
    })  # fmt: skip


def _save(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
