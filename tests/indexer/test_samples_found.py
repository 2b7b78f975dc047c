"""What is printed in the samples is found: four words in a row bring their document and open it at their page."""

import json
import random
from collections import defaultdict
from pathlib import Path

from archive.access import PUBLIC_ONLY
from archive.vietnamese import exact, tokens
from search import EmbeddedEngine, RecordLevel, SearchRequest, parse
from tests.samples_fixture import Samples

TRUTH = Path(__file__).parents[2] / "samples" / "truth" / "documents.json"
LIGHT = {"light-300", "light-200", "tiff", "jpeg-set", "png-set", "born-digital"}
WORDS = 4
TRIED = 400


def unique_phrases() -> list[tuple[str, str, int]]:
    """Phrases of four words inside one printed line that stand once in all papers: (phrase, reference, page)."""
    where: dict[tuple[str, ...], list[tuple[str, str, int]]] = defaultdict(list)
    for document in json.loads(TRUTH.read_text(encoding="utf-8")):
        wanted = document["kind"] in LIGHT and document["access"] == "public"
        for number, page in enumerate(document["pages"], 1):
            words = tokens(page["text"])
            for start in range(len(words) - WORDS + 1):
                run = words[start : start + WORDS]
                printed = page["text"][run[0].start : run[-1].end]
                place = (printed, document["reference"], number) if wanted and "\n" not in printed else ("", "", 0)
                where[tuple(exact(word.text) for word in run)].append(place)
    return sorted(places[0] for places in where.values() if len(places) == 1 and places[0][0])


def test_four_words_in_a_row_find_their_page(samples: Samples) -> None:
    """Of phrases that stand once in the truth of light pages, 97 of 100 find their document first or second, at its page."""
    tried = random.Random(20101022).sample(unique_phrases(), TRIED)
    engine = EmbeddedEngine(samples.installation.home / "index")
    lost = []
    try:
        for phrase, reference, page in tried:
            query = parse(phrase).query
            hits = engine.search(
                SearchRequest(access=PUBLIC_ONLY, query=query, level=RecordLevel.DOCUMENT, size=2, facets=())
            ).hits
            found = [hit.id for hit in hits if hit.record.reference == reference]
            pages = engine.pages_of(found, query, PUBLIC_ONLY)[found[0]].pages if found else ()
            if not pages or pages[0].number != page:
                lost.append((phrase, reference, page, [hit.record.reference for hit in hits]))
    finally:
        engine.close()
    assert len(lost) <= TRIED * 0.03, lost
