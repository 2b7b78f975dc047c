"""Reading order, on made-up layouts."""

from imaging.order import arrange, with_rows_as_lines
from imaging.recognisers import RecognisedWord

LETTER = 10.0


def row(y: float, *parts: tuple[float, str], line: int = 0) -> list[RecognisedWord]:
    """Words on one height; each part begins at its x, a letter is 6 wide, a space 6."""
    words = []
    for x, text in parts:
        at = x
        for word in text.split():
            words.append(RecognisedWord(word, at, y, at + 6 * len(word), y + LETTER, 0.9, line))
            at += 6 * len(word) + 6
    return words


def lines_of(*rows: list[RecognisedWord]) -> list[str]:
    """The lines in the order they are read; an engine saw each row as one line."""
    words = [
        RecognisedWord(w.text, w.left, w.top, w.right, w.bottom, w.confidence, number)
        for number, one in enumerate(rows)
        for w in one
    ]
    lines: dict[int, list[str]] = {}
    for ordered in arrange(words):
        lines.setdefault(ordered.line, []).append(ordered.word.text)
    assert list(lines) == sorted(lines)
    return [" ".join(line) for line in lines.values()]


BODY = [
    "Thực hiện chương trình công tác toàn khóa của Ban Chấp hành Đảng bộ tỉnh về công tác",
    "kiểm tra và giám sát, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy trực thuộc tổ chức quán",
]


def test_header_blocks_are_read_down_left_then_right() -> None:
    """Issuing body and number come before motto and date, though the engine joined them into lines."""
    assert lines_of(
        row(0, (20, "TỈNH ỦY PHÚ LĨNH"), (330, "ĐẢNG CỘNG SẢN VIỆT NAM")),
        row(15, (30, "BAN THƯỜNG VỤ")),
        row(50, (40, "Số 12-NQ/TU"), (320, "Phú Lĩnh, ngày 05 tháng 3 năm 2012")),
        row(90, (220, "NGHỊ QUYẾT")),
        *[row(120 + 18 * at, (0, text)) for at, text in enumerate(BODY)],
    ) == [
        "TỈNH ỦY PHÚ LĨNH", "BAN THƯỜNG VỤ", "Số 12-NQ/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM", "Phú Lĩnh, ngày 05 tháng 3 năm 2012",
        "NGHỊ QUYẾT", *BODY,
    ]  # fmt: skip


def test_footer_blocks_are_read_down_left_then_right() -> None:
    """Recipients come before authority and name, over the space that the signature takes."""
    assert lines_of(
        *[row(18 * at, (0, text)) for at, text in enumerate(BODY)],
        row(60, (0, "Nơi nhận:"), (340, "T/M BAN THƯỜNG VỤ")),
        row(74, (0, "- Các huyện ủy,")),
        row(88, (0, "- Lưu Văn phòng."), (370, "BÍ THƯ")),
        row(160, (350, "Nguyễn Văn Thử")),
    ) == [*BODY, "Nơi nhận:", "- Các huyện ủy,", "- Lưu Văn phòng.", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn Văn Thử"]


def test_rows_of_a_table_are_read_across() -> None:
    """A table between paragraphs is read row by row."""
    cells = [("Huyện Bằng Sa", "120"), ("Huyện Yên Thượng", "95"), ("Huyện Tân Hạc", "78"), ("Thị xã Phú Lĩnh", "41")]
    rows = [row(60 + 16 * at, (40, name), (400, count)) for at, (name, count) in enumerate(cells)]
    body = [row(18 * at, (0, text)) for at, text in enumerate(BODY)]
    below = [row(140 + 18 * at, (0, text)) for at, text in enumerate(BODY)]
    assert lines_of(*body, *rows, *below) == [*BODY, *(f"{name} {count}" for name, count in cells), *BODY]


def test_columns_of_running_text_are_read_down_then_across() -> None:
    """Two columns of full lines are two blocks wherever they stand."""
    left = [
        "một hai ba bốn năm sáu bảy tám chín mười",
        "mười một mười hai mười ba mười bốn hết",
        "mười lăm mười sáu mười bảy mười tám rồi",
        "mười chín hai mươi hai mốt hai hai thôi",
    ]
    right = [text.upper() for text in left]
    rows = [row(100 + 16 * at, (0, a), (270, b)) for at, (a, b) in enumerate(zip(left, right, strict=True))]
    head = [row(18 * at, (0, text)) for at, text in enumerate(BODY)]
    tail = [row(200 + 18 * at, (0, text)) for at, text in enumerate(BODY)]
    assert lines_of(*head, *rows, *tail) == [*BODY, *left, *right, *BODY]


def test_justified_lines_stay_whole() -> None:
    """Wide spaces of a justified line do not part it."""
    words = [
        RecognisedWord(text, at * 46.0, 0, at * 46.0 + 31, LETTER, 0.9, 0)
        for at, text in enumerate("các cấp ủy đảng trong tỉnh".split())
    ]
    assert len({ordered.line for ordered in arrange(words)}) == 1


def test_every_word_is_kept_once() -> None:
    """Ordering neither loses nor repeats words."""
    words = [
        word for at in range(12) for word in row(at * 17.0, (at * 7 % 40, "một hai"), (300 + at, "ba bốn năm"), line=at)
    ]
    ordered = arrange(words)
    assert sorted(o.word.text for o in ordered) == sorted(w.text for w in words)
    assert len({id(o.word) for o in ordered}) == len(words)


def test_nothing_is_in_order() -> None:
    """A page without words gives none."""
    assert arrange([]) == []


def test_words_without_lines_get_those_of_their_height() -> None:
    """Words of a text layer at one height are on one line, in whatever order they were drawn."""
    words = [*row(20, (0, "hai")), *row(0, (50, "dòng")), *row(0.5, (0, "một"))]
    assert [(word.text, word.line) for word in with_rows_as_lines(words)] == [("dòng", 0), ("một", 0), ("hai", 1)]
