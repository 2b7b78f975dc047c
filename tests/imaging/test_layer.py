"""Text layers of PDFs: which are trusted, and where their words stand."""

import unicodedata
from pathlib import Path

import pytest

from archive.errors import NotTakenIn
from imaging.images import PageImage
from imaging.layer import TextLayer, broken_share, judge_layer, read_layer
from imaging.pieces import PagePiece, cut
from imaging.render import render_grey
from tests.imaging import papers


def only_page(path: Path) -> PagePiece:
    """The first page of a file."""
    (piece,) = cut(path, [0])
    if not isinstance(piece, PagePiece):
        raise NotTakenIn(piece.reason)
    return piece


def trusted(path: Path) -> tuple[bool, str]:
    """The judgement of a page's layer."""
    piece = only_page(path)
    layer = read_layer(piece)
    assert layer is not None
    judgement = judge_layer(layer, render_grey(piece, 100).turned(layer.rotation))
    return judgement.trusted, judgement.reason


def test_a_born_digital_page_is_trusted(tmp_path: Path) -> None:
    """Visible Vietnamese text is taken as it is."""
    assert trusted(papers.plain_pdf(tmp_path / "a.pdf")) == (True, "trusted")


def test_a_decomposed_layer_is_trusted_and_composed(tmp_path: Path) -> None:
    """NFD text is right text: it is used, in NFC."""
    lines = [unicodedata.normalize("NFD", line) for line in papers.BODY]
    path = papers.layered_pdf(tmp_path / "a.pdf", lines)
    layer = read_layer(only_page(path))
    assert layer is not None
    assert layer.text.split()[:4] == ["Thực", "hiện", "chương", "trình"]
    assert trusted(path)[0]


@pytest.mark.parametrize(
    "line",
    [
        "\ue012\ue013\ue014 \ue015\ue016 \ue017\ue018\ue019 \ue020\ue021",  # fonts without a mapping
        "Qxz wkrpt jjqd zzrv bnmx lkqw pprt dfgh wwzx qqkj",  # no Vietnamese syllables
    ],
)
def test_garbage_is_not_trusted(tmp_path: Path, line: str) -> None:
    """A layer that says nothing in Vietnamese is not used, whatever its letters are."""
    assert not trusted(papers.layered_pdf(tmp_path / "a.pdf", [line] * 8))[0]


TCVN3 = [
    "Thùc hiÖn ch\xad¬ng tr×nh c«ng t¸c n¨m, Ban Th\xadêng vô TØnh ñy", "®· chØ ®¹o c¸c huyÖn tæ chøc s¬ kÕt phong trµo thi ®ua vµ",
    "®Ò ra nhiÖm vô träng t©m trong thêi gian tíi. C¸c cÊp ñy", "cÇn t¨ng c\xadêng kiÓm tra, gi¸m s¸t viÖc qu¶n lý ®Êt ®ai vµ",
    "b¶o vÖ rõng, kÞp thêi biÓu d\xad¬ng nh÷ng tËp thÓ, c¸ nh©n", "cã thµnh tÝch, ®ång thêi chÊn chØnh nh÷ng n¬i lµm ch\xada tèt.",
]  # fmt: skip
VNI = [
    "Thöïc hieän chöông trình coâng taùc naêm, Ban Thöôøng vuï Tænh uûy",
    "ñaõ chæ ñaïo caùc huyeän toå chöùc sô keát phong traøo thi ñua vaø",
    "ñeà ra nhieäm vuï troïng taâm trong thôøi gian tôùi. Caùc caáp uûy",
    "caàn taêng cöôøng kieåm tra, giaùm saùt vieäc quaûn lyù ñaát ñai vaø",
    "baûo veä röøng, kòp thôøi bieåu döông nhöõng taäp theå, caù nhaân",
    "coù thaønh tích, ñoàng thôøi chaán chænh nhöõng nôi laøm chöa toát.",
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "font", "encoding"),
    [
        (TCVN3, ".VnTime", "TCVN3"),
        (TCVN3, "Times-Roman", "TCVN3"),
        (VNI, "VNI-Times", "VNI"),
        (VNI, "Times-Roman", "VNI"),
    ],
)
def test_old_encodings_are_converted(tmp_path: Path, lines: list[str], font: str, encoding: str) -> None:
    """A born-digital layer in an old encoding, known by its font or by its words, becomes Vietnamese with its own boxes."""
    path = papers.old_pdf(tmp_path / "a.pdf", [(font, line) for line in lines])
    piece = only_page(path)
    layer = read_layer(piece)
    assert layer is not None
    assert layer.text.split() == " ".join(papers.BODY).split()
    assert layer.converted == (encoding,)
    assert words_over_ink(layer, render_grey(piece, 72))
    assert trusted(path) == (True, "trusted")


def test_a_font_of_capitals_gives_capitals(tmp_path: Path) -> None:
    """What is printed in .VnTimeH is read in capitals, beside text in other fonts."""
    lines = [(".VnTimeH", "§¶ng bé tØnh Phó LÜnh"), (".VnTime", TCVN3[0]), ("Helvetica", "th¸ng 12")]
    layer = read_layer(only_page(papers.old_pdf(tmp_path / "a.pdf", lines)))
    assert layer is not None
    assert layer.text == f"ĐẢNG BỘ TỈNH PHÚ LĨNH {papers.BODY[0]} tháng 12"


def test_right_text_in_an_old_font_stays(tmp_path: Path) -> None:
    """French in a font whose letters are what they look like is left alone."""
    french = "Le gouverneur général a reçu les élèves des écoles du protectorat où il était né à la forêt"
    layer = read_layer(only_page(papers.old_pdf(tmp_path / "a.pdf", [("Times-Roman", french)])))
    assert layer is not None
    assert (layer.text, layer.converted) == (french, ())


def test_a_layer_that_covers_little_of_the_scan_is_not_trusted(tmp_path: Path) -> None:
    """A stamped line over a scan is not the text of the page."""
    image, _ = papers.body_page()
    fits, reason = trusted(papers.layered_pdf(tmp_path / "a.pdf", list(papers.BODY[:2]), image))
    assert (fits, "of the ink" in reason) == (False, True)


def test_a_layer_of_another_page_is_not_trusted(tmp_path: Path) -> None:
    """Good words that lie where there is no ink belong to another page."""
    image, _ = papers.print_lines([(200, 2000, papers.BODY[0])])
    assert not trusted(papers.layered_pdf(tmp_path / "a.pdf", list(papers.BODY), image))[0]


def test_a_right_ocr_layer_over_a_scan_is_trusted(tmp_path: Path) -> None:
    """An earlier good reading that lies over the ink is not done again."""
    image, _ = papers.body_page(1)
    assert trusted(papers.layered_pdf(tmp_path / "a.pdf", list(papers.BODY), image)) == (True, "trusted")


def words_over_ink(layer: TextLayer, image: PageImage) -> bool:
    """Whether each word's box, on an image at 72 dpi, holds ink."""
    return all(
        image.pixels[int(word.top) : int(word.bottom) + 1, int(word.left) : int(word.right) + 1].min(initial=255) < 150
        for word in layer.words
    )


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_boxes_follow_the_rotation_of_the_page(tmp_path: Path, turned: int) -> None:
    """Boxes of a turned page lie over the ink once the page is turned upright as the layer says."""
    piece = only_page(papers.layered_pdf(tmp_path / "a.pdf", list(papers.BODY), turned=turned))
    layer = read_layer(piece)
    assert layer is not None
    assert layer.rotation == (360 - turned) % 360
    image = render_grey(piece, 72).turned(layer.rotation)
    assert (round(layer.width), round(layer.height)) == (image.width, image.height) == (595, 842)
    assert words_over_ink(layer, image)
    assert layer.words[0].text == "Thực"
    assert layer.words[0].left < 80
    assert layer.words[0].top < 120


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_boxes_are_fractions_of_the_cut_page(tmp_path: Path, turned: int) -> None:
    """A page is shown cut to its crop box, so boxes are measured from there."""
    path = papers.layered_pdf(tmp_path / "a.pdf", list(papers.BODY), turned=turned, crop=(40, 300, 560, 800))
    layer = read_layer(only_page(path))
    assert layer is not None
    image = render_grey(only_page(path), 72).turned(layer.rotation)
    assert (round(layer.width), round(layer.height)) == (image.width, image.height) == (520, 500)
    assert words_over_ink(layer, image)


def test_a_page_without_text_has_no_layer(tmp_path: Path) -> None:
    """A bare scan has no layer."""
    image, _ = papers.body_page(1)
    assert read_layer(only_page(papers.pdf_of(tmp_path / "a.pdf", [image]))) is None


def test_broken_letters_are_counted() -> None:
    """Placeholders, private use and the replacement character stand for nothing."""
    assert broken_share("(cid:12)(cid:7)") > 0.5
    assert broken_share("\ufffd\ue000") == 1.0
    assert broken_share("Tỉnh ủy") == 0.0
