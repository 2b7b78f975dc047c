"""`vankho search`: the API's search and its answer on the command line."""

import json
from contextlib import closing
from dataclasses import replace
from typing import Any

import click

from archive.access import PUBLIC_ONLY
from vankho import composition, operator_name
from vankho.settings import Settings

OPTIONS = {
    "fonds": "Code of a fonds.",
    "inventory": "Code of an inventory.",
    "file": "Reference of a file.",
    "term": "Term, e.g. 2010-2015.",
    "type": "Type of document, e.g. 'Nghị quyết'.",
    "issuer": "Issuing body.",
    "year": "Year that the date touches.",
    "from": "First day, e.g. 2010-10-03.",
    "to": "Last day.",
    "dates": "overlap (usual) or within: how a record's date lies to these days.",
    "level": "document (usual), file or any.",
    "sort": "relevance, date, -date or reference.",
    "size": "Hits of one answer, 0 to 100; 20 when not given.",
    "cursor": "Go on where the answer before ended.",
    "facets": "Names with commas between them, or none.",
    "expand": "true or false: also seek what abbreviations stand for.",
    "widen": "true or false: show records with most of the words if none has all.",
    "fuzzy": "true or false: also seek words with one other letter.",
    "explain": "true or false (usual): tell of each hit why it was found.",
    "copies": "all (usual) or folded: documents decided to be copies stand behind their main one.",
    "access": "Level to read as: public (when not given), conditional, secret.",
}
"""The parameters of a search besides the query. Their values go unread to the reading room, which checks them for the API too."""


def _with_options(command: click.Command) -> click.Command:
    for name, meaning in OPTIONS.items():
        # Each may be repeated: whether that is meant for it, the reading room says.
        command.params.append(click.Option([f"--{name}", f"option_{name}"], multiple=True, help=meaning))
    return command


@_with_options
@click.command()
@click.argument("query", default="")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer as one JSON object on standard output.")
@click.pass_obj
def search(settings: Settings, /, query: str, as_json: bool, **options: tuple[str, ...]) -> None:
    """Search as the API does. Options may be repeated: any of their values. Reads as `public` unless --access is given."""
    from api.models.searches import SearchModel
    from reading.parameters import read_search
    from reading.reader import Reader
    from reading.room import SearchRoom
    from reading.searches import find

    pairs = [(name, value) for name in OPTIONS for value in options[f"option_{name}"]]
    asked = read_search([("q", query), *pairs])
    reader = Reader(frozenset(asked.access) or PUBLIC_ONLY, operator_name.of_system())
    with composition.open_catalogue(settings) as catalogue, closing(composition.open_engine(settings)) as engine:
        found = find(SearchRoom(catalogue, engine), reader, replace(asked, access=()))
    answer = SearchModel.of(found).model_dump(mode="json", by_alias=True, exclude=SearchModel.unasked(asked))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _tell(answer)


def _tell(answer: dict[str, Any]) -> None:
    """Hits, one a line, and what the search tells; where nothing holds all the words, how many it found otherwise."""
    otherwise = f", {answer['widened_total']} otherwise" if answer["widened_total"] else ""
    click.echo(f"{answer['total']} found{otherwise}")
    for hit in answer["hits"]:
        shown = (hit["reference"], hit["number"], hit["date"] and hit["date"]["text"], hit["title"])
        click.echo("  " + " · ".join(text for text in shown if text))
        for reason in hit.get("reasons", ()):
            place = reason["place"] if reason["page"] is None else f"page {reason['page']}"
            click.echo(f"      {place}: {reason['found']} ({reason['form']}, sought: {reason['sought']})")
    for notice in answer["notices"]:
        click.echo(f"  ({notice['message']})")
    if answer["next"]:
        click.echo(f"  more: --cursor {answer['next']}")
