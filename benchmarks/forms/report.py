"""Tables of a run: shares by field, by form, by damage, how sure the product was against how often it was right, the faults."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from archive.descriptions import Field
from benchmarks.forms.comparing import FIELDS, MARKS, NEARLY, Case, Described, Found, Outcome, comparable

AIMS = {
    Field.NUMBER: 0.98, Field.DATE: 0.98, Field.TYPE: 0.98, Field.ISSUER: 0.95, Field.TITLE: 0.95, Field.SIGNER: 0.93,
}  # fmt: skip
MOST_WRONG = {Field.NUMBER: 0.01, Field.DATE: 0.01}  # better nothing than a wrong key
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


def lines_of(papers: Sequence[Described]) -> Iterator[str]:
    """All tables of a run."""
    found = [one for paper in papers for one in paper.fields]
    yield from _by_field(found)
    yield from _cited(papers)
    yield ""
    yield from _by_kind(found, "form", lambda case: (case.form,))
    yield ""
    yield from _by_kind(found, "damage", lambda case: (case.damage,))
    yield ""
    if any(one.case.traits for one in found):
        yield from _by_kind(found, "trait", lambda case: case.traits)
        yield ""
    yield from _calibration(found)


def faults_of(papers: Iterable[Described]) -> Iterator[str]:
    """Each wrong or empty field: the paper, its damage, truth and what was found."""
    for paper in papers:
        for one in paper.fields:
            if one.outcome in {Outcome.WRONG, Outcome.EMPTY}:
                sure = f"{one.confidence:.2f}" if one.confidence is not None else "-"
                yield f"{one.case.name} ({one.case.damage}) {one.field} {one.outcome} {sure}"
                yield f"    is    {one.truth}"
                yield f"    found {one.value}"


def expected_calibration_error(said: Sequence[tuple[float, bool]]) -> float:
    """The mean distance between the confidence said and the share right, over the bins, each by how many it holds."""
    return sum(abs(sum(sure for sure, _ in ones) - sum(right for _, right in ones)) for _, ones in _binned(said)) / max(
        len(said), 1
    )


def _by_field(found: Sequence[Found]) -> Iterator[str]:
    yield f"{'field':<14}{'papers':>8}{'right':>9}{'wrong':>9}{'empty':>9}{'aim':>9}"
    for field in (*FIELDS, *MARKS):
        ones = [one for one in found if one.field is field and one.outcome is not Outcome.ABSENT]
        if not ones:
            continue
        counts = Counter(one.outcome for one in ones)
        shares = [counts[outcome] / len(ones) for outcome in (Outcome.RIGHT, Outcome.WRONG, Outcome.EMPTY)]
        aim = f"{AIMS[field]:>9.0%}" if field in AIMS else ""
        kept = "" if field not in AIMS or shares[0] >= AIMS[field] else "  not reached"
        if shares[1] > MOST_WRONG.get(field, 1):
            kept += f"  more than {MOST_WRONG[field]:.0%} wrong"
        yield f"{field:<14}{len(ones):>8}" + "".join(f"{share:>9.1%}" for share in shares) + aim + kept
    titles = [one for one in found if one.field is Field.TITLE and one.outcome is not Outcome.ABSENT]
    told = [one for one in titles if one.outcome is not Outcome.EMPTY]
    near = sum(one.misread <= NEARLY for one in titles)
    letters, edits = sum(len(comparable(one.truth)) for one in told), sum(one.edits for one in told)
    yield f"abstracts with at most {NEARLY:.0%} of their letters wrong: {near / max(len(titles), 1):.1%}"
    yield f"letters wrong in the abstracts found: {edits / max(letters, 1):.2%}"


def _cited(papers: Sequence[Described]) -> Iterator[str]:
    there, told, right = (sum(paper.cited[at] for paper in papers) for at in range(3))
    if there:
        yield f"cited papers: {right / there:.1%} of {there} found, {right / max(told, 1):.1%} of those told are right"


def _by_kind(found: Sequence[Found], title: str, kinds_of: Callable[[Case], tuple[str, ...]]) -> Iterator[str]:
    """The share right of each field for each kind of paper; a paper may be of several kinds."""
    yield f"{title:<20}{'papers':>7}" + "".join(f"{field:>9}" for field in FIELDS)
    kinds: dict[str, dict[Field, list[Found]]] = defaultdict(lambda: defaultdict(list))
    papers: dict[str, set[str]] = defaultdict(set)
    for one in found:
        for kind in kinds_of(one.case):
            papers[kind].add(one.case.name)
            if one.outcome is not Outcome.ABSENT:
                kinds[kind][one.field].append(one)
    for kind, fields in sorted(kinds.items()):
        yield f"{kind:<20}{len(papers[kind]):>7}" + "".join(_share(fields[field]) for field in FIELDS)


def _share(ones: Sequence[Found]) -> str:
    return f"{sum(one.outcome is Outcome.RIGHT for one in ones) / len(ones):>9.0%}" if ones else f"{'-':>9}"


def _calibration(found: Sequence[Found]) -> Iterator[str]:
    """Only of the six fields that have aims: stamps are right or absent almost always, and would flatter the table."""
    said = {
        field: [
            (one.confidence, one.outcome is Outcome.RIGHT)
            for one in found
            if one.field is field and one.confidence is not None
        ]
        for field in FIELDS
    }
    everything = [pair for pairs in said.values() for pair in pairs]
    yield f"{'confidence said':<18}{'values':>8}{'mean said':>11}{'right':>9}"
    for low, ones in _binned(everything):
        mean, right = (sum(pair[at] for pair in ones) / len(ones) for at in range(2))
        yield f"{low:<4.2f} and more     {len(ones):>8}{mean:>11.3f}{right:>9.3f}"
    errors = ", ".join(f"{field} {expected_calibration_error(pairs):.3f}" for field, pairs in said.items())
    yield f"expected calibration error {expected_calibration_error(everything):.3f}; by field: {errors}"


def _binned(said: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, list[tuple[float, bool]]]]:
    for low, high in pairwise(_BINS):
        ones = [pair for pair in said if low <= pair[0] < high]
        if ones:
            yield low, ones
