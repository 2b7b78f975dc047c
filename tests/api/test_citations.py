"""What documents cite, through the API and on their pages."""

import re

import pytest
from starlette.testclient import TestClient

from archive.access import Access
from archive.citations import CitedPaper
from archive.dates import PartialDate
from archive.descriptions import Field, Place, Source, Statement
from archive.numbers import parse_number
from archive.pages import Box
from catalogue.citations import replace_citations
from catalogue.descriptions import state
from catalogue.models import Document
from reading.room import ReadingRoom
from tests.api.asking import AS_STAFF, ask
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import MadeUp

BOX = Box(0.1, 0.3, 0.5, 0.02)


def _cited(number: str, when: str | None) -> CitedPaper:
    parsed = parse_number(number)
    assert parsed is not None
    return CitedPaper(parsed, PartialDate.from_text(when) if when else None, "Tỉnh ủy", Place(1, BOX))


@pytest.fixture(scope="module", autouse=True)
def _citations(room: ReadingRoom, made: MadeUp) -> None:
    """The first of the series cites the resolution, the secret report and a paper that is not there; the secret one the resolution."""
    with room.catalogue.begin() as session:
        letter, secret = (session.get_one(Document, id_) for id_ in (made.series[0], made.secret))
        state(session, secret, [Statement(Field.DATE, "2012-04-01", Source.INVENTORY)], "inventory")
        told = [_cited("12-NQ/TU", "2012-03-05"), _cited("77-BC/BM", "2012-04-01"), _cited("99-QĐ/TW", None)]
        replace_citations(session, letter, [CitedPaper(c.number, c.when, None, c.place) for c in told])
        replace_citations(session, secret, [_cited("12-NQ/TU", "2012-03-05")])


def test_a_document_lists_what_it_cites(client: TestClient, made: MadeUp) -> None:
    """In order, with date and place, and the record where this reader may see it; else it is as one that is not there."""
    told = ask(client, f"/documents/{made.series[0]}")["cites"]
    assert [(c["number"], c["date"] and c["date"]["text"], c["unsure"]) for c in told] == [
        ("12-NQ/TU", "2012-03-05", False),
        ("77-BC/BM", "2012-04-01", False),
        ("99-QĐ/TW", None, False),
    ]
    assert [c["document"] and c["document"]["id"] for c in told] == [made.resolution, None, None]
    assert told[0]["place"]["page"] == 1
    assert told[0]["place"]["box"] == [0.1, 0.3, 0.5, 0.02]
    for_staff = ask(client, f"/documents/{made.series[0]}", staff=True)["cites"]
    assert [c["document"] and c["document"]["id"] for c in for_staff] == [made.resolution, made.secret, None]


def test_a_document_lists_what_cites_it(client: TestClient, made: MadeUp) -> None:
    """Those that this reader may see, no others."""
    assert [one["id"] for one in ask(client, f"/documents/{made.resolution}")["cited_in"]] == [made.series[0]]
    for_staff = ask(client, f"/documents/{made.resolution}", staff=True)["cited_in"]
    assert [one["id"] for one in for_staff] == [made.secret, made.series[0]]


def test_closing_works_at_once_both_ways(client: TestClient, room: ReadingRoom, made: MadeUp) -> None:
    """A paper that became secret is linked no more, and tells no more of what it cites, before the index knows."""
    set_level(room.catalogue, made.series[0], Access.SECRET)
    try:
        assert ask(client, f"/documents/{made.resolution}")["cited_in"] == []
    finally:
        set_level(room.catalogue, made.series[0], Access.PUBLIC)


def test_the_page_links_what_is_there(client: TestClient, made: MadeUp) -> None:
    """The page of a document links the cited record, names the others plainly, and links back from the cited one."""
    html = {"accept": "text/html"}
    page = client.get(f"/documents/{made.series[0]}", headers=html).text
    listed = page[page.index("Văn bản được viện dẫn") :]
    assert re.search(rf'<a href="/documents/{made.resolution}">12-NQ/TU</a>', listed)
    assert re.search(r"<li>77-BC/BM\s*<p", listed)
    assert "05/03/2012" in listed
    back = client.get(f"/documents/{made.resolution}", headers=html).text
    cited_in = back[back.index("Được viện dẫn trong") :]
    assert f'href="/documents/{made.series[0]}"' in cited_in
    assert made.secret not in back
    staff = client.get(f"/documents/{made.series[0]}", headers=html | AS_STAFF).text
    assert f'<a href="/documents/{made.secret}">77-BC/BM</a>' in staff


def test_an_unsure_citation_leads_to_all_of_its_number(client: TestClient, room: ReadingRoom, made: MadeUp) -> None:
    """Where a record has the number and nothing confirms it, no link to it is given, but one to the search for the number."""
    with room.catalogue.begin() as session:
        letter = session.get_one(Document, made.series[1])
        replace_citations(session, letter, [_cited("12-NQ/TU", None)])
    (told,) = ask(client, f"/documents/{made.series[1]}")["cites"]
    assert (told["document"], told["unsure"]) == (None, True)
    page = client.get(f"/documents/{made.series[1]}", headers={"accept": "text/html"}).text
    found = re.search(r'href="(/search\?q=number[^"]*)"', page)
    assert found
    assert made.resolution in client.get(found[1], headers={"accept": "text/html"}).text
