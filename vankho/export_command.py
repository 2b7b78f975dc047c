"""`vankho export`: records in the shape they came in, with what was learned filled in."""

import json
from pathlib import Path

import click

from archive.access import Access
from vankho import composition, operator_name
from vankho.settings import Settings


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--fonds", help="Code of the fonds to give back.")
@click.option("--delivery", type=int, help="Number of the delivery to give back; see vankho deliveries.")
@click.option(
    "--access",
    "levels",
    multiple=True,
    type=click.Choice([level.value for level in Access]),
    default=[Access.PUBLIC.value],
    show_default=True,
    help="A level whose records may leave; repeat it for more.",
)
@click.option(
    "--as-received", is_flag=True, help="Every cell exactly as it came; nothing that was learned is filled in."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def export(
    settings: Settings,
    /,
    *,
    target: Path,
    fonds: str | None,
    delivery: int | None,
    levels: tuple[str, ...],
    as_received: bool,
    as_json: bool,
) -> None:
    """Write a ZIP of the HSLTCQ workbook and the scans. Cells that came filled stay; empty ones get what was learned."""
    from indexer import exporting
    from indexer.progress import reporter

    wanted = exporting.Wanted(fonds, delivery, frozenset(map(Access, levels)), as_received)
    with composition.open_catalogue(settings) as catalogue, reporter() as progress:
        done = exporting.export(catalogue, target, wanted, operator_name.of_system(), progress)
    data = {
        "file": str(target),
        "files": done.files,
        "documents": done.documents,
        "scans": done.scans,
        "withheld": list(done.withheld),
    }
    for name in done.withheld:
        click.echo(f"vankho: {name} was left out: it also holds pages that may not leave at these levels.", err=True)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        click.echo(f"{target}: {done.files} files, {done.documents} documents, {done.scans} scans.")
