"""`vankho mapping`: what the columns of an inventory of another shape stand for, looked over and confirmed once."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from archive.errors import BadRequest, NotFound
from vankho import composition, operator_name
from vankho.settings import Settings


@click.command()
@click.argument("inventory", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--sheet", help="Title of the sheet; needed only when several are of unknown shapes.")
@click.option(
    "--set",
    "said",
    multiple=True,
    metavar="HEADER=COLUMN",
    help="What a header stands for; nothing after = for nothing.",
)
@click.option("--confirm", is_flag=True, help="Let it hold from now on for every inventory with these headers.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def mapping(
    settings: Settings, /, *, inventory: Path, sheet: str | None, said: tuple[str, ...], confirm: bool, as_json: bool
) -> None:
    """Show what each column of an inventory of another shape is taken for; correct it with --set, and --confirm it."""
    from catalogue.column_mappings import confirm_columns, confirmed_columns
    from indexer.inventory.proposals import kind_proposed, propose
    from indexer.inventory.shapes import TELLING, fingerprint
    from indexer.inventory.source import read_headers

    title, headers = _chosen(read_headers(inventory), sheet, inventory.name)
    mark = fingerprint(headers)
    with composition.open_catalogue(settings) as catalogue:
        with catalogue.reading() as session:
            known = confirmed_columns(session).get(mark)
        proposed = known if known is not None else propose(headers, kind_proposed(headers) or "documents")
        columns = {**proposed, **_said(said, headers)}
        telling = [column for column in TELLING.values() if column in columns.values()]
        if not telling:
            raise BadRequest(
                f"no header stands for any of {', '.join(TELLING.values())}, so no row names what it describes"
            )
        if confirm:
            with catalogue.begin() as session:
                confirm_columns(
                    session, mark, {h: columns.get(h, "") for h in headers if h.strip()}, operator_name.of_system()
                )
    data = {
        "inventory": inventory.name,
        "sheet": title,
        "headers": mark,
        "confirmed": confirm or (known is not None and not said),
        "columns": {header: columns.get(header, "") for header in headers if header.strip()},
    }
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        _tell(data)


def _chosen(found: Sequence[tuple[str, tuple[str, ...]]], sheet: str | None, name: str) -> tuple[str, tuple[str, ...]]:
    fitting = [one for one in found if sheet is None or one[0] == sheet]
    if not fitting:
        raise NotFound(
            f"{name}: no sheet has headers of another shape that could be an inventory's; nothing is to be confirmed"
        )
    if len(fitting) > 1:
        raise BadRequest(
            f"{name} has several such sheets; name one with --sheet: {', '.join(one[0] for one in fitting)}"
        )
    return fitting[0]


def _said(said: Sequence[str], headers: Sequence[str]) -> dict[str, str]:
    from indexer.inventory import columns as c

    known = {c.header_key(column): column for column in (*c.DOCUMENT_COLUMNS, *c.FILE_COLUMNS)}
    here = {c.header_key(header): header for header in headers if header.strip()}
    columns: dict[str, str] = {}
    for one in said:
        header, equals, column = one.rpartition("=")
        if not equals or c.header_key(header) not in here:
            raise BadRequest(f"'{one[:80]}' names no header of this sheet; its headers are {', '.join(here.values())}")
        if column.strip() and c.header_key(column) not in known:
            raise BadRequest(
                f"there is no column '{column[:80]}'; write one of {', '.join(dict.fromkeys(known.values()))}"
            )
        columns[here[c.header_key(header)]] = known.get(c.header_key(column), "")
    return columns


def _tell(data: dict[str, Any]) -> None:
    for header, column in data["columns"].items():
        click.echo(f"{' '.join(header.split())} → {column or '(nothing)'}")
    told = (
        "confirmed" if data["confirmed"] else "not confirmed yet; correct it with --set HEADER=COLUMN, then --confirm"
    )
    click.echo(f"{data['inventory']}, sheet '{data['sheet']}': {told}.", err=True)
