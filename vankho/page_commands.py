"""`vankho read`: one page read again with other settings or turned; and how `vankho undo` takes it back."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, cast

import click

from vankho import composition, operator_name
from vankho.settings import Settings

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from indexer.reading_again import ReadAgain

FAILED = 3


@click.command()
@click.argument("page", metavar="REFERENCE[:PAGE]")
@click.option(
    "--rotate",
    type=click.Choice(["0", "90", "180", "270"]),
    help="Turn it clockwise by so many degrees from how it is shown now; 0 keeps it so.",
)
@click.option("--dpi", type=int, help="Resolution at which the engine is given the page.")
@click.option(
    "--psm",
    type=click.Choice(["auto", "column", "block", "sparse"]),
    help="How the engine looks for lines: by itself, in one column, in one block, or as scattered words.",
)
@click.option("--why", required=True, help="The reason; it is logged.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def read(
    settings: Settings, /, *, page: str, rotate: str | None, dpi: int | None, psm: str | None, why: str, as_json: bool
) -> int:
    """Read a page (or all of a document's) again from its image. The choice holds until vankho undo takes it back."""
    from indexer.reading_again import ReadingAgain, Wish

    wish = Wish(
        int(rotate) if rotate is not None else None,
        dpi,
        cast(Literal["auto", "column", "block", "sparse"] | None, psm),
    )
    with composition.open_catalogue(settings) as catalogue, composition.page_work(settings, catalogue) as (work, _):
        pages = _named(catalogue, page)
        outcomes = list(ReadingAgain(catalogue, work, operator_name.of_system(), why).read(pages, wish))
        composition.publish(settings, catalogue, "read")
    return _tell(pages, outcomes, as_json)


def undo_reading(settings: Settings, page: str, why: str, as_json: bool) -> int:
    """Read a page again as it was read before the last choice for it; returns the exit status."""
    from indexer.reading_again import ReadingAgain

    with composition.open_catalogue(settings) as catalogue, composition.page_work(settings, catalogue) as (work, _):
        pages = _named(catalogue, page)
        outcomes = list(ReadingAgain(catalogue, work, operator_name.of_system(), why).read_as_before(pages))
        composition.publish(settings, catalogue, "undo")
    return _tell(pages, outcomes, as_json)


def _named(catalogue: "Catalogue", page: str) -> dict[str, str]:
    from catalogue.page_names import page_ids_named

    with catalogue.reading() as session:
        return page_ids_named(session, page)


def _tell(pages: dict[str, str], outcomes: "Iterable[ReadAgain]", as_json: bool) -> int:
    outcomes = list(outcomes)
    if as_json:
        rows = [{"page": pages[one.page_id], **one.to_json()} for one in outcomes]
        click.echo(json.dumps({"pages": rows}, ensure_ascii=False, indent=1))
    else:
        for one in outcomes:
            told = f"{one.before or 'not read'} → {one.after}"
            fault = f"stays as it was, for it could not be read so: {one.fault}"
            click.echo(f"{pages[one.page_id]}: {fault if one.fault else told}")
    return FAILED if any(one.fault for one in outcomes) else 0
