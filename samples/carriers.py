"""Writes the files an archive hands over: PDFs of scans, with or without a text layer, born-digital PDFs, TIFFs, page sets."""

from __future__ import annotations

import io
import time
import unicodedata
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.layout import FACES, HEIGHT, WIDTH, Page
from samples.paper import Grey

MADE = time.struct_time((2024, 1, 2, 3, 4, 5, 1, 2, 0))  # one fixed day, so that the same seed gives the same bytes
LARGEST_JPEG = 150_000
LAYER_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"  # has the combining marks that an NFD layer needs


def one_bit(image: Grey) -> Image.Image:
    """A 1-bit image of a scan that is black and white already."""
    return Image.fromarray(image).convert("1", dither=Image.Dither.NONE)


def jpeg(image: Grey, dpi: int) -> bytes:
    """JPEG bytes of at most 150 KB, with the best quality that fits."""
    for quality in range(72, 8, -4):
        out = io.BytesIO()
        Image.fromarray(image).save(out, "JPEG", quality=quality, dpi=(dpi, dpi), optimize=True)
        if out.tell() <= LARGEST_JPEG:
            break
    return out.getvalue()


def scanned_pdf(path: Path, images: list[Grey], dpi: int) -> None:
    """A PDF of 1-bit pages, in CCITT group 4."""
    first, *rest = [one_bit(image) for image in images]
    first.save(
        path, "PDF", save_all=True, append_images=rest, resolution=dpi, creationDate=MADE, modDate=MADE, producer="Scan"
    )


def grey_pdf(path: Path, images: list[Grey], dpi: int) -> None:
    """A PDF of grey JPEG pages, each within its limit of bytes."""
    canvas = Canvas(str(path), invariant=1, pageCompression=1)
    for image in images:
        high, wide = image.shape
        canvas.setPageSize((wide * 72 / dpi, high * 72 / dpi))
        reader = ImageReader(io.BytesIO(jpeg(image, dpi)))
        canvas.drawImage(reader, 0, 0, wide * 72 / dpi, high * 72 / dpi)
        canvas.showPage()
    canvas.save()


def layered_pdf(path: Path, images: list[Grey], pages: list[Page], *, garbage: bool) -> None:
    """A PDF of scans over an invisible text layer: the right words in NFD, or letters that make no sense."""
    _register()
    canvas = Canvas(str(path), invariant=1, pageCompression=1)
    canvas.setPageSize((WIDTH, HEIGHT))
    for image, page in zip(images, pages, strict=True):
        canvas.drawImage(ImageReader(Image.fromarray(image)), 0, 0, WIDTH, HEIGHT)
        for line in page.lines:
            words = canvas.beginText(line.words[0].x, HEIGHT - line.baseline)
            words.setTextRenderMode(3)
            words.setFont("layer", line.size * 0.8)
            words.textOut(_garbled(line.text) if garbage else unicodedata.normalize("NFD", line.text))
            canvas.drawText(words)
        canvas.showPage()
    canvas.save()


def _garbled(text: str) -> str:
    """What a wrongly encoded layer reads like: every letter another sign."""
    signs = "¸µ¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞãßáâä«åèæçé¬íêëìîïóñòôöõúøùý"
    return "".join(signs[(ord(letter) * 7) % len(signs)] if letter.isalpha() else letter for letter in text)


def born_digital_pdf(path: Path, pages: list[Page]) -> None:
    """A PDF that was never paper: embedded fonts, the right letters."""
    _register()
    canvas = Canvas(str(path), invariant=1, pageCompression=1)
    canvas.setPageSize((WIDTH, HEIGHT))
    for page in pages:
        for line in page.lines:
            for index, word in enumerate(line.words):
                canvas.setFont(f"{line.family}-{word.style}", line.size)
                blank = "" if index == len(line.words) - 1 else " "
                canvas.drawString(word.x, HEIGHT - line.baseline, word.text + blank)
        for x0, y0, x1, y1 in page.rules:
            canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        canvas.showPage()
    canvas.save()


def _register() -> None:
    for (family, style), path in FACES.items():
        pdfmetrics.registerFont(TTFont(f"{family}-{style}", path))
    pdfmetrics.registerFont(TTFont("layer", LAYER_FONT))


def tiff(path: Path, images: list[Grey], dpi: int) -> None:
    """A multi-page TIFF in CCITT group 4."""
    first, *rest = [one_bit(image) for image in images]
    first.save(path, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(dpi, dpi))


def page_set(folder: Path, images: list[Grey], dpi: int, form: str) -> None:
    """A folder of page images named 0001, 0002, …; JPEG in grey, PNG in black and white."""
    folder.mkdir(parents=True)
    for number, image in enumerate(images, 1):
        target = folder / f"{number:04d}.{form}"
        if form == "jpg":
            target.write_bytes(jpeg(image, dpi))
        else:
            one_bit(image).save(target, "PNG", dpi=(dpi, dpi), optimize=True)
