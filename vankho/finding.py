"""`vankho search`: the search, and its hits told to a person. Loads no catalogue."""

from typing import Any

import click

from archive.access import Access
from search.entries import RecordLevel
from search.port import DateMatch, SearchEngine, SearchRequest, Sort
from search.query import parse


def search(engine: SearchEngine, text: str, levels: frozenset[Access], filters: dict[str, Any]) -> dict[str, Any]:
    """Hits of a search, without snippets: those are for pages and the API."""
    parsed = parse(text)
    request = SearchRequest(
        access=levels,
        query=parsed.query,
        fonds=filters["fonds"],
        inventory=filters["inventory"],
        file=filters["file"],
        term=filters["term"],
        type=filters["type_"],
        issuer=filters["issuer"],
        year=filters["year"],
        first_day=filters["first"].date() if filters["first"] else None,
        last_day=filters["last"].date() if filters["last"] else None,
        dates=DateMatch(filters["dates"]),
        level=None if filters["level"] == "any" else RecordLevel(filters["level"]),
        sort=Sort(filters["sort"]),
        size=filters["size"],
        cursor=filters["cursor"],
        facets=(),
    )
    answer = engine.search(request)
    return {
        "total": answer.total,
        "hits": [
            {
                "id": hit.id,
                "reference": hit.record.reference,
                "title": hit.record.title,
                "number": hit.record.number,
                "type": hit.record.type,
                "issuer": hit.record.issuer,
                "date": hit.record.date.to_text() if hit.record.date else None,
                "term": hit.record.term,
                "access": hit.record.access.value,
                "score": hit.score,
            }
            for hit in answer.hits
        ],
        "next": answer.next,
        "notices": [{"code": n.code.value, "message": n.message} for n in (*parsed.notices, *answer.notices)],
    }


def tell_hits(data: dict[str, Any]) -> None:
    """Hits, one a line."""
    click.echo(f"{data['total']} found")
    for hit in data["hits"]:
        click.echo("  " + " · ".join(str(hit[name]) for name in ("reference", "number", "date", "title") if hit[name]))
    for notice in data["notices"]:
        click.echo(f"  ({notice['message']})")
    if data["next"]:
        click.echo(f"  more: --cursor {data['next']}")
