"""`vankho duplicates`: papers that are in the archive more than once, or nearly so."""

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from vankho import composition
from vankho.settings import Settings

if TYPE_CHECKING:
    from reading.duplicates import PairLine

SHOWN = 50  # lines on a terminal; --json and --xlsx have them all


@click.command()
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    help="identical, same-scan, rescan, copy, contains or version; all when not given.",
)
@click.option("--undecided", is_flag=True, help="Only pairs that nobody has decided.")
@click.option("--as-found", is_flag=True, help="List what was found before; look for nothing new.")
@click.option("--xlsx", type=click.Path(path_type=Path), help="Write the list to this workbook.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def duplicates(
    settings: Settings, /, kinds: tuple[str, ...], *, undecided: bool, as_found: bool, xlsx: Path | None, as_json: bool
) -> None:
    """Find papers that are in the archive twice: the same file, scanned again, copied elsewhere, part of another, another version.

    New and changed documents are compared first; nothing is ever taken out. Archivists decide on the page /duplicates.
    """
    from archive.duplicates.verdict import Kind
    from indexer.fingerprinting import find_duplicates
    from indexer.progress import reporter
    from reading.duplicates import every_pair

    wanted = [_kind(Kind, kind) for kind in kinds]
    with composition.open_catalogue(settings) as catalogue:
        if not as_found:
            with reporter() as progress, composition.executor(settings) as executor:
                found = find_duplicates(catalogue, executor, progress)
            if found.crowded:
                click.echo(
                    f"{found.crowded} documents have more than fifty candidates; the likeliest fifty were compared.",
                    err=True,
                )
        pairs = list(every_pair(catalogue, wanted, undecided=undecided))
    rows = [_row(pair) for pair in pairs]
    if xlsx is not None:
        from vankho.workbooks import write_table

        write_table(xlsx, "Bản trùng", [_flat(row) for row in rows])
        click.echo(f"{len(rows)} pairs: {xlsx}", err=True)
    if as_json:
        click.echo(json.dumps({"pairs": rows}, ensure_ascii=False, indent=1))
        return
    _tell(rows)


def _kind(kinds: Any, text: str) -> Any:
    try:
        return kinds(text)
    except ValueError as error:
        raise click.BadParameter(f"'{text}' is none of {', '.join(kinds)}") from error


def _row(pair: "PairLine") -> dict[str, Any]:
    from archive.duplicates.wording import sentence

    sides = ((pair.one, pair.one_files), (pair.other, pair.other_files))
    one, other = (
        {"id": line.id, "reference": line.reference, "file_names": [PurePosixPath(name).name for name in names]}
        for line, names in sides
    )
    return {
        "a": one,
        "b": other,
        "kind": pair.kind.value,
        "confidence": pair.confidence,
        "reasons": [sentence(reason) for reason in pair.reasons],
        "decision": pair.decision.decision.value if pair.decision else None,
    }


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """The same as one line of a sheet."""
    sides = {
        f"{name}_{of}": row[of][name] if name != "file_names" else "\n".join(row[of][name])
        for of in ("a", "b")
        for name in ("reference", "file_names")
    }
    told = {"kind": row["kind"], "confidence": row["confidence"], "reasons": "\n".join(row["reasons"])}
    return {**sides, **told, "decision": row["decision"]}


def _tell(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    if not rows:
        click.echo("No paper was found twice.")
        return
    table = Table("one", "other", "kind", "sure", "why", "decided")
    for row in rows[:SHOWN]:
        why = "; ".join(row["reasons"])
        sides = (row["a"]["reference"], row["b"]["reference"])
        table.add_row(*sides, row["kind"], f"{row['confidence']:.0%}", why, row["decision"] or "")
    Console().print(table)
    if len(rows) > SHOWN:
        click.echo(f"… and {len(rows) - SHOWN} more; --xlsx and --json list them all.")
