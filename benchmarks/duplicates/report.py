"""Tables of a run: the figures with their aims, each way in which pairs came to be, candidates, how sure was how right, the faults."""

from collections.abc import Iterator, Sequence

from benchmarks.duplicates.collection import Collection
from benchmarks.duplicates.finding import Findings
from benchmarks.duplicates.measures import AIMS, Judged, by_kind, calibration, expected_error, figures

_SAID = {
    "recall": "same papers found",
    "precision": "said to be the same paper, and are",
    "versions": "versions told from copies",
    "kinds": "kind right, look-alikes told apart included",
    "alone": "kind right, true pairs alone",
}


def lines_of(made: Collection, found: Findings, pairs: Sequence[Judged]) -> Iterator[str]:
    """All tables of a run."""
    yield f"{len(made.documents)} documents, {len(made.pairs)} true pairs, {len(made.hard)} hard ones that are none"
    for name, value in figures(pairs).items():
        aim = AIMS.get(name)
        kept = "" if aim is None else f"{aim:>9.0%}{'' if value >= aim else '  not reached'}"
        yield f"{_SAID[name]:<46}{value:>8.1%}{kept}"
    counts = sorted(found.candidates.values())
    yield ""
    yield (
        f"candidates of a document: mean {sum(counts) / len(counts):.1f}, half of them up to {counts[len(counts) // 2]}, "
        f"at most {counts[-1]}; too many for {sum(map(bool, found.left_out.values()))} documents; {len(found.verdicts)} pairs compared"
    )
    yield ""
    yield f"{'pair':<48}{'pairs':>6}{'right':>8}  said"
    for way, count, right, said in by_kind(pairs):
        told = ", ".join(f"{kind} {number}" for kind, number in said.most_common())
        yield f"{way:<48}{count:>6}{right:>8.1%}  {told}"
    yield ""
    yield f"{'confidence said':<18}{'verdicts':>9}{'right':>9}"
    for said, count, right in calibration(pairs):
        yield f"{said:<18.3f}{count:>9}{right:>9.3f}"
    yield f"expected calibration error {expected_error(pairs):.3f}"


def faults_of(made: Collection, pairs: Sequence[Judged]) -> Iterator[str]:
    """Each pair that was not told rightly: what it is and what was said, both descriptions, the reasons."""
    for one in pairs:
        if one.right:
            continue
        yield f"{one.pair[0]} {one.pair[1]}: {one.truth or 'others'} ({one.making}), said {one.said}"
        for id_ in one.pair:
            told = made.documents[id_].description
            yield f"    {told.number} {told.date and told.date.to_text()} {told.signer} {len(made.documents[id_].words)} words"
        for reason in one.verdict.reasons if one.verdict else ():
            yield f"    {reason.sign} {reason.one} {reason.other} {reason.share or ''} {reason.count or ''}".rstrip()
