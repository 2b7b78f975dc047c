"""Phrases that stand in many titles: what an archive speaks of, for readers who begin to type. Pure.

A phrase is two to six words in a row between marks of punctuation, neither beginning nor ending with a word that only links
or with a figure. Of phrases within one another that stand in the same titles only the longest is told.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from search.forms import words_in

SHORTEST, LONGEST = 2, 6  # words
MOST = 20_000  # phrases of one archive; those in most titles

_PARTS = re.compile(r"[^\w\s/]+|\s[-–]\s")
# Words that link others: a phrase cut off before or behind one of them says nothing.
_LINKING = frozenset(
    (
        "về việc của và các cho tại năm từ đến trong theo với ở do được để là một số những có không bị đối khi trên dưới ngày tháng "
        "lần thứ hoặc hay này đó nhằm bằng qua giữa ra vào lên xuống sau trước như thì mà cùng tới nay đã đang sẽ cũng nhiều mọi mỗi"
    ).split()
)


def common_phrases(titles: Sequence[str], weights: Sequence[int], least: int) -> dict[str, list[int]]:
    """The phrases of two titles and so many records at least, each with the places in `titles` of those that hold it.

    What stands in one title alone is told by that title. `weights` are how many records bear each title.
    """
    parts = [(at, part) for at, title in enumerate(titles) for part in _parts(title)]
    frequent: dict[tuple[str, ...], int] = {}
    level: set[tuple[str, ...]] = set()
    for length in range(SHORTEST, LONGEST + 1):
        counts: Counter[tuple[str, ...]] = Counter()
        for at, part in parts:
            for run in _runs(part, length):
                # What stands in many titles has parts that do: so the rare ones are never counted.
                if length == SHORTEST or (run[:-1] in level and run[1:] in level):
                    counts[run] += weights[at]
        level = {run for run, count in counts.items() if count >= least}
        if not level:
            break
        frequent.update((run, counts[run]) for run in level)
    kept = _whole({run: count for run, count in frequent.items() if _stands_alone(run)})
    return _places(parts, kept)


def _parts(title: str) -> Iterator[tuple[str, ...]]:
    """The words between marks of punctuation, in exact form."""
    for part in _PARTS.split(title):
        words = words_in(part)
        if len(words) >= SHORTEST:
            yield words


def _runs(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    return (words[start : start + length] for start in range(len(words) - length + 1))


def _stands_alone(run: tuple[str, ...]) -> bool:
    return all(word not in _LINKING and not word[0].isdigit() for word in (run[0], run[-1]))


def _whole(phrases: dict[tuple[str, ...], int]) -> set[tuple[str, ...]]:
    """The phrases that are not merely part of a longer one; of very many, those of most records."""
    within = {
        part
        for run, count in phrases.items()
        for length in range(SHORTEST, len(run))
        for part in _runs(run, length)
        if phrases.get(part) == count
    }
    ordered = sorted(phrases.keys() - within, key=lambda run: (-phrases[run], run))
    return set(ordered[:MOST])


def _places(parts: Sequence[tuple[int, tuple[str, ...]]], kept: set[tuple[str, ...]]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, part in parts:
        for length in range(SHORTEST, min(LONGEST, len(part)) + 1):
            for run in _runs(part, length):
                if run in kept and (not (held := places[" ".join(run)]) or held[-1] != at):
                    held.append(at)
    return {text: held for text, held in places.items() if len(held) > 1}
