"""`vankho split`, `join` and `move`: pages arranged into documents by a person, with the reason."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from archive.errors import BadRequest
from vankho import composition, operator_name
from vankho.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from catalogue.arrangements import Arranged

_why = click.option("--why", required=True, help="The reason; it is logged.")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")


@click.command()
@click.argument("reference")
@click.option("--at", "pages", required=True, metavar="PAGE[,PAGE...]", help="The pages with which a new paper begins.")
@_why
@_json
@click.pass_obj
def split(settings: Settings, reference: str, pages: str, why: str, as_json: bool) -> None:
    """Part a document that holds several papers. The first keeps its reference, the others get the next free numbers."""
    from catalogue import arrangements
    from catalogue.page_names import document_named

    begins = _numbers(pages)
    who = operator_name.of_system()
    arrange(settings, "split", lambda s: arrangements.split(s, document_named(s, reference), begins, who, why), as_json)


@click.command()
@click.argument("references", nargs=-1, required=True, metavar="REFERENCE REFERENCE...")
@_why
@_json
@click.pass_obj
def join(settings: Settings, references: tuple[str, ...], why: str, as_json: bool) -> None:
    """Join the documents of one paper into the first of them; the others are withdrawn."""
    from catalogue import arrangements
    from catalogue.page_names import document_named

    who = operator_name.of_system()
    arrange(
        settings,
        "join",
        lambda s: arrangements.join(s, [document_named(s, one) for one in references], who, why),
        as_json,
    )


@click.command()
@click.argument("page", metavar="REFERENCE:PAGE")
@click.option(
    "--to", "target", required=True, metavar="REFERENCE[:POSITION]", help="Where it goes; at the end without one."
)
@_why
@_json
@click.pass_obj
def move(settings: Settings, page: str, target: str, why: str, as_json: bool) -> None:
    """Move a page to another document, or to another place in its own."""
    from catalogue import arrangements
    from catalogue.page_names import document_named, page_named

    reference, colon, position = target.partition(":")
    place = _number(position) if colon else None
    who = operator_name.of_system()
    arrange(
        settings,
        "move",
        lambda s: arrangements.move(s, page_named(s, page), (document_named(s, reference), place), who, why),
        as_json,
    )


def arrange(settings: Settings, name: str, work: "Callable[[Session], Arranged]", as_json: bool) -> None:
    """Do what a command asks, bring it to the index, and tell which documents hold how many pages now."""
    from indexer import arranging

    with composition.open_catalogue(settings) as catalogue:
        documents = arranging.arrange(catalogue, work)
        composition.publish(settings, catalogue, name)
    if as_json:
        rows = [{"reference": reference, "pages": pages} for reference, pages in documents]
        click.echo(json.dumps({"documents": rows}, ensure_ascii=False, indent=1))
        return
    for reference, pages in documents:
        click.echo(f"{reference}: {pages} pages" if pages else f"{reference}: withdrawn, it holds no page any more")


def _numbers(text: str) -> list[int]:
    return [_number(one) for one in text.split(",")]


def _number(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadRequest(f"'{text[:80]}' is no page number; write whole numbers, e.g. --at 3,7")
    return int(text)
