"""Documents like one that a reader has open.

Nothing closed to the reader is offered, nor has it a say in what is sought: words are counted among the reader's own
records, and the search is one like any other, with the reader's levels and what was closed a moment ago. As in any search
the engine weighs words by the whole index for the order of hits: from it one may guess at most how rare a word of an open
document is among all records, never what a closed one says.
"""

from dataclasses import dataclass
from itertools import islice

from archive.errors import BadRequest
from catalogue.access import denied
from catalogue.models import Document
from catalogue.page_work import page_text
from reading.lines import document_lines
from reading.numbering import page_id_at
from reading.permission import log_look, may_see, require_document
from reading.reader import Reader
from reading.room import SearchRoom
from reading.searches import allowed
from reading.shown import RecordLine
from search import LARGEST_SIZE, MOST_EXCLUDED, RecordLevel, SearchRequest
from search.forms import words_in
from search.likeness import alike
from search.nearness import Vocabulary

MOST_SIMILAR = 20
USUAL_SIMILAR = 6
_PAGES_READ = 3  # the first pages say what a paper is about


@dataclass(frozen=True, slots=True)
class SimilarDocument:
    """A document like another, and the reference of the file it lies in."""

    line: RecordLine
    file: str


def find_similar(
    room: SearchRoom, reader: Reader, id_: str, *, limit: int = USUAL_SIMILAR
) -> tuple[SimilarDocument, ...]:
    """The documents most like one, by its id or reference, the most alike first; none where none is like enough.

    Raises:
        NotFound: no such document for this reader.
        BadRequest: a limit that cannot be.
        Unavailable: the engine does not answer.
    """
    if not 1 <= limit <= MOST_SIMILAR:
        raise BadRequest(f"limit is {limit}; it must be from 1 to {MOST_SIMILAR}")
    with room.catalogue.reading() as session:
        document = require_document(session, reader, id_)
        title = document_lines(session, [document])[0].title
        numbers = range(1, min(_PAGES_READ, document.page_count) + 1)
        texts = [text.text() for n in numbers if (text := page_text(session, page_id_at(document, n))) is not None]
        closed = frozenset(islice(denied(session, reader.levels), MOST_EXCLUDED - 1))
    log_look(room.catalogue, reader, "view", document, {"as": "similar"})
    everything = room.engine.search(SearchRequest(access=reader.levels, excluded=closed, level=None, size=0, facets=()))
    vocabulary = Vocabulary(room.engine, reader.levels, closed)
    query = alike([words_in(text) for text in (title, *texts)], vocabulary, everything.total)
    if query is None:
        return ()
    request = SearchRequest(
        access=reader.levels,
        excluded=closed | {document.id},
        query=query,
        level=RecordLevel.DOCUMENT,
        size=min(LARGEST_SIZE, limit + 1 + len(closed)),  # what is left out may keep its place among the hits
        facets=(),
    )
    hits = allowed(room, reader, room.engine.search(request).hits)[:limit]
    with room.catalogue.reading() as session:
        found = [session.get(Document, hit.id) for hit in hits]
        shown = [one for one in found if one is not None and may_see(reader, one)]
        lines = document_lines(session, shown)
        return tuple(SimilarDocument(line, one.file.reference) for line, one in zip(lines, shown, strict=True))
