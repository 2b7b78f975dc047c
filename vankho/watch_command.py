"""The command `watch`: takes in what is put into an inbox."""

import json
from pathlib import Path
from typing import Any

import click

from archive.errors import BadRequest
from vankho.settings import Settings

NOT_TAKEN_IN = 3


@click.command()
@click.argument("inbox", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Take in what is there now and end (for cron); waits --rest first.")
@click.option(
    "--rest",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0),
    help="Seconds nothing about a delivery may change before it is complete.",
)
@click.option(
    "--every", default=5.0, show_default=True, type=click.FloatRange(0.1), help="Seconds between looks into the inbox."
)
@click.option("--jobs", type=click.IntRange(1), help="How many pages are read at once.")
@click.option("--marker", help="A delivery is complete when it has a file of this name, and not before.")
@click.option("--json", "as_json", is_flag=True, help="Print each event as one line of JSON on standard output.")
@click.pass_obj
def watch(
    settings: Settings,
    /,
    *,
    inbox: Path,
    once: bool,
    rest: float,
    every: float,
    jobs: int | None,
    marker: str | None,
    as_json: bool,
) -> int:
    """Take in each delivery folder put into INBOX once it is complete; it goes to INBOX/done or INBOX/faulty with its report."""
    from indexer.progress import reporter
    from vankho import composition
    from vankho.inbox import Inbox
    from vankho.watching import Watch, stopping_on_signals

    if marker is not None and (not marker or "/" in marker):
        raise BadRequest(f"--marker is '{marker}'; it must be the name of a file in the delivery.")
    settings = settings if jobs is None else settings.with_jobs(jobs)
    tell = _tell_json if as_json else _tell
    with composition.open_catalogue(settings), stopping_on_signals() as stopping, reporter() as progress:
        good = Watch(settings, Inbox(inbox.absolute()), rest, every, marker, progress, tell, stopping).run(once=once)
    return 0 if good or not once else NOT_TAKEN_IN


def _tell_json(event: dict[str, Any]) -> None:
    click.echo(json.dumps(event, ensure_ascii=False))


def _tell(event: dict[str, Any]) -> None:
    detail = event.get("message") or event.get("place", "")
    click.echo(
        " ".join(part for part in (f"{event['event']}:", event.get("name", ""), detail and f"→ {detail}") if part)
    )
