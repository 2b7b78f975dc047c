"""`vankho doubts`: what an archivist should look at, the most doubtful first."""

import json
from pathlib import Path
from typing import Any

import click

from vankho import composition
from vankho.settings import Settings

SHOWN = 50  # lines on a terminal; --json and --xlsx have them all


@click.command()
@click.option("--fonds", help="Code of a fonds; all when not given.")
@click.option(
    "--sure",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    help="Values read with less confidence than this are listed.",
)
@click.option("--xlsx", type=click.Path(path_type=Path), help="Write the list to this workbook.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def doubts(settings: Settings, fonds: str | None, sure: float, xlsx: Path | None, as_json: bool) -> None:
    """List what is unsure, missing or contradictory: values, terms, secrecy, unread pages, gaps in numbers."""
    from rich.console import Console
    from rich.table import Table

    from catalogue.doubts import list_doubts

    with composition.open_catalogue(settings) as catalogue, catalogue.reading() as session:
        found = list_doubts(session, fonds, sure)
    rows: list[dict[str, Any]] = [
        {
            "reference": doubt.reference,
            "kind": doubt.kind.value,
            "field": doubt.field.value if doubt.field else None,
            "value": doubt.value,
            "other": doubt.other,
            "weight": doubt.weight,
            "message": doubt.message,
        }
        for doubt in found
    ]
    if xlsx is not None:
        from vankho.workbooks import write_table

        write_table(xlsx, "Cần xem lại", rows)
        click.echo(f"{len(rows)} doubts: {xlsx}", err=True)
    if as_json:
        click.echo(json.dumps({"doubts": rows}, ensure_ascii=False, indent=1))
        return
    if not rows:
        click.echo("Nothing is doubtful.")
        return
    table = Table("reference", "what", "field", "why")
    for row in rows[:SHOWN]:
        table.add_row(row["reference"], row["kind"], row["field"] or "", row["message"])
    Console().print(table)
    if len(rows) > SHOWN:
        click.echo(f"… and {len(rows) - SHOWN} more; --xlsx and --json list them all.")
