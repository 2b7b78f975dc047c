"""`vankho check`: every fault of a delivery at once, and what of it is there already, before anything is taken in."""

import json
from pathlib import Path

import click

from vankho import composition
from vankho.settings import Settings


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--inventory",
    type=click.Path(path_type=Path),
    help="The inventory (workbook or CSV), when it is not in the folder.",
)
@click.option("--bytes-only", is_flag=True, help="Compare files by their bytes only, not by the look of their pages.")
@click.option("--xlsx", type=click.Path(path_type=Path), help="Write the faults to this workbook.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def check(
    settings: Settings,
    /,
    *,
    paths: tuple[Path, ...],
    inventory: Path | None,
    bytes_only: bool,
    xlsx: Path | None,
    as_json: bool,
) -> int:
    """Look a delivery over and change nothing: files, inventory, counts, numbers, dates, and what is there already.

    Status 3: something would be kept out. That a file is there already is no fault.
    """
    from indexer.checking import check_delivery
    from indexer.progress import reporter
    from indexer.unpacking import unpacked

    rules = composition.intake_rules(settings, fonds=None, access=None, replace=False)
    with (
        composition.open_catalogue(settings) as catalogue,
        reporter() as progress,
        composition.page_work(settings, catalogue) as (_, pool),
        unpacked(paths, settings.home) as folders,
    ):
        found = check_delivery(
            catalogue, pool, folders, rules, inventory=inventory, pictures=not bytes_only, reporter=progress
        )
    data = found.to_json()
    if xlsx is not None:
        from vankho.workbooks import write_table

        write_table(xlsx, "Lỗi", data["breaches"])
        click.echo(f"{len(found.breaches)} faults: {xlsx}", err=True)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for breach in found.breaches:
            click.echo(str(breach))
        for one in found.near:
            click.echo(str(one))
        offered = f"{found.documents} documents, {found.pages} pages"
        click.echo(f"{offered}: {len(found.breaches)} faults." if found.breaches else f"{offered}: nothing is wrong.")
    return found.exit_status
