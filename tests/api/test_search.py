"""`/search`: hits, facets, paging, what is refused."""

import pytest
from starlette.testclient import TestClient

from tests.api.asking import ask, refused
from tests.reading.archive_made_up import SERIES, MadeUp


def test_a_hit_has_everything_the_contract_names(client: TestClient, made: MadeUp) -> None:
    """A hit carries the description, its place, and matching pages with marked pieces, and never the whole text."""
    answer = ask(client, "/search", q="cây chè vùng cao")
    assert set(answer) == {"total", "hits", "facets", "next", "widened_total", "notices"}
    hit = answer["hits"][0]
    page, page_id, snippet = (hit["matches"][0][name] for name in ("page", "page_id", "snippet"))
    assert {name: hit[name] for name in hit if name not in {"score", "matches"}} == {
        "id": made.resolution,
        "level": "document",
        "reference": "H42-041-03-0123-001",
        "title": "Về phát triển cây chè vùng cao",
        "number": "12-NQ/TU",
        "type": "Nghị quyết",
        "issuer": "Tỉnh ủy Phú Lĩnh",
        "signer": "Đinh Văn Hạc",
        "date": {"from": "2012-03-05", "to": "2012-03-05", "precision": "day", "text": "2012-03-05"},
        "fonds": {"code": "041", "title": "Tỉnh ủy Phú Lĩnh"},
        "inventory": "03",
        "file": "H42-041-03-0123",
        "term": "2010-2015",
        "page_count": 3,
        "access": "public",
        "matched_pages": hit["matched_pages"],
    }
    assert hit["score"] > 0
    assert (page, page_id) == (1, made.resolution_pages[0])
    assert "chè" in " ".join(piece["text"] for piece in snippet if piece["mark"])
    assert len(hit["matches"]) <= 3


def test_each_hit_tells_why_it_was_found(client: TestClient) -> None:
    """With `explain=true` a hit says which words stand where and how closely they agree; without it, nothing of it."""
    plain = ask(client, "/search", q="cay che")["hits"][0]
    hit = ask(client, "/search", q="cay che", explain="true")["hits"][0]
    assert {name: hit[name] for name in hit if name != "reasons"} == plain
    title = {"sought": "cay che", "found": "cây chè", "place": "title", "page": None, "form": "bare", "as_typed": True}
    assert title in hit["reasons"]
    assert {reason["page"] for reason in hit["reasons"] if reason["place"] == "text"} <= {
        match["page"] for match in hit["matches"]
    }
    assert all("reasons" not in one for one in ask(client, "/search", q="cay che", explain="false")["hits"])


def test_without_words_everything_comes_by_reference(client: TestClient, made: MadeUp) -> None:
    """No `q` gives every document this reader may see, in order of reference."""
    answer = ask(client, "/search", size=100)
    references = [hit["reference"] for hit in answer["hits"]]
    assert answer["total"] == len(references) == SERIES + 2
    assert references == sorted(references)
    assert made.resolution in {hit["id"] for hit in answer["hits"]}
    assert answer["next"] is None


@pytest.mark.parametrize("parameters", [{}, {"q": "công văn"}, {"sort": "-date"}, {"q": "thường kỳ", "sort": "date"}])
def test_the_cursor_reaches_the_last_hit(client: TestClient, parameters: dict[str, str]) -> None:
    """Paging by cursor gives each hit once and ends at the total."""
    seen: list[str] = []
    cursor = None
    while True:
        answer = ask(client, "/search", size=4, **parameters, **({"cursor": cursor} if cursor else {}))
        seen += [hit["id"] for hit in answer["hits"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == answer["total"] >= SERIES


def test_the_five_usual_facets_come_unasked(client: TestClient) -> None:
    """Fonds, term, type, issuer and year are counted by documents, with the titles of fonds as labels."""
    facets = ask(client, "/search")["facets"]
    assert list(facets) == ["fonds", "term", "type", "issuer", "year"]
    assert facets["fonds"] == [{"value": "041", "label": "Tỉnh ủy Phú Lĩnh", "count": SERIES + 2}]
    assert facets["year"] == [
        {"value": "2012", "label": "2012", "count": 1},
        {"value": "2013", "label": "2013", "count": SERIES},
    ]


def test_facets_are_those_asked_for(client: TestClient) -> None:
    """`facets=` names the facets, `file` among them, and a facet's own choice does not narrow it."""
    facets = ask(client, "/search", facets="file,type", type="Công văn")["facets"]
    assert [value["value"] for value in facets["file"]] == ["H42-041-03-0200"]
    assert {value["value"]: value["count"] for value in facets["type"]} == {
        "Công văn": SERIES,
        "Nghị quyết": 1,
        "Bảng kê": 1,
    }


def test_a_repeated_filter_means_any_of(client: TestClient) -> None:
    """Two types give the documents of either."""
    assert ask(client, "/search", type=["Nghị quyết", "Bảng kê"])["total"] == 2


def test_filters_narrow(client: TestClient, made: MadeUp) -> None:
    """Each filter of the contract is put to the engine."""
    for parameters in (
        {"from_": "2012-01-01", "to": "2012-12-31"},
        {"year": 2012},
        {"term": "2010-2015"},
        {"issuer": "Tỉnh ủy Phú Lĩnh"},
        {"file": "H42-041-03-0123", "type": "Nghị quyết"},
        {"fonds": "041", "inventory": "03", "q": "12-NQ/TU"},
        {"from_": "2012-03-05", "to": "2012-03-05", "dates": "within"},
    ):
        assert [hit["id"] for hit in ask(client, "/search", **parameters)["hits"]] == [made.resolution], parameters
    assert ask(client, "/search", fonds="999")["total"] == 0


def test_files_are_sought_when_asked(client: TestClient, made: MadeUp) -> None:
    """`level=file` gives files, `any` both."""
    assert {hit["level"] for hit in ask(client, "/search", level="file")["hits"]} == {"file"}
    both = ask(client, "/search", level="any", q="nghị quyết")["hits"]
    assert {made.file, made.resolution} <= {hit["id"] for hit in both}


def test_a_notice_tells_what_was_not_understood(client: TestClient) -> None:
    """Anything typed is a query; what cannot be read as one is told in a notice."""
    answer = ask(client, "/search", q="chè)")
    assert answer["total"] == 1
    assert answer["notices"][0]["code"] == "syntax"


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"size": "101"}, "size"),
        ({"size": "-1"}, "size"),
        ({"size": "many"}, "size"),
        ({"sort": "loudness"}, "sort"),
        ({"level": "page"}, "level"),
        ({"dates": "near"}, "dates"),
        ({"from": "yesterday"}, "from"),
        ({"from": "2010-W01-1"}, "from"),
        ({"from": "2013-01-01", "to": "2012-01-01"}, "from"),
        ({"year": "20x2"}, "year"),
        ({"access": "hidden"}, "access"),
        ({"facets": "type,colour"}, "facets"),
        ({"fuzzy": "perhaps"}, "fuzzy"),
        ({"colour": "red"}, "colour"),
        ({"cursor": "bm9uc2Vuc2U="}, "cursor"),
        ({"cursor": "%%%"}, "cursor"),
        ({"q": "x" * 1001}, "q"),
        ({"type": "a\x00b"}, "type"),
    ],
)
def test_what_cannot_be_asked_is_named(client: TestClient, parameters: dict[str, str], named: str) -> None:
    """A wrong value, an unknown parameter, a foreign cursor or a query over 1,000 characters is a 400 that names it."""
    problem = refused(client, "/search", 400, params=parameters)
    assert named in problem["detail"]


def test_the_cursor_of_another_search_is_refused(client: TestClient) -> None:
    """A cursor belongs to its search."""
    cursor = ask(client, "/search", size=2)["next"]
    refused(client, "/search", 400, params={"q": "chè", "cursor": cursor})


WIDER = "công văn thường kỳ chè xanh"  # four of the six stand in each paper of the series, all in none


def test_a_widened_search_says_so_and_how_to_undo_it(client: TestClient) -> None:
    """Where nothing holds all the words, `total` is 0, `widened_total` counts the hits, and the notice tells the way back."""
    answer = ask(client, "/search", q=WIDER, size=5, sort="reference")
    assert (answer["total"], answer["widened_total"], len(answer["hits"])) == (0, SERIES, 5)
    (notice,) = answer["notices"]
    assert (notice["code"], notice["change"]) == ("widened", {"widen": "false"})
    marked = {piece["text"] for hit in answer["hits"] for piece in hit["matches"][0]["snippet"] if piece["mark"]}
    assert any("thường kỳ" in text for text in marked)
    plain = ask(client, "/search", q=WIDER, **notice["change"])
    assert (plain["total"], plain["widened_total"], plain["hits"], plain["notices"]) == (0, 0, [], [])


def test_a_widened_search_is_paged_and_exported_whole(client: TestClient) -> None:
    """Cursors and CSV of a widened search give the same hits, each once."""
    seen: list[str] = []
    answer = ask(client, "/search", q=WIDER, size=10, sort="reference")
    while True:
        assert (answer["total"], answer["widened_total"]) == (0, SERIES)
        seen += [hit["id"] for hit in answer["hits"]]
        if answer["next"] is None:
            break
        answer = ask(client, "/search", q=WIDER, size=10, sort="reference", cursor=answer["next"])
    assert len(set(seen)) == len(seen) == SERIES
    lines = client.get("/api/v1/search.csv", params={"q": WIDER}).text.splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == seen


def test_near_words_and_what_may_be_meant_are_told(client: TestClient, made: MadeUp) -> None:
    """A slip is found by near words and offered mended; both are told with the parameters they lead to."""
    answer = ask(client, "/search", q="nghj quyết chè")
    assert [hit["id"] for hit in answer["hits"]] == [made.resolution]
    told = {notice["code"]: notice for notice in answer["notices"]}
    assert told["fuzzy"]["words"] == ["nghj → nghi"]
    assert told["fuzzy"]["change"] == {"fuzzy": "false"}
    assert ask(client, "/search", q="nghj quyết chè", fuzzy="false", widen="false")["hits"] == []
    assert told["did_you_mean"]["change"] == {"q": "nghị quyết chè"}
    assert ask(client, "/search", **told["did_you_mean"]["change"])["total"] == 1


def test_abbreviations_are_told_and_switched_off(client: TestClient, made: MadeUp) -> None:
    """What abbreviations stand for is sought and told, and marked on pages; `expand=false` seeks only what was typed."""
    answer = ask(client, "/search", q="BTV chè")
    assert [hit["id"] for hit in answer["hits"]] == [made.resolution]
    (notice,) = answer["notices"]
    assert (notice["code"], notice["words"]) == ("expanded", ["BTV → ban thường vụ"])
    assert ask(client, "/search", q="BTV chè", **notice["change"])["total"] == 0
    words = ask(client, f"/pages/{made.resolution_pages[1]}/words", q="BTV")["words"]
    assert [word["text"] for word in words if word["mark"]] == ["Ban", "Thường", "vụ"]


def test_nothing_closed_is_offered(client: TestClient) -> None:
    """Words of closed records alone are neither taken as near nor offered."""
    for text in ("hầmm lưu trữ kín", "hầmm"):  # of the title of a secret record
        assert ask(client, "/search", q=text)["notices"] == []
    assert ask(client, "/search", q="hầmm", staff=True)["notices"]
