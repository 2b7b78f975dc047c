"""What the pages show, and what they never do."""

import html
import re

import pytest
from starlette.testclient import TestClient

from archive.descriptions import Field, Place, Source, Statement
from archive.pages import Box
from catalogue.descriptions import state
from catalogue.models import Document
from reading.room import ReadingRoom
from tests.reading.archive_made_up import CONDITIONAL_WORD, SECRET_WORD, SERIES, MadeUp


def get(client: TestClient, path: str, status: int = 200, **parameters: str) -> str:
    """The text of a page, whose address answered with this status."""
    client.cookies.clear()
    answer = client.get(path, params=parameters or None)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


def link(page: str, pattern: str) -> str:
    """The address of the first link whose tag matches."""
    found = re.search(rf"<a [^>]*{pattern}[^>]*>", page)
    assert found, pattern
    address = re.search(r'href="([^"]*)"', found[0])
    assert address
    return html.unescape(address[1])


def all_pages(made: MadeUp) -> list[str]:
    """An address of every kind of page."""
    return [
        "/",
        "/search?q=chè",
        "/search?q=khôngcó&term=2010-2015",
        f"/documents/{made.resolution}?q=chè",
        f"/documents/{made.resolution}/similar",
        f"/files/{made.file}",
        "/fonds",
        "/fonds/041",
        "/fonds/041?inventory=03",
        "/terms",
        "/statistics",
        "/help",
    ]


def test_every_page_has_a_strict_policy_and_nothing_inline(client: TestClient, made: MadeUp) -> None:
    """No page has inline style or script, or loads from another host, and each says so in its policy."""
    for address in [*all_pages(made), "/nothing"]:
        answer = client.get(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]* src=)", answer.text), address
        assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text), address


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_in_the_language_asked_for(client: TestClient, made: MadeUp, language: str) -> None:
    """`?lang=` chooses the language of every page, and the cookie keeps it; Vietnamese without either."""
    client.cookies.clear()
    assert '<html lang="vi">' in client.get("/help").text
    for address in all_pages(made):
        told = client.get(address, params={"lang": language} if "?" not in address else None)
        if "?" not in address:
            assert f'<html lang="{language}">' in told.text
    assert f'<html lang="{language}">' in client.get("/terms").text
    client.cookies.clear()


def test_hits_show_marks_totals_and_open_at_their_page(client: TestClient, made: MadeUp) -> None:
    """A hit has its snippet with the words marked, the true total above, and opens at the page that matches."""
    page = get(client, "/search", q="phụ lục danh sách")
    assert "1 văn bản" in page
    assert re.search(r"<mark>(?:Phụ lục|Phụ)", page)
    assert f'href="/documents/{made.resolution}?page=3&amp;q=' in page


def test_a_facet_is_chosen_and_its_chip_removes_it(client: TestClient, made: MadeUp) -> None:
    """Following a facet narrows the results and adds a chip; following the chip brings them back."""
    whole = get(client, "/search")
    narrowed = get(client, link(whole, r"type=Ngh"))
    assert "1 văn bản" in narrowed
    assert 'class="chip"' in narrowed
    again = get(client, link(narrowed, 'class="chip"'))
    assert "27 văn bản" in again
    assert 'class="chip"' not in again


def test_counts_of_facets_are_true(client: TestClient) -> None:
    """The number beside a facet's value is what its link finds."""
    whole = get(client, "/search")
    link_with_count = re.compile(
        r'<a href="([^"]*type=[^"]*)" rel="nofollow"><span class="tick"[^>]*></span>'
        r'<span class="label">[^<]*</span> <span class="count">(\d+)<'
    )
    found = link_with_count.findall(whole)
    assert found
    for address, count in found:
        assert f"{count} văn bản" in get(client, html.unescape(address))


def test_a_bar_of_the_histogram_filters_by_its_year(client: TestClient) -> None:
    """Each year is a link with its count in its name; the link finds as many."""
    page = get(client, "/search")
    bar = re.search(r'<a href="([^"]*year=2013[^"]*)" aria-label="Năm 2013: (\d+) văn bản"', page)
    assert bar
    assert bar[2] == str(SERIES)
    assert f"{SERIES} văn bản" in get(client, html.unescape(bar[1]))


def test_next_and_previous_walk_all_hits_and_come_back(client: TestClient) -> None:
    """Next reaches the last hit, previous the first page again; no hit is shown twice."""
    first = get(client, "/search", size="5", q="công văn")
    pages, seen = [first], re.findall(r"H42-041-03-0200-\d{3}", first)
    while 'rel="next"' in pages[-1]:
        pages.append(get(client, link(pages[-1], 'rel="next"')))
        seen += re.findall(r"H42-041-03-0200-\d{3}", pages[-1])
    assert len(seen) == len(set(seen)) == SERIES
    assert "đang xem 21–25" in pages[-1]
    page = pages[-1]
    for expected in reversed(pages[:-1]):
        page = get(client, link(page, 'rel="prev"'))
        hits = re.findall(r"H42-041-03-0200-\d{3}", page)
        assert hits == re.findall(r"H42-041-03-0200-\d{3}", expected)


def test_nothing_found_says_what_to_do(client: TestClient) -> None:
    """An empty result offers to drop filters and quotation marks, and links the help."""
    page = get(client, "/search", q='"không hề có cụm này"', type="Nghị quyết")
    assert "Không tìm thấy văn bản nào" in page
    assert "Bỏ các bộ lọc" in page
    assert "Bỏ dấu ngoặc kép" in page
    assert 'href="/help"' in page


def test_a_document_shows_its_marks_over_their_words(client: TestClient, made: MadeUp) -> None:
    """Each marked word is a box with the word's own geometry, and marked in the text beside the image."""
    page = get(client, f"/documents/{made.resolution}", q="chè")
    words = client.get(f"/api/v1/pages/{made.resolution_pages[0]}/words", params={"q": "chè"}).json()["words"]
    marked = [word for word in words if word["mark"]]
    assert len(marked) == 2
    for word in marked:
        x, y, width, height = (round(edge * 10_000) for edge in word["box"])
        assert f'x="{x}" y="{y}" width="{width}" height="{height}" data-word="{word["index"]}"' in page
        assert f'<mark id="w{word["index"]}">{word["text"]}</mark>' in page


def test_a_document_shows_description_place_citation_and_original(client: TestClient, made: MadeUp) -> None:
    """The description tells source and confidence; breadcrumb, citation, permalink and original are there."""
    page = get(client, f"/documents/{made.resolution}", page="2")
    assert re.search(r"<td>\s*cây chè</td>\s*<td>đọc từ văn bản", page)
    assert "80 %" in page
    for address in ("/fonds", "/fonds/041", "/fonds/041?inventory=03", f"/files/{made.file}"):
        assert f'href="{address}"' in page
    assert "ĐVBQ 123, VB 1, tr. 2" in page
    assert "http://archive.test/r/H42-041-03-0123-001?page=2" in page
    original = client.get(link(page, "/original"))
    assert original.content == made.pdf


def test_a_permalink_leads_to_its_record(client: TestClient, made: MadeUp) -> None:
    """`/r/<reference>` opens the document at its page, or the file."""
    answer = client.get("/r/H42-041-03-0123-001?page=2", follow_redirects=False)
    assert answer.headers["location"] == f"/documents/{made.resolution}?page=2"
    assert client.get("/r/H42-041-03-0123", follow_redirects=False).headers["location"] == f"/files/{made.file}"


def test_next_hit_leads_to_the_next_page_that_matches(client: TestClient, made: MadeUp) -> None:
    """From a hit on page 1 the next hit is page 3, and back."""
    first = get(client, f"/documents/{made.resolution}", page="1", q="chè")
    third = get(client, link(first, 'data-key="n"'))
    assert "Trang 3 / 3" in third
    assert "Trang 1 / 3" in get(client, link(third, 'data-key="p"'))


def test_back_leads_to_the_very_results(client: TestClient) -> None:
    """From a hit on a later, filtered and sorted page of results the way back is that page, from every page of the hit."""
    address = link(get(client, "/search", size="5", q="công văn", sort="-date", year="2013"), 'rel="next"')
    results = get(client, address)
    hit = link(results, r"href=\"/documents/")
    document = get(client, hit)
    assert link(document, 'class="back"') == address
    again = get(client, hit.replace("q=c%C3%B4ng+v%C4%83n&", "q=s%E1%BB%91&"))  # another word is marked in the document
    assert link(again, 'class="back"') == address
    assert 'name="results"' in again


def test_hits_are_walked_without_the_list(client: TestClient) -> None:
    """Next result leads through all hits in their order, over the ends of the pages of results, and previous back."""
    references = []
    results = get(client, "/search", size="10", q="công văn")
    while True:
        references += re.findall(r'<span class="code">(H42-041-03-0200-\d{3})', results)
        if 'rel="next"' not in results:
            break
        results = get(client, link(results, 'rel="next"'))
    shown = get(client, link(get(client, "/search", size="10", q="công văn"), r"href=\"/documents/"))
    for place, reference in enumerate(references, 1):
        assert f'<span class="code">{reference}' in shown
        assert f"Kết quả {place} / {SERIES}" in shown
        if place < len(references):
            shown = get(client, link(shown, 'data-key="N"'))
    assert 'data-key="N"' not in shown
    for reference in reversed(references[:-1]):
        shown = get(client, link(shown, 'data-key="P"'))
        assert f'<span class="code">{reference}' in shown
    assert 'data-key="P"' not in shown


def test_a_stale_way_back_does_not_close_a_document(client: TestClient, made: MadeUp) -> None:
    """Where the cursor of the results is good no more, the document shows, and the way back is the search's first page."""
    page = get(client, f"/documents/{made.resolution}", q="chè", results="q=chè&year=2012&cursor=gone&p=2")
    assert link(page, 'class="back"') == "/search?q=ch%C3%A8&year=2012"
    assert "Kết quả 1 /" not in page


def test_only_what_was_typed_is_marked_where_the_search_sought_no_more(client: TestClient, made: MadeUp) -> None:
    """From a search that also sought what an abbreviation stands for its long form is marked, from one as typed it is not."""
    wide = get(client, f"/documents/{made.resolution}", q="BTV", page="2", results="q=BTV")
    typed = get(client, f"/documents/{made.resolution}", q="BTV", page="2", results="q=BTV&expand=false")
    assert re.search(r"<mark[^>]*>Thường</mark>", wide)
    assert "<mark" not in typed


def test_a_document_that_is_no_hit_has_only_the_way_back(client: TestClient, made: MadeUp) -> None:
    """A document beside the results has no place among them, but the way back stays."""
    page = get(client, f"/documents/{made.resolution}", results="q=công+văn")
    assert link(page, 'class="back"') == "/search?q=c%C3%B4ng+v%C4%83n"
    assert 'data-key="N"' not in page


def test_the_breadcrumb_names_the_inventory(client: TestClient, made: MadeUp) -> None:
    """An inventory is never a bare number, and the last step is the document's own, short."""
    page = get(client, f"/documents/{made.resolution}")
    assert ">Mục lục 03: Mục lục nhiệm kỳ 2010-2015</a>" in page
    assert '<span aria-current="page">12-NQ/TU</span>' in page
    assert '<span aria-current="page">Hồ sơ 0123</span>' in get(client, f"/files/{made.file}")


def test_a_wrong_address_offers_the_search(client: TestClient) -> None:
    """Who comes to nothing can search from there."""
    page = get(client, "/nothing", 404)
    assert 'role="search" action="/search"' in page
    assert 'href="/fonds"' in page


def test_why_a_hit_was_found_is_told_on_request(client: TestClient) -> None:
    """A link shows with every hit which words stand where and how they agree, and another hides it again."""
    plain = get(client, "/search", q="cay che", sort="date")
    assert 'class="why"' not in plain
    shown = get(client, link(plain, 'class="why-switch"'))
    assert "cây chè</mark>" in shown
    assert "không kể dấu" in shown
    assert "sort=date" in link(shown, 'class="why-switch"')
    assert 'class="why"' not in get(client, link(shown, 'class="why-switch"'))


def test_similar_documents_have_a_page_that_the_document_leads_to(client: TestClient, made: MadeUp) -> None:
    """The document leads to those like it; of one like no other, that is said; of a closed one, nothing."""
    document = get(client, f"/documents/{made.formula}")
    assert "Không có văn bản nào đủ giống" in get(client, link(document, f"/documents/{made.formula}/similar"))
    assert SECRET_WORD not in get(client, f"/documents/{made.secret}/similar", status=404)


def test_closed_records_show_nowhere(client: TestClient, made: MadeUp) -> None:
    """No page shows the public a closed record, and its own address is as one that never was."""
    for address in all_pages(made):
        text = client.get(address).text
        for word in (SECRET_WORD, CONDITIONAL_WORD, "Hồ sơ kín", "77-BC/BM", "Ban Mật"):
            assert word not in text, address
    for closed in made.closed:
        text = get(client, f"/documents/{closed}", 404)
        assert text.replace(closed, "never-was") == get(client, "/documents/never-was", 404)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search?foo=1", 400),
        ("/search?size=9999", 400),
        ("/search?cursor=x", 400),
        ("/search?p=0", 400),
        ("/search?p=²", 400),
        ("/search?q=" + "a" * 1001, 400),
        ("/search?year=x", 400),
        ("/documents/none", 404),
        ("/documents/none?page=x", 400),
        ("/documents/none?results=%2F%2Fevil.example", 400),
        ("/documents/none?results=foo%3D1", 400),
        ("/documents/none?results=year%3Dx", 400),
        ("/documents/none?results=p%3D0", 400),
        ("/documents/none?results=q%3D" + "a" * 12_001, 400),
        ("/files/none", 404),
        ("/files/none?foo=1", 400),
        ("/fonds/none", 404),
        ("/fonds/041?inventory=99", 404),
        ("/fonds/041?cursor=none", 400),
        ("/r/none", 404),
        ("/static/../routes.py", 404),
        ("/static/%2e%2e/routes.py", 404),
        ("/nothing/here", 404),
    ],
)
def test_what_is_wrong_is_told_as_a_page(client: TestClient, address: str, status: int) -> None:
    """A wrong address or parameter is a page with the right status, a tip and a way home; never a fault."""
    page = get(client, address, status)
    assert 'class="button" href="/"' in page


def test_programs_get_problem_documents(client: TestClient) -> None:
    """Who accepts JSON and no HTML gets the same error as a problem document."""
    answer = client.get("/documents/none", headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_other_methods_are_refused(client: TestClient) -> None:
    """Pages are read only: a POST is a 405 that says what is allowed."""
    answer = client.post("/search")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_a_query_is_text_never_markup(client: TestClient) -> None:
    """What a reader types is escaped wherever it is shown."""
    page = get(client, "/search", q='"><script>alert(1)</script>')
    assert "<script>alert" not in page


def test_static_files_are_kept_for_good_under_their_tag(client: TestClient) -> None:
    """The address with a file's tag may be kept for a year; without it browsers ask again."""
    address = re.search(r'href="(/static/reading.css[^"]*)"', get(client, "/help"))
    assert address
    assert "immutable" in client.get(address[1]).headers["cache-control"]
    assert client.get("/static/reading.css").headers["cache-control"] == "no-cache"


def test_a_widened_search_is_told_with_the_way_back(client: TestClient) -> None:
    """The page counts what a widened search found, says that it was widened, and links to the search that is not."""
    page = get(client, "/search", q="công văn thường kỳ chè xanh")
    assert f"{SERIES} văn bản" in page
    assert "Không văn bản nào có đủ mọi từ" in page
    assert "Không văn bản nào có đủ mọi từ" in get(client, link(page, r'rel="next"'))
    assert "Không tìm thấy văn bản nào" in get(client, link(page, r"widen=false"))


def test_near_words_are_told_and_marked_on_the_page_they_lead_to(client: TestClient, made: MadeUp) -> None:
    """The page names near words, links back and to what may be meant, and its hits open with the near words marked."""
    page = get(client, "/search", q="nghj quyết chè")
    assert "nghj → nghi" in page
    assert "fuzzy=false" in link(page, "fuzzy=false")
    assert "Có phải ý bạn là" in page
    assert made.resolution in get(client, link(page, re.escape("q=ngh%E1%BB%8B+quy%E1%BA%BFt+ch%C3%A8")))
    opened = get(client, link(page, f"/documents/{made.resolution}"))
    assert re.search(r"<mark[^>]*>\W*nghị", opened, re.IGNORECASE)


def test_abbreviations_are_told_with_a_switch(client: TestClient, made: MadeUp) -> None:
    """The page names what an abbreviation stands for, and links to the search without it."""
    page = get(client, "/search", q="BTV chè")
    assert "BTV → ban thường vụ" in page
    assert made.resolution in page
    assert made.resolution not in get(client, link(page, "expand=false"))


def test_offers_are_links(client: TestClient) -> None:
    """What may have been meant stands on the page as a link to that search, filters kept."""
    page = get(client, "/search", q="thườngg kỳ", type="Công văn")
    address = link(page, r"q=th%C6%B0%E1%BB%9Dng\+k%E1%BB%B3")
    assert "type=C%C3%B4ng" in address
    assert f"{SERIES} văn bản" in get(client, address)


@pytest.mark.parametrize("switch", ["expand", "widen", "fuzzy"])
def test_a_help_switched_off_is_a_chip(client: TestClient, switch: str) -> None:
    """What a search was told not to do stands among the active filters, and is switched on again there."""
    page = get(client, "/search", q="nghj quyết chè", **{switch: "false"})
    assert "Cách tìm" in page
    address = link(page, r'class="chip"')
    assert switch not in address
    assert "Cách tìm" not in get(client, address)


def test_a_date_that_the_paper_gives_otherwise_is_written_as_dates_are(
    client: TestClient, room: ReadingRoom, made: MadeUp
) -> None:
    """Beside the inventory's date stands the paper's, in the reader's language, not as it is kept."""
    with room.catalogue.begin() as session:
        document = session.get_one(Document, made.series[4])
        place = Place(1, Box(0.5, 0.1, 0.3, 0.02))
        state(session, document, [Statement(Field.DATE, "2014-06-07", Source.EXTRACTED, 0.9, place)], "made up")
    page = get(client, f"/documents/{made.series[4]}")
    assert "07/06/2014" in page
    assert "2014-06-07" not in page
    assert "7 June 2014" in get(client, f"/documents/{made.series[4]}", lang="en")
