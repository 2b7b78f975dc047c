"""What the command line answers: data first, then the same told to a person."""

from typing import Any

import click
from rich.console import Console
from rich.table import Table

from catalogue import deliveries
from catalogue.catalogue import Catalogue
from catalogue.counts import count_holdings
from catalogue.page_work import FailedPage, failed_pages
from catalogue.publication import index_state
from catalogue.schema import SchemaState
from indexer.publication import INDEX
from indexer.receipts import names_of

SHOWN = 50  # lines of a list on a terminal; --json has them all
_PAGE = 500


def prepared(found: SchemaState) -> str:
    """What `init` found and did."""
    if found is SchemaState.CURRENT:
        return "is ready (it was before, too)"
    return "is ready" if found.value == "empty" else "was of an older version and is up to date now"


def holdings(catalogue: Catalogue) -> dict[str, Any]:
    """Everything `status` says: the same for the same archive, without clocks or figures of a run."""
    with catalogue.reading() as session:
        counts = count_holdings(session)
        indexed, _ = index_state(session, INDEX)
        failures: list[FailedPage] = []
        while batch := failed_pages(session, _PAGE, failures[-1].sequence if failures else 0):
            failures += batch
        names = names_of(session, {failure.asset_sha256 for failure in failures})
    return {
        "repositories": counts.repositories,
        "fonds": counts.fonds,
        "inventories": counts.inventories,
        "files": counts.files,
        "documents": counts.documents,
        "access": {level.value: count for level, count in counts.access.items()},
        "withdrawn": {"files": counts.withdrawn_files, "documents": counts.withdrawn_documents},
        "assets": counts.assets,
        "deliveries": counts.deliveries,
        "pages": {state.value: count for state, count in counts.pages.items()},
        "pages_by_fonds": {
            code: {state.value: count for state, count in states.items()}
            for code, states in counts.pages_by_fonds.items()
        },
        "revision": counts.revision,
        "index": {"revision": indexed, "waiting": counts.unpublished},
        "failures": [
            {
                "file": names.get(failure.asset_sha256, failure.asset_sha256),
                "page": failure.index + 1,
                "stage": failure.stage,
                "error": failure.error_class,
                "reason": failure.reason,
                "attempts": failure.attempts,
            }
            for failure in failures
        ],
    }


def turn_delivery(catalogue: Catalogue, delivery: int, who: str, why: str, *, back: bool) -> int:
    """Take a delivery out of sight or bring it back; returns how many documents."""
    with catalogue.begin() as session:
        return (deliveries.restore if back else deliveries.withdraw)(session, delivery, who, why)


def tell_receipt(data: dict[str, Any]) -> None:
    """The summary at the end of an ingest: what came in, then everything that is not as it should be."""
    from indexer.intake import Outcome  # noqa: PLC0415 - reads workbooks and pictures: loaded by ingest, not by status

    outcomes = {name: count for name, count in data["outcomes"].items() if count}
    told = ", ".join(f"{count} {name}" for name, count in outcomes.items()) or "nothing offered"
    pages = data["pages"]
    click.echo(f"Delivery {data['delivery']} ({data['name']}): {told}.")
    click.echo(f"Pages: {pages['read']} read, {pages['cached']} known already, {pages['failed']} failed.")
    loud = [f for f in data["findings"] if Outcome(f["outcome"]) not in {Outcome.UNCHANGED, Outcome.TAKEN}]
    for finding in sorted(loud, key=lambda f: not Outcome(f["outcome"]).is_loss)[:SHOWN]:
        click.echo(f"  {finding['outcome']}: {finding['file']} {finding['message']}")
    for fault in data["inventory_faults"][:SHOWN]:
        click.echo(f"  inventory: {fault}")
    hidden = max(0, len(loud) - SHOWN) + max(0, len(data["inventory_faults"]) - SHOWN)
    if hidden:
        click.echo(f"  … and {hidden} more; --json lists them all.")
    if pages["failed"]:
        click.echo("Failed pages: vankho status names them, vankho retry reads them again.")


def tell_holdings(data: dict[str, Any]) -> None:
    """`status` as a table and a list of failures."""
    table = Table(show_header=False, box=None)
    for name in ("fonds", "files", "documents", "assets", "deliveries"):
        table.add_row(name, str(data[name]))
    table.add_row("access", ", ".join(f"{level} {count}" for level, count in data["access"].items()))
    for state, count in data["pages"].items():
        table.add_row(f"pages {state}", str(count))
    table.add_row(
        "index",
        f"revision {data['index']['revision']} of {data['revision']}, {data['index']['waiting']} records waiting",
    )
    Console().print(table)
    for failure in data["failures"][:SHOWN]:
        click.echo(
            f"  {failure['file']}, page {failure['page']}: {failure['reason']} ({failure['stage']}, {failure['attempts']} attempts)"
        )
    if len(data["failures"]) > SHOWN:
        click.echo(f"  … and {len(data['failures']) - SHOWN} more; --json lists them all.")


def tell_faults(data: dict[str, Any]) -> None:
    """What `verify` found."""
    for fault in data["faults"]:
        click.echo(fault["message"])
    click.echo(f"{len(data['faults'])} faults." if data["faults"] else "Every asset is as it was taken in.")


def tell_deliveries(data: dict[str, Any]) -> None:
    """Deliveries as a table."""
    table = Table("no", "received", "name", "documents", "state")
    for row in data["deliveries"]:
        table.add_row(str(row["id"]), row["received"], row["name"], str(row["documents"]), row["state"])
    Console().print(table)
