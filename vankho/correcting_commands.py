"""`vankho set`, `history`, `undo` and `release`: a person's word on a description, with its reason."""

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from archive.access import Access
from archive.descriptions import Field, Source
from archive.errors import BadRequest
from archive.local_time import told
from vankho import composition, operator_name
from vankho.arranging_commands import arrange
from vankho.page_commands import undo_reading
from vankho.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from catalogue.arrangements import Arranged

_why = click.option("--why", required=True, help="The reason; it is logged.")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")


@click.command("set")
@click.argument("reference")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_why
@_json
@click.pass_obj
def set_values(settings: Settings, reference: str, values: tuple[str, ...], why: str, as_json: bool) -> None:
    """Correct fields of a document or file, e.g. number=12-NQ/TU date=5/10/2012. It outweighs inventory and paper.

    FIELD= with nothing after it says that the paper has no such value.
    """
    from catalogue.corrections import correct, record_of_reference

    wanted = _pairs(values)
    with composition.open_catalogue(settings) as catalogue:
        with catalogue.begin() as session:
            record = record_of_reference(session, reference)
            changes = correct(session, record, wanted, operator_name.of_system(), why)
            data = {"reference": record.reference, "changes": _rows(changes)}
        composition.publish(settings, catalogue, "set")
    _answer(data, as_json)


@click.command()
@click.argument("reference")
@click.argument("field", required=False)
@_json
@click.pass_obj
def history(settings: Settings, reference: str, field: str | None, as_json: bool) -> None:
    """Every value that the fields of a record ever had: from where, how sure, by whom, when, and until when."""
    from rich.console import Console
    from rich.table import Table

    from archive.field_values import field_named
    from catalogue.corrections import record_of_reference, tell_history

    with composition.open_catalogue(settings) as catalogue, catalogue.reading() as session:
        record = record_of_reference(session, reference)
        versions = tell_history(session, record, field_named(field) if field else None)
        rows: list[dict[str, Any]] = [
            {
                "field": version.statement.field,
                "value": version.statement.value,
                "source": version.statement.source,
                "confidence": version.statement.confidence,
                "page": version.statement.place.page if version.statement.place else None,
                "who": version.who,
                "at": version.at.isoformat(timespec="seconds"),
                "until": version.superseded_at.isoformat(timespec="seconds") if version.superseded_at else None,
            }
            for version in versions
        ]
        data = {"reference": record.reference, "history": rows}
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    if not rows:
        click.echo(f"{reference} has no described values yet.", err=True)
        return
    table = Table("field", "value", "from", "sure", "by", "at", "until")
    for row, version in zip(rows, versions, strict=True):
        until = told(version.superseded_at) if version.superseded_at else ""
        sure = f"{row['confidence']:.0%}"
        table.add_row(row["field"], row["value"], row["source"], sure, row["who"], told(version.at), until)
    Console().print(table)


@click.command()
@click.argument("reference")
@click.argument("fields", nargs=-1, metavar="[FIELD...]")
@_why
@_json
@click.pass_obj
def undo(settings: Settings, reference: str, fields: tuple[str, ...], why: str, as_json: bool) -> int:
    """Take back what a person set last: the named fields, or all that was set together. What counted before counts again.

    REFERENCE:PAGE takes back the last vankho read of that page. A document that was split, joined or had a page moved after
    any of its values was set, and all documents that this changed, hold again the pages that they held before.
    """
    from archive.field_values import field_named
    from catalogue.corrections import record_of_reference, take_back
    from catalogue.page_names import is_page_name

    if is_page_name(reference):
        if fields:
            raise BadRequest("a page has no fields; write the reference of its document")
        return undo_reading(settings, reference, why, as_json)
    chosen = {field_named(field) for field in fields}
    if not chosen and _was_arranged_last(settings, reference):
        arrange(settings, "undo", partial(_undo_arrangement, reference, why), as_json)
        return 0
    with composition.open_catalogue(settings) as catalogue:
        with catalogue.begin() as session:
            record = record_of_reference(session, reference)
            changes = take_back(session, record, chosen, operator_name.of_system(), why)
            data = {"reference": record.reference, "changes": _rows(changes)}
        composition.publish(settings, catalogue, "undo")
    _answer(data, as_json)
    return 0


@click.command()
@click.argument("reference")
@click.option(
    "--to", "level", required=True, type=click.Choice([level.value for level in Access]), help="The new level."
)
@_why
@_json
@click.pass_obj
def release(settings: Settings, reference: str, level: str, why: str, as_json: bool) -> None:
    """Decide who may see a record, whatever its inventory or a stamp on it says; vankho undo takes it back."""
    from catalogue import corrections

    with composition.open_catalogue(settings) as catalogue:
        with catalogue.begin() as session:
            record = corrections.record_of_reference(session, reference)
            counts = corrections.release(session, record, Access(level), operator_name.of_system(), why)
            data = {"reference": record.reference, "level": level, "counts": counts.value}
        composition.publish(settings, catalogue, "release")
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        click.echo(f"{data['reference']} is {level}", err=True)
    if counts != level:
        click.echo(
            f"vankho: {data['reference']} is still shown only to readers of {counts.value} records, as its file is; "
            "release the file too if all of it may be seen.",
            err=True,
        )


def _was_arranged_last(settings: Settings, reference: str) -> bool:
    """Whether the last thing that a person did to a record was to arrange its pages, not to set a value."""
    from catalogue.arrangements import last_arrangement
    from catalogue.corrections import record_of_reference
    from catalogue.descriptions import current
    from catalogue.models import Document

    with composition.open_catalogue(settings) as catalogue, catalogue.reading() as session:
        record = record_of_reference(session, reference)
        done = last_arrangement(session, record) if isinstance(record, Document) else None
        if done is None:
            return False
        return all(at < done.at for at in current(session, record, Source.PERSON).values())


def _undo_arrangement(reference: str, why: str, session: "Session") -> "Arranged":
    from catalogue.arrangements import undo_arrangement
    from catalogue.page_names import document_named

    return undo_arrangement(session, document_named(session, reference), operator_name.of_system(), why)


def _pairs(values: tuple[str, ...]) -> dict[Field, str]:
    from archive.field_values import field_named

    pairs: dict[Field, str] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals:
            raise BadRequest(f"'{value[:80]}' has no '='; write FIELD=VALUE, e.g. number=12-NQ/TU")
        field = field_named(name)
        if field in pairs:
            raise BadRequest(f"{field} is given twice; keep one of the values")
        pairs[field] = text
    return pairs


def _rows(changes: list[Any]) -> list[dict[str, Any]]:
    return [{"field": change.field.value, "before": change.before, "after": change.after} for change in changes]


def _answer(data: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for change in data["changes"]:
        click.echo(f"{change['field']}: {change['before'] or '–'} → {change['after'] or '–'}")
    if not data["changes"]:
        click.echo(f"{data['reference']}: readers see no difference.", err=True)
