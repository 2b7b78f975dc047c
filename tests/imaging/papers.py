"""Papers made on the spot: page images with known words at known places, and files around them."""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from imaging.media import MediaKind
from imaging.pieces import PagePiece

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"  # Debian's fonts-dejavu-core
BODY = (
    "Thực hiện chương trình công tác năm, Ban Thường vụ Tỉnh ủy",
    "đã chỉ đạo các huyện tổ chức sơ kết phong trào thi đua và",
    "đề ra nhiệm vụ trọng tâm trong thời gian tới. Các cấp ủy",
    "cần tăng cường kiểm tra, giám sát việc quản lý đất đai và",
    "bảo vệ rừng, kịp thời biểu dương những tập thể, cá nhân",
    "có thành tích, đồng thời chấn chỉnh những nơi làm chưa tốt.",
)
A4 = (1654, 2339)  # pixels at 200 dpi


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed word and where its ink is: left, top, right, bottom in pixels."""

    text: str
    box: tuple[int, int, int, int]


def print_lines(
    lines: list[tuple[int, int, str]], size: tuple[int, int] = A4, points: int = 36
) -> tuple[Image.Image, list[Placed]]:
    """A white page with lines of text at (x, y) in pixels; the words with their places."""
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, points)
    placed = []
    for left, top, text in lines:
        x = float(left)
        for word in text.split():
            draw.text((x, top), word, font=font, fill=0)
            box = draw.textbbox((x, top), word, font=font)
            placed.append(Placed(word, tuple(round(edge) for edge in box)))
            x += font.getlength(word + " ")
    return image, placed


def body_page(repeats: int = 3) -> tuple[Image.Image, list[Placed]]:
    """A page of running text at 200 dpi."""
    lines = [(200, 250 + 62 * row, BODY[row % len(BODY)]) for row in range(repeats * len(BODY))]
    return print_lines(lines)


def piece_of(image: Image.Image, dpi: int = 200) -> PagePiece:
    """The image as a page piece (PNG)."""
    stream = io.BytesIO()
    image.save(stream, "PNG", dpi=(dpi, dpi))
    return PagePiece(MediaKind.PNG, stream.getvalue())


def pdf_of(path: Path, images: list[Image.Image], dpi: int = 200) -> Path:
    """A PDF of scans."""
    images[0].save(path, "PDF", save_all=True, append_images=images[1:], resolution=dpi)
    return path


def plain_pdf(path: Path, pages: int = 1, **canvas_options: object) -> Path:
    """A born-digital PDF, each page numbered `Trang n`."""
    canvas = Canvas(str(path), **canvas_options)  # type: ignore[arg-type]
    _register()
    for number in range(1, pages + 1):
        canvas.setFont("Paper", 13)
        for row, line in enumerate(BODY):
            canvas.drawString(80, 760 - 20 * row, line)
        canvas.drawString(80, 600, f"Trang {number}")
        canvas.showPage()
    canvas.save()
    return path


def layered_pdf(
    path: Path,
    lines: list[str],
    image: Image.Image | None = None,
    *,
    turned: int = 0,
    crop: tuple[float, float, float, float] | None = None,
) -> Path:
    """A PDF with a text layer: visible, or invisible over a scan that covers the page; the page turned by /Rotate and cut by /CropBox."""
    _register()
    canvas = Canvas(str(path), pagesize=(595, 842))
    if image is not None:
        canvas.drawInlineImage(image, 0, 0, 595, 842)
    for row, line in enumerate(lines):
        text = canvas.beginText(72, 842 - 102.5 - 22.32 * row)
        text.setFont("Paper", 13)
        text.setTextRenderMode(0 if image is None else 3)
        text.textLine(line)
        canvas.drawText(text)
    canvas.save()
    if turned or crop:
        document = pypdfium2.PdfDocument(path.read_bytes())
        document[0].set_rotation(turned)
        if crop:
            document[0].set_cropbox(*crop)
        document.save(path)
        document.close()
    return path


def old_pdf(path: Path, lines: list[tuple[str, str]]) -> Path:
    """A PDF of before Unicode: (name of a font, text as Windows-1252 shows its bytes), the letters as wide as Times has them."""
    names = list(dict.fromkeys(name for name, _ in lines))
    widths = " ".join(str(pdfmetrics.getFont("Times-Roman").widths[code]) for code in range(32, 256))
    shown = "\n".join(
        f"BT /F{names.index(name)} 13 Tf 72 {760 - 22 * row} Td <{line.encode('cp1252').hex()}> Tj ET"
        for row, (name, line) in enumerate(lines)
    )
    fonts = " ".join(f"/F{at} {5 + at} 0 R" for at in range(len(names)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << {fonts} >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        *(
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{name.replace(' ', '#20')} /Encoding /WinAnsiEncoding "
            f"/FirstChar 32 /LastChar 255 /Widths [{widths}] >>"
            for name in names
        ),
    ]
    whole = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(whole))
        whole += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(whole)}\n%%EOF\n"
    whole += f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}"
    path.write_bytes(whole.encode("ascii"))
    return path


def encrypted_pdf(path: Path) -> Path:
    """A PDF that opens with a password only."""
    return plain_pdf(path, encrypt="mật khẩu".encode().hex())


def pages_in(data: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def stained(image: Image.Image, seed: int = 3) -> Image.Image:
    """The page on uneven yellowed paper with specks."""
    rng = np.random.default_rng(seed)
    pixels = np.asarray(image, dtype=np.float32)
    rows, columns = np.mgrid[0 : pixels.shape[0], 0 : pixels.shape[1]]
    ground = 190 + 45 * np.sin(rows / 500 + 1) * np.cos(columns / 400)
    out = ground * (pixels / 255) + 50 * (1 - pixels / 255) + rng.normal(0, 6, pixels.shape)
    specks = rng.random(pixels.shape) < 0.002
    out[specks] = 70
    return Image.fromarray(out.clip(0, 255).astype(np.uint8))


def _register() -> None:
    if "Paper" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Paper", FONT))
