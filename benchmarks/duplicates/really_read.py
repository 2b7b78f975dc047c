"""A small set that is drawn at the resolution of scans, read by the product's own engine and described by its own rules.

The made-up readings of the large set are only as good as what is known of scans; this one shows whether its figures hold.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from PIL import Image

from archive.dates import PartialDate
from archive.descriptions import Field
from archive.duplicates.papers import Paper as Document
from archive.duplicates.papers import PaperDescription
from archive.duplicates.pictures import PictureHash
from archive.pages import PageText
from benchmarks.duplicates.collection import READ, Collection, Item, Making
from benchmarks.duplicates.scans import images, words_of
from benchmarks.forms.damage import resolution
from benchmarks.forms.readings import readings
from imaging.fingerprints import picture_hash
from imaging.images import PageImage
from imaging.page import PageTask
from indexer.describe import describe_document

_MARK = "read-"  # before the ids, so that these documents can lie among those of the large set


def really_read(seed: int, home: Path, jobs: int) -> Collection:
    """The set of a seed; pages and readings are kept in the folder, so that the next run takes seconds."""
    making = Making(seed, READ)
    folder = home / "duplicates" / str(seed)
    folder.mkdir(parents=True, exist_ok=True)
    hashes: dict[str, list[PictureHash]] = {}
    tasks: dict[str, list[PageTask]] = {}
    for item in making.items:
        scan = replace(item.scan, dpi=resolution(item.scan.damage, Random(item.scan.key)))
        hashes[item.id], tasks[item.id] = [], []
        for at, image in enumerate(images(making.sheets_of(item), item.drawing, scan)):
            hashes[item.id].append(picture_hash(image))
            tasks[item.id].append(_kept(folder / f"{item.id}-{at}.png", image))
    flat = [task for ones in tasks.values() for task in ones]
    texts = dict(zip(flat, readings(flat, home, jobs), strict=True))
    made = Collection()
    for item in making.items:
        document = _document(item, [texts[task] for task in tasks[item.id]], hashes[item.id])
        made.documents[document.id] = document
    named = {pair: (f"{_MARK}{pair[0]}", f"{_MARK}{pair[1]}") for pair in (*making.made.pairs, *making.made.hard)}
    made.pairs = {named[pair]: kind for pair, kind in making.made.pairs.items()}
    made.makings = {named[pair]: way for pair, way in making.made.makings.items()}
    made.wholes = {named[pair]: f"{_MARK}{whole}" for pair, whole in making.made.wholes.items()}
    made.hard = {named[pair] for pair in making.made.hard}
    return made


def _kept(path: Path, image: PageImage) -> PageTask:
    if not path.exists():
        part = path.with_suffix(".part")
        Image.fromarray(image.pixels).save(part, "PNG", dpi=(image.dpi, image.dpi))
        part.replace(path)
    return PageTask(path, 0)


def _document(item: Item, pages: Sequence[PageText], hashes: Sequence[PictureHash]) -> Document:
    said = {one.field: one.value for one in describe_document(pages, datetime.now(UTC).date())}
    return Document(
        id=f"{_MARK}{item.id}",
        file=f"{_MARK}{item.file}",
        description=PaperDescription(
            number=said.get(Field.NUMBER),
            type=said.get(Field.TYPE),
            date=PartialDate.from_text(said[Field.DATE]) if Field.DATE in said else None,
            issuer=said.get(Field.ISSUER),
            title=said.get(Field.TITLE),
            signer=said.get(Field.SIGNER),
            copy_kind=said.get(Field.COPY_KIND),
        ),
        pages=tuple(words_of(page.text()) for page in pages),
        pictures=tuple(hashes),
        assets=item.assets(len(pages)),
    )
