"""Papers to be compared, made up: one letter in its head, text and foot, as it is and as it is changed."""

from dataclasses import replace
from random import Random

from archive.dates import PartialDate
from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.pictures import PictureHash
from archive.duplicates.shingles import folded
from benchmarks.relevance.noise import misread

HEAD = (
    "TỈNH ỦY PHÚ LĨNH BAN THƯỜNG VỤ * ĐẢNG CỘNG SẢN VIỆT NAM Số {number}-QĐ/TU Phú Lĩnh, ngày {day} tháng {month} năm 2010 "
    "QUYẾT ĐỊNH về việc kiện toàn Ban Chỉ đạo phòng, chống thiên tai Căn cứ Điều lệ Đảng; căn cứ Quy chế làm việc của Ban Chấp hành "
    "Đảng bộ tỉnh; xét đề nghị của Ban Tổ chức Tỉnh ủy,"
)
SENTENCES = (
    "Kiện toàn Ban Chỉ đạo gồm 15 đồng chí do đồng chí Phó Bí thư Thường trực Tỉnh ủy làm Trưởng ban.",
    "Ban Chỉ đạo có nhiệm vụ kiểm tra 48 hồ chứa nước và 126 ki-lô-mét đê bao trước mùa mưa lũ hằng năm.",
    "Các huyện, thị xã chuẩn bị vật tư, lương thực và thuốc chữa bệnh cho ít nhất 2.350 hộ ở vùng trũng thấp.",
    "Văn phòng Tỉnh ủy bố trí phòng trực, điện thoại, phương tiện đi lại và trích 640 triệu đồng kinh phí dự phòng.",
    "Lực lượng vũ trang tổ chức diễn tập cứu hộ tại xã Nà Bản, sẵn sàng di dời dân khỏi nơi sạt lở nguy hiểm.",
    "Đài Phát thanh truyền tin cảnh báo bằng ba thứ tiếng, mỗi giờ một lần, cho đến khi nước rút hẳn.",
)
FOOT = (
    "Quyết định này có hiệu lực kể từ ngày ký và thay thế các quyết định trước đây. Nơi nhận: Các huyện ủy, thị ủy; Các ban đảng của "
    "Tỉnh ủy; Ban cán sự đảng Ủy ban nhân dân tỉnh; Như Điều 3; Lưu Văn phòng Tỉnh ủy. T/M BAN THƯỜNG VỤ BÍ THƯ {signer}"
)
OTHER_SENTENCES = (
    "Hội Chữ thập đỏ vận động quyên góp chăn màn, quần áo ấm và sách vở tặng học sinh nghèo bị trôi mất nhà cửa.",
    "Mọi trường hợp chậm trễ, đùn đẩy trách nhiệm khi được điều động đều phải kiểm điểm nghiêm túc trước tập thể.",
)


def text(
    number: str = "127",
    day: str = "03",
    month: str = "10",
    signer: str = "Tạ Hữu Chuyên",
    sentences: tuple[str, ...] = SENTENCES,
) -> str:
    """The letter as printed."""
    whole = " ".join((HEAD, *sentences, FOOT))
    return whole.format(number=number, day=day, month=month, signer=signer)


def changed() -> str:
    """The letter with two other sentences."""
    return text(sentences=(SENTENCES[0], OTHER_SENTENCES[0], *SENTENCES[2:4], OTHER_SENTENCES[1], SENTENCES[5]))


def filled_again() -> tuple[str, ...]:
    """The letter's sentences with other figures and another place, as in the next year's."""
    others = {"15": "21", "48": "73", "126": "94", "2.350": "1.871", "640": "385", "Nà Bản": "Khe Vạn"}
    found = []
    for sentence in SENTENCES:
        for was, now in others.items():
            sentence = sentence.replace(was, now)  # noqa: PLW2901 - one replacement after the other
        found.append(sentence)
    return tuple(found)


KNOWN = PaperDescription(
    number="127-QĐ/TU", type="Quyết định", date=PartialDate.from_text("2010-10-03"), issuer="Ban Thường vụ Tỉnh ủy Phú Lĩnh",
    title="Về việc kiện toàn Ban Chỉ đạo phòng, chống thiên tai", signer="Tạ Hữu Chuyên",
)  # fmt: skip
UNKNOWN = PaperDescription()


def paper(
    *pages: str,
    id: str = "a",  # noqa: A002 - the field's own name
    file: str = "H42-041-03-0123",
    noise: float = 0.0,
    pictures: tuple[PictureHash | None, ...] = (),
    told: PaperDescription = KNOWN,
    **described: object,
) -> Paper:
    """A paper of these pages, with so many of its letters misread, described as told but for what is given."""
    read = [misread(page, noise, Random(f"{id}{at}")) for at, page in enumerate(pages or (text(),))]
    return Paper(
        id=id,
        file=file,
        description=replace(told, **described),  # type: ignore[arg-type]
        pages=tuple(" ".join(folded(page)) for page in read),
        pictures=pictures,
        assets=((f"bytes of {id}", 0, len(read) - 1),),
    )
