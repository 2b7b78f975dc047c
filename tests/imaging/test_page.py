"""The whole work on one page, on papers with known words."""

import io
import pickle
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from archive.errors import NotTakenIn
from archive.pages import PageText
from imaging.images import PageImage
from imaging.media import MediaKind
from imaging.options import READING_REVISION, ReadingOptions
from imaging.page import PageTask, cut_and_read, read_page
from imaging.pieces import PagePiece
from imaging.render import render_view
from tests.imaging import papers

OPTIONS = ReadingOptions()


def words_over_ink(page: PageText, piece: PagePiece, width: int = 1200) -> float:
    """The share of words whose box, on the view that a reader gets, holds ink."""
    data, _ = render_view(piece, page.rotation, width)
    view = np.asarray(Image.open(io.BytesIO(data)).convert("L"))
    inked = 0
    for word in page.words:
        box = word.box
        rows = slice(int(box.y * view.shape[0]), int(box.bottom * view.shape[0]) + 1)
        columns = slice(int(box.x * view.shape[1]), int(box.right * view.shape[1]) + 1)
        inked += bool((view[rows, columns] < 128).any())
    return inked / len(page.words)


def right_words(page: PageText, repeats: int = 3) -> float:
    """The share of the printed words that were read, in place."""
    printed = " ".join(papers.BODY * repeats).split()
    read = [word.text for word in page.words]
    return sum(a == b for a, b in zip(printed, read, strict=False)) / max(len(printed), len(read))


def test_a_clean_page_is_read_once() -> None:
    """An ordinary scan needs one reading, and its words come in order, in NFC, with boxes over their ink."""
    image, placed = papers.body_page()
    piece = papers.piece_of(image)
    page = read_page(piece, OPTIONS)
    assert (page.source, page.rotation, page.readings) == ("ocr", 0, 1)
    assert right_words(page) > 0.97
    assert page.confidence > 0.85
    assert (page.width, page.height) == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))
    for word, known in list(zip(page.words, placed, strict=False))[:60]:
        assert unicodedata.is_normalized("NFC", word.text)
        left, top, right, bottom = known.box
        assert word.box.x * 1654 == pytest.approx(left, abs=8)
        assert word.box.right * 1654 == pytest.approx(right, abs=8)
        assert word.box.y * 2339 < (top + bottom) / 2 < word.box.bottom * 2339


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_found_and_its_boxes_lie_on_the_upright_view(turned: int) -> None:
    """The rotation found makes the page upright; boxes belong to the page as it is served."""
    image, _ = papers.body_page(2)
    piece = papers.piece_of(image.rotate(-turned, expand=True))  # turned clockwise
    page = read_page(piece, OPTIONS)
    assert page.rotation == (360 - turned) % 360
    assert right_words(page, 2) > 0.95
    assert words_over_ink(page, piece) > 0.97
    assert page.height > page.width
    assert page.words[0].box.y < 0.2


def test_a_known_rotation_is_not_doubted() -> None:
    """Asked to turn a page by 180 degrees, it is turned even if it then stands on its head."""
    image, _ = papers.body_page(1)
    assert read_page(papers.piece_of(image), ReadingOptions(rotation=180)).rotation == 180


def test_boxes_of_a_skewed_page_lie_over_its_ink() -> None:
    """Lines are levelled for reading only: boxes belong to the page as it was scanned."""
    image, placed = papers.body_page()
    skewed = image.rotate(-2.2, fillcolor=255, resample=Image.Resampling.BICUBIC)
    piece = papers.piece_of(skewed)
    page = read_page(piece, OPTIONS)
    assert right_words(page) > 0.95
    assert words_over_ink(page, piece) == 1.0
    ys = [word.box.y for word in page.words if word.line == page.words[0].line]
    assert ys[-1] > ys[0] + 0.005  # the line falls to the right, as on the scan
    assert placed[0].text == page.words[0].text


def test_a_stained_page_is_read() -> None:
    """Uneven paper and specks are taken out before reading, in the first reading already."""
    image, _ = papers.body_page()
    page = read_page(papers.piece_of(papers.stained(image)), OPTIONS)
    assert right_words(page) > 0.95
    assert page.readings == 1


def test_a_blank_page_is_blank_without_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of dust has no words and says why; nothing is recognised."""
    monkeypatch.setattr("imaging.page.open_recogniser", lambda *_: pytest.fail("the engine was started"))
    page = read_page(papers.piece_of(Image.new("L", papers.A4, 250)), OPTIONS)
    assert (page.words, page.source, page.confidence) == ((), "blank", 1.0)


def test_a_picture_without_words_is_not_blank() -> None:
    """Ink without words is a page with no text found, not a blank one."""
    image = Image.new("L", papers.A4, 255)
    for at in range(300, 1300, 100):
        image.paste(40, (at, 700, at + 60, 1400))
    page = read_page(papers.piece_of(image), OPTIONS)
    assert page.source == "ocr"
    if not page.words:
        assert "no text found" in page.notes


def test_a_trusted_layer_is_used_with_its_own_boxes(tmp_path: Path) -> None:
    """A born-digital page is not recognised; its words are certain and in order."""
    page = cut_and_read(PageTask(papers.plain_pdf(tmp_path / "a.pdf", 2), 1), OPTIONS)
    assert (page.source, page.readings, page.words[0].confidence) == ("layer", 0, 1.0)
    assert page.text().split("\n") == [*papers.BODY, "Trang 2"]


def test_a_converted_layer_is_told_of(tmp_path: Path) -> None:
    """A page whose layer is in TCVN3 is read from it, and its notes say what was done."""
    garbled = ["Thùc hiÖn ch\xad¬ng tr×nh c«ng t¸c n¨m, Ban Th\xadêng vô TØnh ñy"] * 3
    path = papers.old_pdf(tmp_path / "a.pdf", [("Times-Roman", line) for line in garbled])
    page = cut_and_read(PageTask(path, 0), OPTIONS)
    assert (page.source, page.notes) == ("layer", ("converted from TCVN3",))
    assert page.text() == "\n".join([papers.BODY[0]] * 3)


def test_an_untrusted_layer_is_read_again(tmp_path: Path) -> None:
    """Garbage under a scan is passed over for what is printed, and the page says so."""
    image, _ = papers.body_page(1)
    path = papers.layered_pdf(tmp_path / "a.pdf", ["qqzx wwkj jjrt zzpq llmn bbvc"] * 6, image)
    page = cut_and_read(PageTask(path, 0), OPTIONS)
    assert page.source == "ocr"
    assert right_words(page, 1) > 0.95
    assert any("text layer not used" in note for note in page.notes)


def test_a_layer_can_be_passed_over_on_request(tmp_path: Path) -> None:
    """`force_ocr` recognises the image whatever the layer says."""
    task = PageTask(papers.plain_pdf(tmp_path / "a.pdf"), 0)
    assert cut_and_read(task, ReadingOptions(force_ocr=True)).source == "ocr"


def test_a_damaged_page_raises() -> None:
    """What cannot be rendered is an error, never an empty page."""
    with pytest.raises(NotTakenIn):
        read_page(PagePiece(MediaKind.PDF, b"%PDF-1.4 broken"), OPTIONS)


def test_work_and_result_can_travel() -> None:
    """Pieces, options, tasks and results are picklable: they cross to worker processes."""
    page = read_page(papers.piece_of(Image.new("L", (400, 600), 255)), OPTIONS)
    for value in (papers.piece_of(Image.new("L", (9, 9))), OPTIONS, PageTask(Path("a"), 1), page):
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes


def test_options_have_one_key_each() -> None:
    """Options that read differently have different keys."""
    several = [
        ReadingOptions(),
        ReadingOptions(recogniser="pytesseract"),
        ReadingOptions(language="eng"),
        ReadingOptions(rotation=0),
        ReadingOptions(rotation=90),
        ReadingOptions(force_ocr=True),
        ReadingOptions(dpi=200),
        ReadingOptions(dpi=300),
        ReadingOptions(segmentation="block"),
        ReadingOptions(segmentation="sparse"),
    ]
    assert len({options.key for options in several}) == len(several)
    assert ReadingOptions().key == f"r{READING_REVISION}-tesserocr-vie-find-layer", (
        "caches of earlier versions would be stale"
    )
    with pytest.raises(ValueError, match="45"):
        ReadingOptions(rotation=45)
    with pytest.raises(ValueError, match="9000"):
        ReadingOptions(dpi=9000)


@pytest.mark.parametrize(
    "options", [ReadingOptions(dpi=100), ReadingOptions(dpi=300), ReadingOptions(segmentation="block")]
)
def test_a_page_can_be_read_at_another_resolution_and_segmentation(options: ReadingOptions) -> None:
    """The words are those of the page, in the places where they stand, whatever the resolution and the way to look for lines."""
    image, placed = papers.print_lines([(200, 300 + 80 * row, text) for row, text in enumerate(papers.BODY[:3])])
    page = read_page(papers.piece_of(image), options)
    assert [word.text for word in page.words] == [word.text for word in placed]
    for word, known in zip(page.words, placed, strict=True):
        assert word.box.x == pytest.approx(known.box[0] / image.width, abs=0.01)


def test_turning_is_clockwise() -> None:
    """Turned by 90 degrees, the left column becomes the top row."""
    image = PageImage(np.array([[1, 2], [3, 4]], dtype=np.uint8), 100)
    assert image.turned(90).pixels.tolist() == [[3, 1], [4, 2]]
    assert image.turned(270).pixels.tolist() == [[2, 4], [1, 3]]
