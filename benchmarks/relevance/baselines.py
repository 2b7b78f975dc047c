"""What a general product does with the same papers: one analyzer, words joined by OR, BM25, a title counting three times.

`standard`            word breaks and small letters
`standard+folding`    the same, with marks taken off as `asciifolding` does
`folded field`        our own words, folded to bare letters, in one field

On Elasticsearch these are its own analyzers; the embedded engine has tantivy's equivalents.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Protocol

import tantivy
from elasticsearch import Elasticsearch, helpers

from benchmarks.relevance.measures import DEPTH
from search import RecordEntry
from search.forms import Level, at_level, lines_of, words_in

TITLE = 3.0
_INDEX = "vankho-relevance-baseline"


class Baseline(StrEnum):
    """The baselines."""

    STANDARD = "standard"
    FOLDING = "standard+folding"
    FOLDED = "folded field"


class Ranking(Protocol):
    """Ranks records: the ids of the first hits of a text."""

    def __call__(self, text: str) -> list[str]:
        """The ids of at most twenty records, best first."""


def _texts(entry: RecordEntry, baseline: Baseline) -> tuple[str, str]:
    """Title, and everything, as a baseline is given them."""
    record = entry.summary
    if baseline is Baseline.FOLDED:
        parts = [
            words_in(part or "") for part in (record.title, record.number, record.type, record.issuer, record.signer)
        ]
        lines = [lines_of(words).bare for words in (*parts, *(page.words for page in entry.text.pages))]
        return lines[0], " ".join(lines)
    described = (record.title, record.number or "", record.type or "", record.issuer or "", record.signer or "")
    return record.title, "\n".join((*described, *(" ".join(page.printed) for page in entry.text.pages)))


def _typed(text: str, baseline: Baseline) -> str:
    return " ".join(at_level(words_in(text), Level.BARE)) if baseline is Baseline.FOLDED else text


def in_tantivy(entries: Sequence[RecordEntry], baseline: Baseline) -> Ranking:
    """A baseline in memory."""
    schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("title", "all"):
        schema.add_text_field(name, tokenizer_name=baseline.value)
    index = tantivy.Index(schema.build())
    split = tantivy.Tokenizer.whitespace() if baseline is Baseline.FOLDED else tantivy.Tokenizer.simple()
    analyzer = tantivy.TextAnalyzerBuilder(split).filter(tantivy.Filter.lowercase())
    if baseline is Baseline.FOLDING:
        analyzer = analyzer.filter(tantivy.Filter.ascii_fold())
    built = analyzer.build()
    index.register_tokenizer(baseline.value, built)
    writer = index.writer(64_000_000, 1)
    for entry in entries:
        title, everything = _texts(entry, baseline)
        writer.add_document(tantivy.Document(id=[entry.summary.id], title=[title], all=[everything]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(text: str) -> list[str]:
        words = list(dict.fromkeys(built.analyze(_typed(text, baseline))))
        should = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(tantivy.Query.term_query(index.schema, name, word), boost))
            for word in words
            for name, boost in (("all", 1.0), ("title", TITLE))
        ]
        found = searcher.search(tantivy.Query.boolean_query(should), DEPTH).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in found]

    return rank


@contextmanager
def in_elasticsearch(url: str, entries: Sequence[RecordEntry], baseline: Baseline) -> Iterator[Ranking]:
    """A baseline in an index of its own, taken away at the end."""
    filters = {Baseline.STANDARD: ["lowercase"], Baseline.FOLDING: ["lowercase", "asciifolding"], Baseline.FOLDED: []}
    text = {"type": "text", "analyzer": "baseline"}
    with Elasticsearch(url) as client:
        client.indices.create(
            index=_INDEX,
            settings={
                "number_of_shards": 1,
                "number_of_replicas": 0,
                "analysis": {
                    "analyzer": {"baseline": {"type": "custom", "tokenizer": "standard", "filter": filters[baseline]}}
                },
            },
            mappings={"_source": {"enabled": False}, "properties": {"title": text, "all": text}},
        )
        try:
            actions = (
                {"_index": _INDEX, "_id": entry.summary.id, "title": title, "all": everything}
                for entry in entries
                for title, everything in [_texts(entry, baseline)]
            )
            helpers.bulk(client, actions, refresh=True)

            def rank(text: str) -> list[str]:
                fields = ["all", f"title^{TITLE}"]
                query = {"multi_match": {"query": _typed(text, baseline), "fields": fields, "type": "most_fields"}}
                return [hit["_id"] for hit in client.search(index=_INDEX, query=query, size=DEPTH)["hits"]["hits"]]

            yield rank
        finally:
            client.indices.delete(index=_INDEX)
