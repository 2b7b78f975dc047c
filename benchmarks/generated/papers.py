"""Papers made from a seed: words drawn as language draws them, a few very often and most seldom (Zipf)."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, product

from archive.pages import Box, PageText, Word, encode

WORDS_A_PAGE = (300, 400)
WORDS_A_LINE = 12
DISTINCT_PAGES = 20_000
TYPES = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Thông báo": "TB",
    "Báo cáo": "BC",
    "Tờ trình": "TTr",
    "Công văn": "CV",
}
ISSUERS = tuple(
    f"{body} {place}"
    for body in ("Ban Thường vụ", "Ban Tổ chức", "Văn phòng", "Ủy ban Kiểm tra")
    for place in ("Tỉnh ủy Phú Lĩnh", "Huyện ủy An Khê Đông", "Huyện ủy Lạc Sơn Hạ")
)
_ONSETS = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x".split()
_RHYMES = (
    "a à á ả ạ an án ản ang áng anh ánh ao áo ay ây ấy âm ân ất ăm ăn e ê ế ên ết i í ị in ình ính o ó ọ oan oàn on ông "
    "ống ộng ở ơ ơn u ú ủ ui ung ương ường ướng ước ược ư ừ ứng iên iện iến iều iểu"
).split()


@dataclass(frozen=True, slots=True)
class Paper:
    """One made-up document, described and read; `pages` as `archive.pages.encode` packs them."""

    title: str
    number: str
    type: str
    issuer: str
    day: date
    pages: tuple[bytes, ...]


class Vocabulary:
    """Invented syllables by rank; the same seed draws the same words."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._pages: list[bytes] = []
        syllables = [onset + rhyme for onset, rhyme in product(_ONSETS, _RHYMES)]
        self._random.shuffle(syllables)
        self.words = tuple(syllables)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(syllables))))

    def draw(self, count: int) -> list[str]:
        """So many words of running text."""
        return self._random.choices(self.words, cum_weights=self._weights, k=count)

    def paper(self, ordinal: int, page_count: int) -> Paper:
        """A paper of so many pages."""
        type_ = self._random.choice(list(TYPES))
        return Paper(
            title=" ".join(["Về", *self.draw(self._random.randint(6, 16))]),
            number=f"{ordinal % 400 + 1:02d}-{TYPES[type_]}/TU",
            type=type_,
            issuer=self._random.choice(ISSUERS),
            day=date(1991, 1, 1) + timedelta(days=self._random.randrange(30 * 365)),
            pages=tuple(self._page() for _ in range(page_count)),
        )

    def _page(self) -> bytes:
        """A page; after the first `DISTINCT_PAGES` one of them again, since making one takes longer than publishing it."""
        if len(self._pages) < DISTINCT_PAGES:
            self._pages.append(encode(self._new_page()))
            return self._pages[-1]
        return self._random.choice(self._pages)

    def _new_page(self) -> PageText:
        words = tuple(
            Word(
                text,
                Box(0.1 + 0.065 * (at % WORDS_A_LINE), 0.08 + 0.024 * (at // WORDS_A_LINE), 0.06, 0.015),
                0.95,
                at // WORDS_A_LINE,
                0,
            )
            for at, text in enumerate(self.draw(self._random.randint(*WORDS_A_PAGE)))
        )
        return PageText(words=words, width=595, height=842, confidence=0.95)
