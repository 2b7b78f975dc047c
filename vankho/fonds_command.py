"""`vankho fonds`: what the fonds are called, and when their terms begin and end."""

import json
from datetime import date
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import BadRequest, NotFound
from archive.terms import parse_term
from catalogue.audit import record_event
from catalogue.models import Document, File, Fonds, Inventory, RecordKind, Term
from catalogue.publication import touch
from catalogue.records import ensure_term
from indexer.describing import settle_term
from indexer.publication import Publisher
from vankho import composition, operator_name
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
    if (title or terms) and code is None:
        raise BadRequest("--title and --term need the code of a fonds; see: vankho fonds")
    boundaries = [_boundaries(term) for term in terms]
    with composition.open_catalogue(settings) as catalogue:
        if code is not None and (title or boundaries):
            with catalogue.begin() as session:
                _change(session, _found(session, code), title, boundaries)
            engine = composition.open_engine(settings)
            try:
                Publisher(catalogue, engine, "fonds").run_once()
            finally:
                engine.close()
        with catalogue.reading() as session:
            rows = [_row(session, found) for found in _listed(session, code)]
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


def _listed(session: Session, code: str | None) -> list[Fonds]:
    if code is not None:
        return [_found(session, code)]
    return list(session.scalars(select(Fonds).order_by(Fonds.order_key, Fonds.id)))


def _found(session: Session, code: str) -> Fonds:
    found = session.scalar(select(Fonds).where(Fonds.code == code))
    if found is None:
        raise NotFound(f"there is no fonds '{code}'; see: vankho fonds")
    return found


def _change(session: Session, found: Fonds, title: str | None, boundaries: list[tuple[str, date, date]]) -> None:
    record_event(
        session, operator_name.of_system(), "fonds", detail={"fonds": found.code, "title": [found.title, title]}
    )
    for code, first, last in boundaries:
        ensure_term(session, found, code, first, last)
    files = list(session.scalars(select(File).join(Inventory).where(Inventory.fonds_id == found.id).order_by(File.id)))
    documents = list(
        session.scalars(select(Document).where(Document.file_id.in_([file.id for file in files])).order_by(Document.id))
    )
    if boundaries:
        for document in documents:
            settle_term(session, document)
    if title and title != found.title:
        found.title = title
        touch(session, RecordKind.FILE, {file.id: 1 for file in files})
        touch(session, RecordKind.DOCUMENT, {document.id: 1 for document in documents})


def _row(session: Session, found: Fonds) -> dict[str, Any]:
    terms = session.scalars(select(Term).where(Term.fonds_id == found.id).order_by(Term.first_day))
    return {
        "code": found.code,
        "title": found.title,
        "terms": [{"code": t.code, "first": t.first_day.isoformat(), "last": t.last_day.isoformat()} for t in terms],
    }
