"""Which paper of an archive a citation means."""

from datetime import date

import pytest

from archive.citations import CitedPaper, Fit, KnownPaper, fit_of, meant
from archive.dates import PartialDate
from archive.descriptions import Place
from archive.numbers import parse_number
from archive.pages import Box

PLACE = Place(1, Box(0.1, 0.3, 0.5, 0.02))
CITING = KnownPaper("citing", PartialDate.day(date(2012, 6, 1)), "Ủy ban nhân dân tỉnh Phú Lĩnh", "2010-2015", "1")


def _cited(number: str, when: str | None = None, body: str | None = None) -> CitedPaper:
    parsed = parse_number(number)
    assert parsed is not None
    return CitedPaper(parsed, PartialDate.from_text(when) if when else None, body, PLACE)


def _held(when: str | None = None, issuer: str = "", term: str = "", fonds: str = "1", id_: str = "held") -> KnownPaper:
    return KnownPaper(id_, PartialDate.from_text(when) if when else None, issuer, term, fonds)


@pytest.mark.parametrize(
    ("cited", "held", "fit"),
    [
        (_cited("12-NQ/TU", "2011-03-05"), _held("2011-03-05"), Fit.SURE),
        (_cited("12-NQ/TU", "2011-03"), _held("2011-03-05"), Fit.SURE),
        (_cited("12-NQ/TU", "2011-03-05"), _held("2011-03-06"), Fit.NONE),
        (_cited("12-NQ/TU", "2011-03-05"), _held(), Fit.POSSIBLE),
        (_cited("12-NQ/TU"), _held("2013-01-01", "Tỉnh ủy Phú Lĩnh", "2010-2015"), Fit.NONE),
        (_cited("30/2020/NĐ-CP"), _held(), Fit.SURE),
        (_cited("88/QĐ-UBND"), _held("2012-01-05", "Ủy ban nhân dân tỉnh Phú Lĩnh", "2010-2015"), Fit.POSSIBLE),
        (_cited("12-NQ/TU"), _held("2011-03-05", "Tỉnh ủy Phú Lĩnh", "2010-2015"), Fit.SURE),
        (_cited("12-NQ/TU"), _held("2011-03-05", "Tỉnh ủy Phú Lĩnh", "2010-2015", fonds="2"), Fit.POSSIBLE),
        (_cited("12-NQ/TU"), _held("2008-03-05", "Tỉnh ủy Phú Lĩnh", "2005-2010"), Fit.POSSIBLE),
        (
            _cited("12-NQ/TU", body="Ban Thường vụ Tỉnh ủy"),
            _held("2011-03-05", "Ban Thường vụ Tỉnh ủy Phú Lĩnh", "2010-2015", fonds="2"),
            Fit.SURE,
        ),
    ],
)
def test_date_body_and_term_confirm_or_contradict(cited: CitedPaper, held: KnownPaper, fit: Fit) -> None:
    """A number alone is only possible; its date, or the body within the term, makes it sure; another date or a later paper rules it out."""
    assert fit_of(cited, CITING, held) is fit


@pytest.mark.parametrize(
    ("body", "issuer", "same"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Phú Lĩnh", True),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh uỷ Phú Lĩnh", True),
        ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện Bằng Sa", False),
        ("Ủy ban nhân dân huyện Nậm Thao", "Ủy ban nhân dân huyện Bằng Sa", False),
        ("Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy Phú Lĩnh", False),
    ],
)
def test_bodies_are_compared_by_their_words_and_levels(body: str, issuer: str, same: bool) -> None:
    """A body is told without its place or abbreviated; another level or another body of the same words is another."""
    fit = fit_of(_cited("88/QĐ-UBND", "2012-01-05", body), CITING, _held("2012-01-05", issuer))
    assert fit is (Fit.SURE if same else Fit.NONE)


def test_one_is_meant_or_none() -> None:
    """Exactly one sure paper is meant, whatever else is possible; of two sure ones neither is, and that is told as unsure."""
    cited = _cited("12-NQ/TU", "2011-03-05")
    sure, twin, possible = (
        _held("2011-03-05", id_="a"),
        _held("2011-03-05", id_="b"),
        _held(id_="c"),
    )
    assert meant(cited, CITING, [sure, possible]) == ("a", False)
    assert meant(cited, CITING, [sure, twin]) == (None, True)
    assert meant(cited, CITING, [possible]) == (None, True)
    assert meant(cited, CITING, [_held("2011-03-06")]) == (None, False)
    assert meant(cited, CITING, [CITING]) == (None, False)
