"""Finds the pairs of a set as the product does: common shingles, fingerprints, candidates by shared keys, verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session

from archive.duplicates.common import ShingleCounter
from archive.duplicates.papers import Paper
from archive.duplicates.shingles import shingles
from archive.duplicates.verdict import Verdict, judge
from benchmarks.duplicates.collection import Pair, pair_of
from catalogue.fingerprints import find_candidates, keys_of, make
from catalogue.models import FingerprintBand


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: a verdict, or none, of each pair that was compared; how many candidates each document had and lost."""

    verdicts: dict[Pair, Verdict | None]
    candidates: dict[str, int]
    left_out: dict[str, int]


def findings(documents: Mapping[str, Paper]) -> Findings:
    """Compare the documents with one another."""
    counter = ShingleCounter()
    every = {id_: shingles(list(paper.words)) for id_, paper in documents.items()}
    for own in every.values():
        counter.add(own)
    common = counter.common(every.values())
    ids = dict(enumerate(documents, start=1))
    keys = {number: keys_of(make(documents[id_], 1, common)) for number, id_ in ids.items()}
    engine = create_engine("sqlite://")
    FingerprintBand.metadata.create_all(engine, tables=[FingerprintBand.__table__])
    with Session(engine) as session:
        rows = [{"key": key, "fingerprint_id": number} for number, own in keys.items() for key in own]
        session.execute(insert(FingerprintBand), rows)
        found = find_candidates(session, keys)
    engine.dispose()
    pairs = {pair_of(ids[one], ids[other]) for one, its in found.items() for other in its.fingerprints}
    return Findings(
        {pair: judge(documents[pair[0]], documents[pair[1]]) for pair in sorted(pairs)},
        {ids[number]: len(its.fingerprints) + its.left_out for number, its in found.items()},
        {ids[number]: its.left_out for number, its in found.items()},
    )
