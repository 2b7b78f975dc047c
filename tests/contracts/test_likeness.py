"""Documents like one another: the query made of a document's telling words, on both engines alike."""

from archive.access import Access
from search import RecordEntry, SearchEngine, SearchRequest
from search.forms import words_in
from search.likeness import alike
from search.nearness import Vocabulary
from tests.contracts.archives import EVERYTHING, PUBLIC, publish, record

TEA = "Trồng chè vùng cao huyện Nậm Khoang, vay vốn mua giống"


def _similar(engine: SearchEngine, text: str, access: frozenset[Access] = PUBLIC) -> list[str]:
    total = engine.search(SearchRequest(access=access, level=None, size=0, facets=())).total
    query = alike([words_in(text)], Vocabulary(engine, access, frozenset()), total)
    if query is None:
        return []
    request = SearchRequest(access=access, excluded=frozenset({"own"}), query=query, facets=())
    return [hit.id for hit in engine.search(request).hits]


def _archive() -> list[RecordEntry]:
    return [
        record("own", TEA),
        record("draft", "Dự thảo: trong che vung cao huyen Nam Khoang, vay von mua giong"),
        record("near", "Trồng chè vùng cao ở xã khác, mua giống mới"),
        record("far", "Sửa cầu treo bản Hin, vay xe"),
    ]


def test_like_documents_are_found_the_likest_first(engine: SearchEngine) -> None:
    """A draft that lost its marks comes first, a paper on the same matter next; one that shares a word is not offered."""
    publish(engine, *_archive())
    assert _similar(engine, TEA) == ["draft", "near"]


def test_a_document_like_no_other_has_none(engine: SearchEngine) -> None:
    """Where next to no word of a document stands elsewhere, nothing is offered."""
    publish(engine, *_archive())
    assert _similar(engine, "Sửa cầu treo bản Hin, vay xe") == []


def test_words_of_closed_records_choose_nothing(engine: SearchEngine) -> None:
    """A closed record neither shows nor lets a word count as telling; a reader of all levels is offered it."""
    publish(engine, record("own", TEA), record("closed", TEA, access=Access.SECRET))
    assert _similar(engine, TEA) == []
    assert _similar(engine, TEA, EVERYTHING) == ["closed"]


def test_words_that_stand_everywhere_tell_nothing(engine: SearchEngine) -> None:
    """Papers that share only the set words of every paper are not like one another."""
    head = "Cộng hòa xã hội chủ nghĩa Việt Nam độc lập tự do hạnh phúc"
    publish(engine, record("own", head), *(record(f"paper{n}", head) for n in range(14)))
    assert _similar(engine, head) == []
