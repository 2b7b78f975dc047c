"""Fingerprints of documents as they are kept: made, found by shared bands, and turned into papers to be compared."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from archive import numbers
from archive.dates import PartialDate
from archive.duplicates import signatures
from archive.duplicates.common import NOTHING_COMMON, CommonShingles
from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.pictures import BITS, PictureHash
from archive.duplicates.shingles import shingles
from archive.duplicates.signatures import Signature
from catalogue.models import CommonShingleSet, Fingerprint, FingerprintBand
from catalogue.publication import chunks, upsert

MOST_CANDIDATES = 50  # of one document; more are counted, and told
MOST_IN_BAND = 400  # documents that share a band: a form letter's, which other bands and the description tell apart
_PICTURE_CHUNK = 24  # bits; two scans that differ in 8 % of the bits share one of the ten chunks three times of four
_PICTURE_SIZE = BITS // 4 + 1
_KEYS_AT_ONCE = 5_000
_PAGE_END = "\n"
_LEAST_INK = 0.002  # of the page; a blank page looks like every other


@dataclass(frozen=True, slots=True)
class Made:
    """A fingerprint as it was made, before it is kept: the paper, and the signatures of its whole text and of each page."""

    paper: Paper
    revision: int
    signatures: tuple[Signature | None, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The documents that one must be compared with, by id of their fingerprints, the likeliest first.

    `left_out` were too many, at least: of those who share a crowded band with others only the largest band is counted.
    """

    fingerprints: tuple[int, ...]
    left_out: int


def make(paper: Paper, revision: int, common: CommonShingles) -> Made:
    """The fingerprint of a paper; shingles that tell nothing are left out of its signatures."""
    texts = [page.split() for page in paper.pages]
    whole = [word for words in texts for word in words]
    every = [whole, *texts] if len(texts) > 1 else [whole]
    return Made(paper, revision, tuple(signatures.signature(common.without(shingles(words))) for words in every))


def scheme_with(common: CommonShingles) -> str:
    """The name of how fingerprints are made at present."""
    return f"{signatures.SCHEME} {common.version}"


def common_shingles(session: Session) -> tuple[CommonShingles, int]:
    """The shingles left out at present, and of how many papers that was found out; none and 0 before the first time."""
    row = session.scalars(select(CommonShingleSet).order_by(CommonShingleSet.made_at.desc()).limit(1)).first()
    if row is None:
        return NOTHING_COMMON, 0
    return CommonShingles(np.frombuffer(zlib.decompress(row.hashes), np.uint64)), row.papers


def keep_common(session: Session, common: CommonShingles, papers: int) -> None:
    """Keep the shingles to be left out from now on."""
    session.execute(delete(CommonShingleSet).where(CommonShingleSet.version == common.version))
    session.add(CommonShingleSet(version=common.version, papers=papers, hashes=zlib.compress(common.hashes.tobytes())))
    session.flush()


def keep(session: Session, made: Sequence[Made], scheme: str) -> None:
    """Keep fingerprints, each in the place of an earlier one of its document; they wait to be compared."""
    ids = [one.paper.id for one in made]
    for some in chunks(ids):
        _drop_bands(session, session.scalars(select(Fingerprint).where(Fingerprint.document_id.in_(some))).all())
    rows = [_row(one, scheme) for one in made]
    changes = (
        "scheme",
        "revision",
        "text",
        "signatures",
        "pictures",
        "description",
        "candidates",
        "left_out",
        "compared",
    )
    for some_rows in chunks(rows):
        upsert(session, Fingerprint, some_rows, key=("document_id",), changes=changes)
    kept: dict[str, int] = {}
    for some in chunks(ids):
        found = session.execute(
            select(Fingerprint.document_id, Fingerprint.id).where(Fingerprint.document_id.in_(some))
        )
        kept |= {row[0]: row[1] for row in found}
    _insert_bands(session, {kept[one.paper.id]: keys_of(one) for one in made})


def renew(session: Session, rows: Sequence[Fingerprint], common: CommonShingles) -> None:
    """Make the signatures of fingerprints anew, their bands having been taken out before; they wait to be compared."""
    made = {row.id: make(paper_of(row), row.revision, common) for row in rows}
    fresh = {"scheme": scheme_with(common), "candidates": 0, "left_out": 0, "compared": False}
    session.execute(
        update(Fingerprint),
        [{"id": id_, "signatures": _packed(one.signatures), **fresh} for id_, one in made.items()],
    )
    _insert_bands(session, {id_: keys_of(one) for id_, one in made.items()})


def drop_bands(session: Session) -> None:
    """Take all bands out, before every fingerprint is made anew."""
    session.execute(delete(FingerprintBand))


def forget_outdated(session: Session) -> int:
    """Take out the fingerprints that an earlier version made in another way: nothing of today can be compared with them."""
    outdated = ~Fingerprint.scheme.startswith(f"{signatures.SCHEME} ", autoescape=True)
    count = session.scalar(select(func.count()).select_from(Fingerprint).where(outdated)) or 0
    if count:  # their bands cannot be worked out again: one walk through the table
        ids = select(Fingerprint.id).where(outdated)
        for table, of_them in ((FingerprintBand, FingerprintBand.fingerprint_id.in_(ids)), (Fingerprint, outdated)):
            session.execute(delete(table).where(of_them).execution_options(synchronize_session=False))
    return count


def forget(session: Session, document_ids: Iterable[str]) -> None:
    """Take the fingerprints of documents out: they are no longer to be compared."""
    for some in chunks(list(document_ids)):
        rows = session.scalars(select(Fingerprint).where(Fingerprint.document_id.in_(some))).all()
        _drop_bands(session, rows)
        session.execute(delete(Fingerprint).where(Fingerprint.id.in_([row.id for row in rows])))


def keys_of(made: Made) -> set[int]:
    """The keys by which documents like this one are found: bands of its texts and pictures, its number, its bytes."""
    keys = {key for signature in made.signatures if signature is not None for key in signatures.bands(signature)}
    for picture in made.paper.pictures:
        if picture is not None:
            keys.update(picture_keys(picture))
    told = made.paper.description
    if told.number and told.date:
        keys.add(_key("number", numbers.key_of(told.number), told.date.to_text()))
    if told.number and told.issuer:
        keys.add(_key("issued", numbers.key_of(told.number), told.issuer.casefold(), str(told.type)))
    keys.update(_key("bytes", *map(str, part)) for part in made.paper.assets)
    return keys


def picture_keys(picture: PictureHash) -> set[int]:
    """The keys by which pages that look like this one are found; none for a blank page."""
    if picture.ink <= _LEAST_INK:
        return set()
    mask = (1 << _PICTURE_CHUNK) - 1
    places = range(BITS // _PICTURE_CHUNK)
    return {_key("picture", str(at), str((picture.inked >> (at * _PICTURE_CHUNK)) & mask)) for at in places}


def find_candidates(session: Session, keys: Mapping[int, set[int]]) -> dict[int, Candidates]:
    """For each fingerprint (its id, and its keys) those that share keys with it, the most shared first."""
    wanted = sorted(set().union(*keys.values()))
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for start in range(0, len(wanted), _KEYS_AT_ONCE):
        some = wanted[start : start + _KEYS_AT_ONCE]
        rows = session.execute(
            select(FingerprintBand.key, FingerprintBand.fingerprint_id).where(FingerprintBand.key.in_(some))
        )
        for key, fingerprint_id in rows:
            holders[key].append(fingerprint_id)
    return {own: _likeliest(own, [holders[key] for key in its]) for own, its in keys.items()}


def _likeliest(own: int, bands: Sequence[Sequence[int]]) -> Candidates:
    """Those who share most bands with one. Crowded bands are looked into only where it has no other: the smallest of them."""
    telling = [band for band in bands if len(band) <= MOST_IN_BAND]
    crowded = [band for band in bands if len(band) > MOST_IN_BAND]
    shared = Counter(other for band in telling for other in band)
    if crowded and shared.keys() <= {own}:
        smallest = min(crowded, key=len)
        shared = Counter(smallest)
    shared.pop(own, None)
    ordered = sorted(shared, key=lambda other: (-shared[other], other))
    several = max([len(ordered), *(len(band) - 1 for band in crowded)])
    taken = tuple(ordered[:MOST_CANDIDATES])
    return Candidates(taken, several - len(taken) if several > MOST_CANDIDATES else 0)


def waiting(session: Session, limit: int) -> list[Fingerprint]:
    """Fingerprints that were not compared yet, at most `limit`, by id."""
    return list(
        session.scalars(
            select(Fingerprint).where(Fingerprint.compared.is_(False)).order_by(Fingerprint.id).limit(limit)
        )
    )


def count_waiting(session: Session) -> int:
    """How many fingerprints wait to be compared."""
    return session.scalar(select(func.count()).select_from(Fingerprint).where(Fingerprint.compared.is_(False))) or 0


def papers_of(session: Session, fingerprint_ids: Iterable[int]) -> Iterator[tuple[int, Paper]]:
    """The papers that fingerprints were made of, by the fingerprints' ids."""
    for some in chunks(list(fingerprint_ids)):
        for row in session.scalars(select(Fingerprint).where(Fingerprint.id.in_(some))):
            yield row.id, paper_of(row)


def mark_compared(session: Session, found: Mapping[int, Candidates], revisions: Mapping[int, int]) -> None:
    """Note that fingerprints were compared as they were at these revisions, and with how many; changed ones wait on."""
    now: dict[int, int] = {}
    for some in chunks(list(found)):
        rows = session.execute(select(Fingerprint.id, Fingerprint.revision).where(Fingerprint.id.in_(some)))
        now |= {row[0]: row[1] for row in rows}
    marked = [
        {"id": id_, "compared": True, "candidates": len(one.fingerprints), "left_out": one.left_out}
        for id_, one in found.items()
        if now.get(id_) == revisions[id_]
    ]
    if marked:
        session.execute(update(Fingerprint), marked)


def made_of(row: Fingerprint) -> Made:
    """A fingerprint as it was made."""
    return Made(paper_of(row), row.revision, _unpacked(row.signatures))


def paper_of(row: Fingerprint) -> Paper:
    """The paper that a fingerprint was made of."""
    told: dict[str, Any] = dict(row.description)
    date = told.pop("date", None)
    file, assets = told.pop("file"), told.pop("assets")
    pictures = [row.pictures[at : at + _PICTURE_SIZE] for at in range(0, len(row.pictures), _PICTURE_SIZE)]
    return Paper(
        id=row.document_id,
        file=file,
        description=PaperDescription(**told, date=PartialDate.from_text(date) if date else None),
        pages=tuple(zlib.decompress(row.text).decode().split(_PAGE_END)),
        pictures=tuple(PictureHash.from_bytes(one) if any(one) else None for one in pictures),
        assets=tuple((sha256, first, last) for sha256, first, last in assets),
    )


def _row(made: Made, scheme: str) -> dict[str, Any]:
    paper = made.paper
    told = paper.description
    named = {
        name: value
        for name in ("number", "type", "issuer", "title", "signer", "copy_kind")
        if (value := getattr(told, name)) is not None
    }
    return {
        "document_id": paper.id,
        "scheme": scheme,
        "revision": made.revision,
        "text": zlib.compress(_PAGE_END.join(paper.pages).encode()),
        "signatures": _packed(made.signatures),
        "pictures": b"".join(bytes(_PICTURE_SIZE) if one is None else one.to_bytes() for one in paper.pictures),
        "description": {
            **named,
            "date": told.date.to_text() if told.date else None,
            "file": paper.file,
            "assets": [list(part) for part in paper.assets],
        },
        "candidates": 0,
        "left_out": 0,
        "compared": False,
    }


def _packed(made: Iterable[Signature | None]) -> bytes:
    return b"".join(np.zeros(signatures.SIZE, np.uint32).tobytes() if one is None else one.tobytes() for one in made)


def _unpacked(data: bytes) -> tuple[Signature | None, ...]:
    rows = np.frombuffer(data, np.uint32).reshape(-1, signatures.SIZE)
    return tuple(row if row.any() else None for row in rows)


def _insert_bands(session: Session, keys: Mapping[int, set[int]]) -> None:
    bands = [{"key": key, "fingerprint_id": id_} for id_, its in keys.items() for key in its]
    if bands:  # past the mapper, which takes longer over the rows than the database
        session.execute(FingerprintBand.__table__.insert(), sorted(bands, key=lambda band: band["key"]))  # type: ignore[attr-defined]


def _drop_bands(session: Session, rows: Iterable[Fingerprint]) -> None:
    for row in rows:
        for keys in chunks(sorted(keys_of(made_of(row)))):
            session.execute(
                delete(FingerprintBand).where(FingerprintBand.key.in_(keys), FingerprintBand.fingerprint_id == row.id)
            )


def _key(*parts: str) -> int:
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), signed=True)
