"""`vankho fonds`: what the fonds are called, and when their terms begin and end."""

import json
from datetime import date

import click

from archive.errors import BadRequest
from archive.terms import parse_term
from vankho import composition
from vankho.settings import Settings


@click.command()
@click.argument("code", required=False)
@click.option("--title", help="What the fonds is called, e.g. 'Tỉnh ủy Phú Lĩnh'.")
@click.option(
    "--term",
    "terms",
    multiple=True,
    metavar="CODE:FIRST:LAST",
    help="A term and its days, e.g. 2010-2015:2010-10-04:2015-10-16.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def fonds(settings: Settings, code: str | None, title: str | None, terms: tuple[str, ...], as_json: bool) -> None:
    """List the fonds with their terms; with a code, name one or set the days of its terms. Records follow at once."""
    from rich.console import Console
    from rich.table import Table

    from vankho.fonds_rows import change_fonds, list_fonds

    if (title or terms) and code is None:
        raise BadRequest("--title and --term need the code of a fonds; see: vankho fonds")
    boundaries = [_boundaries(term) for term in terms]
    with composition.open_catalogue(settings) as catalogue:
        if code is not None and (title or boundaries):
            with catalogue.begin() as session:
                change_fonds(session, code, title, boundaries)
            composition.publish(settings, catalogue, "fonds")
        with catalogue.reading() as session:
            rows = list_fonds(session, code)
    if as_json:
        click.echo(json.dumps({"fonds": rows}, ensure_ascii=False, indent=1))
        return
    table = Table("code", "title", "terms")
    for row in rows:
        table.add_row(
            row["code"], row["title"], ", ".join(f"{t['code']} ({t['first']} – {t['last']})" for t in row["terms"])
        )
    Console().print(table)


def _boundaries(text: str) -> tuple[str, date, date]:
    code, _, days = text.partition(":")
    first, _, last = (_day(day) for day in days.partition(":"))
    term = parse_term(code)
    if term is None or first is None or last is None or last < first:
        raise BadRequest(f"--term {text}: write it as 2010-2015:2010-10-04:2015-10-16 (term, first day, last day).")
    return term.code, first, last


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
