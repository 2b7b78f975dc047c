"""What a document is about, as a query for others like it: its most telling words and runs of two. Pure but for counts.

Words are counted among the records that the reader may see, so a closed record has no say in which are chosen. The query
is an ordinary one, of our own tree: both engines answer it as any search, with its filters.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from search.forms import Level, at_level
from search.nearness import Vocabulary
from search.query.tree import Most, Phrase, Query, Words

MOST_TERMS = 25
FEWEST_TERMS = 4  # of a paper with fewer telling words nothing can be said to be like it
SHARE = 0.3  # of the telling words another must hold; neighbours in a file share the letterhead, which is not telling
MOST_WORDS = 400  # read of a document, from its beginning: each costs a look-up
_MOST_PAIRS = 80  # runs of two that are looked up: those with the rarest word
_COMMON_SHARE = 5  # a word in more than a fifth of the records tells nothing ('của', 'nghị quyết')...
_COMMON_LEAST = 10  # ...but in a small archive ten records are few
_SHORTEST = 2  # letters

_Run = tuple[str, ...]


def alike(passages: Sequence[Sequence[str]], vocabulary: Vocabulary, records: int) -> Query | None:
    """The query for documents like one whose text is `passages` (exact words), among so many records of the reader.

    None where too little of the text is telling. A word that stands in one record only, the document itself, is left out.
    """
    kept = _beginning(passages)
    common = max(_COMMON_LEAST, records // _COMMON_SHARE)
    words = _counted([[(word,) for word in passage if _may_tell(word)] for passage in kept])
    counts = _counts(vocabulary, list(words))
    pairs = _counted([[pair for pair in pairwise(passage) if all(map(_may_tell, pair))] for passage in kept])
    rarest = sorted(pairs, key=lambda pair: (min(counts[(word,)] for word in _bare(pair)), pair))[:_MOST_PAIRS]
    counts |= _counts(vocabulary, rarest)
    weights = {
        run: (1 + log(often)) * len(run) * log((1 + records) / counts[run])
        for run, often in (words | pairs).items()
        if 1 < counts.get(run, 0) <= common
    }
    chosen = sorted(weights, key=lambda run: (-weights[run], run))[:MOST_TERMS]
    if len(chosen) < FEWEST_TERMS:
        return None
    parts = tuple(Words(run) if len(run) == 1 else Phrase(run, quoted=False) for run in chosen)
    return Most(parts, max(FEWEST_TERMS - 1, round(len(parts) * SHARE)))


def _beginning(passages: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    left, kept = MOST_WORDS, []
    for passage in passages:
        kept.append(passage[:left])
        left -= len(kept[-1])
    return kept


def _counted(passages: Sequence[Sequence[_Run]]) -> Counter[_Run]:
    """How often each run stands in the document, in bare form: scans lose marks, and the index is asked so too."""
    return Counter(_bare(run) for passage in passages for run in passage)


def _counts(vocabulary: Vocabulary, runs: Sequence[_Run]) -> dict[_Run, int]:
    return dict(zip(runs, vocabulary.counts(runs, Level.BARE), strict=True)) if runs else {}


def _bare(run: _Run) -> _Run:
    return tuple(at_level(run, Level.BARE))


def _may_tell(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()
