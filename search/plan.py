"""From a query tree to a plan: what must match and what raises the rank, in terms that belong to no engine.

Every weight of the ranking stands here. An engine translates a plan node by node, so that engines find and rank alike.
Scores are those of BM25 with k1 = 1.2 and b = 0.75 (Robertson and Zaragoza 2009), times the boosts around them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from search.entries import NEIGHBOURS
from search.forms import Level, at_level, forms_of, is_marked
from search.plan_nodes import (
    AnyOf,
    AtLeast,
    Boosted,
    Clauses,
    Constant,
    Everything,
    InYear,
    Plan,
    Run,
    Term,
    any_of,
    without,
)
from search.query.hints import Hints, hints_in
from search.query.numbers import BODIES, spellings_of, without_zeros
from search.query.tree import (
    And,
    FieldQuery,
    Most,
    Not,
    Number,
    Or,
    Other,
    Phrase,
    Query,
    SearchField,
    Varied,
    Words,
)

EXACT_BOOST = 4.0  # 'bán đất' before 'ban đất': marks that the reader typed are meant
LETTERS_BOOST = 2.0  # for 'bán': 'bàn' before 'bân', which differs in a letter and not only in its tone
TITLE_BOOST = 2.0  # 'nông thôn mới': the paper that is about it before those that mention it
ADJACENT_BOOST = 2.0  # 'ban chấp hành' before a page with 'ban', 'chấp' and 'hành' strewn over it
RUN_BOOST = 40.0  # 'cầu treo dân sinh Pác Lũng': the page that says just this before those that say its pairs elsewhere
LONGEST_RUN = 12  # words; in a longer question the pairs say enough, and no page holds it word for word
HELD_BOOST = 20.0  # in a search for most of the words: five of six before four; yet a rare 'Pác Lũng' before a frequent 'đã ở về'
AS_TYPED_BOOST = 15.0  # 'UBND tỉnh': papers that write it so before those with 'ủy ban nhân dân tỉnh'
OTHER_BOOST = 1.0  # those others ranked among themselves as words are
OWN_NUMBER_BOOST = 10_000.0  # '12-NQ/TU': the resolution itself before papers that cite it, however often and fully
TYPE_BOOST = 200.0  # 'tờ trình cầu treo Pác Lũng': the submission before the decision that grew out of it
YEAR_BOOST = 100.0  # 'kế hoạch tuần tra biên giới 2000': the plan of that year before one that names the year
ISSUER_BOOST = 30.0  # 'nghị quyết số 12 huyện ủy Bằng Sa': that of this body before others that name it

ALL = "all"  # description and text together: what words without a field are matched in
EDGE = "edge"  # the words on both sides of a page's two borders, where a phrase may run over
PAIRED = frozenset((name, level) for name in (ALL, SearchField.TITLE) for level in (Level.EXACT, Level.BARE))
"""Fields in which an engine also keeps pairs of neighbouring words as terms, and asks phrases there: a pair is seldom where
its words are frequent, which is quicker (a sixth of the time for three frequent words) and tells more (its own weight in
BM25)."""

NUMBER_KEY = "number_key"  # the whole number, in the form in which its spellings meet


_Unit = tuple[int, int, Plan]  # what must match for the words from one place of a run to another, not included


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans queries. Without `ranked` only what must match is planned: enough to count, and quicker.

    `paged` plans for pages: there a phrase may also run over the page's borders, and fields are not to be had.
    `negating` plans what must not be there: `-bàn` takes out 'bàn', but neither 'bán' nor what a scan made 'ban'.
    `beside` plans what stands beside other parts of a query, so that even a lone year tells of the paper.
    """

    ranked: bool
    paged: bool = False
    negating: bool = False
    beside: bool = False

    def plan(self, query: Query) -> Plan:
        """The plan of a whole tree."""
        return self._query(query, ALL)

    def _query(self, query: Query, name: str) -> Plan:  # noqa: PLR0911 - one for each kind of node
        match query:
            case Words(words):
                return self._words(words, name)
            case Phrase(words):
                return self._phrase(words, name, strict=query.strict)
            case Number():
                return self._number(query, name)
            case FieldQuery(searched, inner):
                return self._in_field(inner, searched)
            case Not(inner):
                return without(self._negated(inner, name))
            case And(queries):
                return self._all(queries, name)
            case Or(queries):
                return any_of([self._query(part, name) for part in queries])
            case Varied():
                return self._varied(query, name)
            case Most():
                return self._most(query, name)

    def _all(self, queries: Sequence[Query], name: str) -> Plan:
        sought = [part for part in _without_number_words(queries) if not isinstance(part, Not)]
        must = [replace(self, beside=len(sought) > 1)._query(part, name) for part in sought]
        must_not = [self._negated(part.query, name) for part in queries if isinstance(part, Not)]
        return Clauses(tuple(must) or (Everything(),), must_not=tuple(must_not))

    def _negated(self, query: Query, name: str) -> Plan:
        return replace(self, ranked=False, negating=True)._query(query, name)

    def _sequence(self, name: str, level: Level, words: Sequence[str]) -> Plan:
        sought = tuple(at_level(words, level))
        if len(sought) == 1:
            return Term(name, level, sought[0])
        found = Run(name, level, sought)
        if not self.paged:
            return found
        over_border = [
            Run(EDGE, level, sought, border=split)
            for split in range(1, len(sought))
            if max(split, len(sought) - split) <= NEIGHBOURS
        ]
        return any_of([found, *over_border])

    def _words(self, words: tuple[str, ...], name: str) -> Plan:
        """All words, wherever they stand. Where nothing typed carries marks, marks in the text do not count either."""
        marked = is_marked(words)
        each = [(at, at + 1, self._word(word, name, marked=marked)) for at, word in enumerate(words)]
        return self._run(words, each, name)

    def _varied(self, query: Varied, name: str) -> Plan:
        """All words, each as typed or in another form; a phrase as a whole."""
        if isinstance(query.run, Phrase):
            return self._or_others(self._query(query.run, name), query.others, name)
        words = query.run.words
        marked = is_marked(words)
        must: list[_Unit] = []
        at = 0
        while at < len(words):
            several = [other for other in query.others if other.start == at and other.length > 1]
            end = at + (several[0].length if several else 1)
            each = [self._varied_word(query, at_word, name, marked=marked) for at_word in range(at, end)]
            must.append((at, end, self._or_others(Clauses(tuple(each)), several, name) if several else each[0]))
            at = end
        return self._run(words, must, name)

    def _run(self, words: tuple[str, ...], units: Sequence[_Unit], name: str) -> Plan:
        """All units of a run of words, with what raises the rank; or the paper whose number the words tell."""
        together = tuple(self._together(words, name, marked=is_marked(words))) if self.ranked else ()
        if name != ALL or self.paged or self.negating:
            return Clauses(tuple(dict.fromkeys(plan for _, _, plan in units)), together)
        hints = hints_in(words) if self.beside or len(words) > 1 else Hints()
        units = [
            (start, end, self._or_dated(plan, hints) if start == hints.year_at else plan) for start, end, plan in units
        ]
        hinted = tuple(self._hinted(words, hints)) if self.ranked else ()
        found = Clauses(tuple(dict.fromkeys(plan for _, _, plan in units)), (*together, *hinted))
        if hints.figure is None:
            return found
        other = [
            plan for start, end, plan in units if start == hints.year_at or not hints.said.issuperset(range(start, end))
        ]
        own = Constant(_own_number(hints, hints.figure), OWN_NUMBER_BOOST)
        return AnyOf((found, Clauses((own, *dict.fromkeys(other)), hinted)))

    def _or_dated(self, plan: Plan, hints: Hints) -> Plan:
        """A year where it is written, or where it is the year of the paper."""
        return plan if hints.year is None else AnyOf((plan, Constant(InYear(hints.year), YEAR_BOOST)))

    def _hinted(self, words: tuple[str, ...], hints: Hints) -> Iterable[Plan]:
        """What raises the rank of papers of the type that the words name, and of the body where they name a type or number."""
        if hints.type:
            yield Constant(self._sequence(SearchField.TYPE, Level.BARE, hints.type), TYPE_BOOST)
        if hints.type or hints.figure:
            for at, (one, next_) in enumerate(pairwise(words)):
                if not hints.said & {at, at + 1}:
                    yield Constant(self._sequence(SearchField.ISSUER, Level.BARE, (one, next_)), ISSUER_BOOST)
            for at, word in enumerate(at_level(words, Level.BARE)):
                if word in BODIES and at not in hints.said:
                    yield Constant(_number_part(word), ISSUER_BOOST)

    def _varied_word(self, query: Varied, at: int, name: str, *, marked: bool) -> Plan:
        typed = self._word(query.run.words[at], name, marked=marked)
        return self._or_others(typed, [one for one in query.others if one.start == at and one.length == 1], name)

    def _or_others(self, typed: Plan, others: Sequence[Other], name: str) -> Plan:
        """What was typed or, ranked below it, another form."""
        if not others:
            return typed
        found = [self._other(other, name) for other in others]
        if not self.ranked:
            return AnyOf((typed, *found))
        above = Clauses((typed,), (Constant(Everything(), AS_TYPED_BOOST),))
        return AnyOf((above, *(Boosted(other, OTHER_BOOST) for other in found)))

    def _other(self, other: Other, name: str) -> Plan:
        if other.field is not None:
            return self._in_field(Phrase(other.words, quoted=False), other.field)
        found = self._sequence(name, Level.BARE, other.words)
        if not self.ranked or name != ALL or self.paged:
            return found
        return Clauses((found,), (Boosted(self._sequence(SearchField.TITLE, Level.BARE, other.words), TITLE_BOOST),))

    def _most(self, query: Most, name: str) -> Plan:
        """Most of the parts; what neighbouring words add to the rank is added as if all were there."""
        most = AtLeast(tuple(self._query(part, name) for part in query.parts), query.least)
        if not self.ranked:
            return most
        counting = replace(self, ranked=False)
        held = [Constant(counting._query(part, name), HELD_BOOST) for part in query.parts]
        return Clauses((most,), (*held, *self._beside(query.parts, name)))

    def _beside(self, parts: Sequence[Query], name: str) -> Iterable[Plan]:
        """What raises the rank of parts that are single words and were typed side by side."""
        for one, next_ in pairwise(parts):
            pair = tuple(word for part in (one, next_) for word in _single(part))
            if len(pair) == 2:
                yield from self._together(pair, name, marked=is_marked(pair))

    def _together(self, words: Sequence[str], name: str, *, marked: bool) -> Iterable[Plan]:
        """What raises the rank of words that stand side by side: the whole run, and every pair.

        Of one record's pages the bare ones choose well enough, and a run over a border needs no help to be found: a third
        of the time of such a search.
        """
        inside = replace(self, paged=False)
        level = Level.EXACT if marked and not self.paged else Level.BARE
        titled = name == ALL and not self.paged
        if 2 < len(words) <= LONGEST_RUN:
            yield Boosted(inside._sequence(name, Level.BARE, words), RUN_BOOST)
            if titled:
                yield Boosted(inside._sequence(SearchField.TITLE, level, words), RUN_BOOST)
        for pair in dict.fromkeys(pairwise(words)):
            yield Boosted(inside._sequence(name, Level.BARE, pair), ADJACENT_BOOST)
            if level is Level.EXACT:
                yield Boosted(inside._sequence(name, level, pair), ADJACENT_BOOST)
            if titled:
                yield Boosted(inside._sequence(SearchField.TITLE, level, pair), ADJACENT_BOOST * TITLE_BOOST)

    def _word(self, word: str, name: str, *, marked: bool) -> Plan:
        forms = forms_of(word)
        if self.negating and forms.marked:
            return Term(name, Level.EXACT, forms.exact)
        bare = Term(name, Level.BARE, forms.bare)
        if not self.ranked:
            return bare
        should: list[Plan] = []
        if marked:
            should.append(Boosted(Term(name, Level.LETTERS, forms.letters), LETTERS_BOOST))
            should.append(Boosted(Term(name, Level.EXACT, forms.exact), EXACT_BOOST))
        if name == ALL and not self.paged:
            # a title counts only with the marks typed: 'ban' there is no 'bán' in the text
            level = Level.EXACT if marked else Level.BARE
            should.append(Boosted(Term(SearchField.TITLE, level, forms.at(level)), TITLE_BOOST))
        return Clauses((bare,), tuple(should))

    def _phrase(self, words: Sequence[str], name: str, *, strict: bool) -> Plan:
        if strict or (self.negating and is_marked(words)):
            return self._sequence(name, Level.EXACT, words)
        found = self._sequence(name, Level.BARE, words)
        if not self.ranked or not is_marked(words):
            return found
        return Clauses((found,), (Boosted(self._sequence(name, Level.EXACT, words), EXACT_BOOST),))

    def _number(self, number: Number, name: str) -> Plan:
        cited = any_of([self._phrase(words, name, strict=False) for words in spellings_of(number)])
        if not number.in_sequence:
            cited = any_of([self._words(number.words, name), cited])
        if self.paged or name != ALL:
            return cited
        return any_of([cited, Constant(Term(NUMBER_KEY, None, number.key), OWN_NUMBER_BOOST)])

    def _in_field(self, query: Query, searched: SearchField) -> Plan:
        if self.paged:
            return Everything()
        return self._numbers(query) if searched is SearchField.NUMBER else self._query(query, searched)

    def _numbers(self, query: Query) -> Plan:  # noqa: PLR0911 - one for each kind of node
        """A query of the number field: whole numbers by key, else the parts of a number, without leading zeros."""
        match query:
            case Number(key=key):
                return Constant(Term(NUMBER_KEY, None, key), 1.0)
            case Words(words):
                return Clauses(tuple(map(_number_part, words)))
            case Phrase(words):
                if len(words) == 1:
                    return _number_part(words[0])
                return Run(SearchField.NUMBER, None, tuple(map(without_zeros, words)))
            case Not(inner):
                return without(self._numbers(inner))
            case And(queries):
                return Clauses(tuple(map(self._numbers, queries)))
            case Or(queries):
                return any_of([self._numbers(part) for part in queries])
            case FieldQuery(_, inner):
                return self._numbers(inner)
            case Varied(run):
                return self._numbers(run)
            case Most(parts, least):
                return AtLeast(tuple(map(self._numbers, parts)), least)


def _single(part: Query) -> tuple[str, ...]:
    """The words of a part of a widened search that is one word; of another, none."""
    run = part.run if isinstance(part, Varied) else part
    return run.words if isinstance(run, Words) else ()


def _own_number(hints: Hints, figure: str) -> Plan:
    """Papers whose number begins with a figure and goes on with a symbol of the type named; of any, where none is."""
    beginning = Term(SearchField.NUMBER, None, figure)
    if not hints.symbols and not hints.type:
        return beginning
    years = () if hints.year is None else (str(hints.year),)  # of statutes, 30/2020/NĐ-CP
    starts = [(figure, *year, symbol) for symbol in sorted(hints.symbols) for year in dict.fromkeys(((), years))]
    found: list[Plan] = [Run(SearchField.NUMBER, None, start) for start in starts]
    if hints.type:  # an official letter bears no symbol of its type, 123/UBND-VX
        found.append(Clauses((beginning, Run(SearchField.TYPE, Level.BARE, tuple(at_level(hints.type, Level.BARE))))))
    return any_of(found)


def _without_number_words(parts: Sequence[Query]) -> Iterable[Query]:
    """The parts without the `số` that stands before a number: who types `số 12-NQ/TU` means no more than the number."""
    for part, after in zip_longest(parts, parts[1:]):
        if isinstance(after, Number) and isinstance(part, Words) and forms_of(part.words[-1]).bare == "so":
            if len(part.words) > 1:
                yield Words(part.words[:-1])
        elif part is not None:
            yield part


def _number_part(word: str) -> Plan:
    return Term(SearchField.NUMBER, None, without_zeros(word))


def held(words: Sequence[str], level: Level) -> Plan:
    """Records that hold a word, or words side by side, anywhere."""
    return Planner(ranked=False)._sequence(ALL, level, words)
