"""`vankho describe`: papers described anew from the words that were read, after the rules have become better."""

import json

import click

from vankho import composition
from vankho.settings import Settings


@click.command()
@click.option("--fonds", help="Code of a fonds; all when not given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def describe(settings: Settings, fonds: str | None, as_json: bool) -> None:
    """Describe papers again by the rules of this version; nothing is read anew, and what people and inventories say stays."""
    from indexer.describing import describe_anew
    from indexer.progress import reporter

    with composition.open_catalogue(settings) as catalogue:
        with reporter() as progress:
            documents, changed = describe_anew(catalogue, progress, fonds)
        composition.publish(settings, catalogue, "describe")
    if as_json:
        click.echo(json.dumps({"documents": documents, "changed": changed}, indent=1))
    else:
        click.echo(f"{documents} documents looked at, {changed} described otherwise than before.")
