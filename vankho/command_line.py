"""The command line. Results go to standard output, with `--json` as one JSON object; progress and messages to standard error.

Each command imports its own parts: help and a search need not wait for the libraries that read pages.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any, NoReturn

import click

from archive.access import Access
from archive.errors import BadRequest, VankhoError
from archive.local_time import VIETNAM
from vankho import (
    arranging_commands,
    check_command,
    composition,
    correcting_commands,
    describe_command,
    doubts_command,
    duplicates_command,
    export_command,
    fonds_command,
    mapping_command,
    operator_name,
    page_commands,
    search_command,
    user_commands,
    watch_command,
)
from vankho.settings import Settings, load

NOT_TAKEN_IN = 3

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="vankho")
@click.pass_context
def vankho(context: click.Context) -> None:
    """Văn Khố: makes digitised archives findable. Settings: environment variables VANKHO_…, or vankho.toml."""
    context.obj = load()


def main() -> NoReturn:
    """Run the command line; faults known by name become one clear line and their exit status."""
    try:
        status = vankho.main(standalone_mode=False)
    except VankhoError as error:
        click.echo(f"vankho: {error}", err=True)
        sys.exit(error.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("vankho: stopped; run the same command again to go on.", err=True)
        sys.exit(130)
    sys.exit(status if isinstance(status, int) else 0)


def _answer(as_json: bool, data: dict[str, Any], tell: Callable[[dict[str, Any]], None]) -> None:
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        tell(data)


@vankho.command()
@click.pass_obj
def init(settings: Settings) -> None:
    """Make the data folder, database and index; migrate an older one; refuse a newer one."""
    from vankho import reports

    found = composition.prepare(settings)
    click.echo(f"{settings.home}: {reports.prepared(found)}", err=True)


@vankho.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--inventory",
    type=click.Path(path_type=Path),
    help="The inventory (workbook or CSV), when it is not in the folder.",
)
@click.option("--fonds", help="The fonds of records that come without a number.")
@click.option(
    "--access",
    type=click.Choice([level.value for level in Access]),
    help="Access of records whose inventory does not say.",
)
@click.option("--jobs", type=click.IntRange(1), help="How many pages are read at once.")
@click.option("--replace", is_flag=True, help="Let a file of a known name with other content take the old one's place.")
@json_option
@click.pass_obj
def ingest(
    settings: Settings,
    /,
    *,
    paths: tuple[Path, ...],
    inventory: Path | None,
    fonds: str | None,
    access: str | None,
    jobs: int | None,
    replace: bool,
    as_json: bool,
) -> int:
    """Take in files, folders or ZIPs. Taking in the same again changes nothing; a run that was cut off goes on."""
    from indexer.progress import reporter
    from indexer.unpacking import unpacked
    from vankho import reports

    settings = settings if jobs is None else settings.with_jobs(jobs)
    rules = composition.intake_rules(settings, fonds=fonds, access=Access(access) if access else None, replace=replace)
    with (
        composition.open_catalogue(settings) as catalogue,
        reporter() as progress,
        composition.publishing(settings, catalogue, "ingest"),
        composition.intake(settings, catalogue, rules) as taking_in,
        unpacked(paths, settings.home) as folders,
    ):
        receipt = taking_in.take_in(folders, inventory, progress)
    _answer(as_json, receipt.to_json(), reports.tell_receipt)
    return receipt.exit_status


@vankho.command()
@json_option
@click.pass_obj
def retry(settings: Settings, as_json: bool) -> int:
    """Read failed pages again."""
    from indexer.progress import reporter

    with composition.open_catalogue(settings) as catalogue:
        with reporter() as progress, composition.page_work(settings, catalogue) as (work, _):
            counts = work.retry(progress)
        composition.publish(settings, catalogue, "retry")
    data = {"read": counts.read + counts.cached, "failed": counts.failed}
    _answer(as_json, data, lambda d: click.echo(f"{d['read']} pages read, {d['failed']} failed again."))
    return NOT_TAKEN_IN if counts.failed else 0


@vankho.command()
@json_option
@click.pass_obj
def status(settings: Settings, as_json: bool) -> None:
    """Fonds, files, documents, pages by state, failures, index revision."""
    from vankho import reports

    with composition.open_catalogue(settings) as catalogue:
        data = reports.holdings(catalogue)
    _answer(as_json, data, reports.tell_holdings)


@vankho.command()
@json_option
@click.pass_obj
def reindex(settings: Settings, as_json: bool) -> None:
    """Build the index anew from the catalogue, beside the live one, and swap it in."""
    from indexer.progress import reporter
    from indexer.publication import Publisher

    with composition.open_catalogue(settings) as catalogue, reporter() as progress:
        engine = composition.open_engine(settings)
        try:
            count = Publisher(catalogue, engine, "reindex").rebuild(progress)
        finally:
            engine.close()
    _answer(as_json, {"records": count}, lambda d: click.echo(f"{d['records']} records indexed."))


@vankho.command()
@json_option
@click.pass_obj
def verify(settings: Settings, as_json: bool) -> int:
    """Compute every asset's checksum again and name what differs or is missing."""
    from vankho import reports

    with composition.open_catalogue(settings) as catalogue:
        findings = list(catalogue.verify())
    data = {
        "faults": [{"sha256": f.sha256, "names": list(f.names), "kind": f.kind, "message": f.message} for f in findings]
    }
    _answer(as_json, data, reports.tell_faults)
    return NOT_TAKEN_IN if findings else 0


@vankho.command()
@click.argument("delivery", required=False, type=int)
@click.option(
    "--receipt", type=click.Path(path_type=Path), help="Write a printable receipt (HTML) of the delivery to this file."
)
@json_option
@click.pass_obj
def deliveries(settings: Settings, delivery: int | None, receipt: Path | None, as_json: bool) -> None:
    """List what came when; with a number and --receipt, write that delivery's receipt."""
    from indexer.receipts import delivery_rows, write_receipt
    from vankho import reports

    if receipt is not None and delivery is None:
        raise BadRequest("--receipt needs the number of a delivery; see: vankho deliveries")
    with composition.open_catalogue(settings) as catalogue:
        rows = delivery_rows(catalogue, delivery)
        if receipt is not None and delivery is not None:
            write_receipt(catalogue, delivery, settings.repository, receipt)
            click.echo(f"receipt of delivery {delivery}: {receipt}", err=True)
    for row in rows:
        row["received"] = row["received"].astimezone(UTC if as_json else VIETNAM).isoformat(timespec="seconds")
    _answer(as_json, {"deliveries": rows}, reports.tell_deliveries)


@vankho.command()
@click.argument("delivery", type=int)
@click.option("--why", required=True, help="The reason; it is logged.")
@click.pass_obj
def withdraw(settings: Settings, delivery: int, why: str) -> None:
    """Take a wrong delivery out of sight; it is kept, and can be brought back."""
    _turn(settings, delivery, why, back=False)


@vankho.command()
@click.argument("delivery", type=int)
@click.option("--why", required=True, help="The reason; it is logged.")
@click.pass_obj
def restore(settings: Settings, delivery: int, why: str) -> None:
    """Bring a withdrawn delivery back into sight."""
    _turn(settings, delivery, why, back=True)


def _turn(settings: Settings, delivery: int, why: str, *, back: bool) -> None:
    from vankho import reports

    with composition.open_catalogue(settings) as catalogue:
        count = reports.turn_delivery(catalogue, delivery, operator_name.of_system(), why, back=back)
        composition.publish(settings, catalogue, "withdraw")
    click.echo(
        f"delivery {delivery}: {count} documents {'brought back into' if back else 'taken out of'} sight", err=True
    )


vankho.add_command(fonds_command.fonds)
vankho.add_command(search_command.search)
vankho.add_command(watch_command.watch)
vankho.add_command(correcting_commands.set_values)
vankho.add_command(correcting_commands.history)
vankho.add_command(correcting_commands.undo)
vankho.add_command(correcting_commands.release)
vankho.add_command(arranging_commands.split)
vankho.add_command(arranging_commands.join)
vankho.add_command(arranging_commands.move)
vankho.add_command(page_commands.read)
vankho.add_command(describe_command.describe)
vankho.add_command(doubts_command.doubts)
vankho.add_command(duplicates_command.duplicates)
vankho.add_command(check_command.check)
vankho.add_command(mapping_command.mapping)
vankho.add_command(export_command.export)
vankho.add_command(user_commands.user)


@vankho.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.pass_obj
def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the API and the pages."""
    from vankho.application import run

    run(settings, host, port)
