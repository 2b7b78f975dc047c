"""One made-up paper, and what becomes of it: scanned anew, certified as a copy, in part, as another version, as another form."""

import random
from collections.abc import Sequence
from dataclasses import replace

from archive.dates import PartialDate
from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.shingles import folded

HEAD = "Tỉnh ủy Phú Lĩnh * Số 12-NQ/TU Đảng Cộng sản Việt Nam Phú Lĩnh, ngày 05 tháng 3 năm 2012 Nghị quyết về cây chè vùng cao"
BODY = (
    "Những năm qua cây chè đã giúp đồng bào các xã vùng cao có thêm thu nhập, song giống cũ thoái hóa và đường vận chuyển còn khó khăn.",
    "Diện tích chè toàn tỉnh mới đạt bốn nghìn héc-ta, phần lớn nằm rải rác trên nương dốc, thiếu nước tưới về mùa khô.",
    "Tỉnh ủy chủ trương trồng mới mỗi năm ba trăm héc-ta chè, ưu tiên giống bản địa mọc lâu đời ở các bản giáp rừng.",
    "Các huyện ủy chỉ đạo rà soát quỹ đất, không phá rừng làm nương, giao đất ổn định cho từng hộ trước mùa mưa.",
    "Ngân hàng chính sách cho vay vốn với lãi suất thấp, thời hạn bảy năm, trả gốc từ năm thứ tư khi chè cho thu hái.",
    "Sở Nông nghiệp lập vườn ươm ở ba huyện, cấp cây giống và cử cán bộ hướng dẫn đốn tỉa, bón phân, hái đúng lứa.",
    "Mỗi cụm xã xây một xưởng sao chè, bảo đảm vệ sinh, có người chịu trách nhiệm về chất lượng và nhãn hàng.",
    "Đoàn Thanh niên và Hội Phụ nữ vận động hội viên góp công mở đường vào nương chè, đào mương giữ nước.",
    "Ban Tuyên giáo phổ biến nghị quyết đến từng chi bộ, biểu dương những gia đình làm giỏi, nhân rộng cách làm hay.",
    "Hằng năm Văn phòng Tỉnh ủy tổng hợp kết quả, báo cáo Ban Thường vụ và nhắc nhở những nơi thực hiện chậm.",
)
FOOT = "Nơi nhận: các huyện ủy, lưu Văn phòng T/M Tỉnh ủy Bí thư Đinh Văn Hạc"
CERTIFIED = "Sao y bản chính Số 45-BS/VP Phú Lĩnh, ngày 19 tháng 8 năm 2013 Chánh Văn phòng Lò Thị Mẩy"
OTHER_SENTENCES = (
    "Mức hỗ trợ giao Ủy ban nhân dân quy định riêng cho từng vùng sau khi lấy ý kiến rộng rãi của già làng, trưởng bản.",
    "Việc này do Ban Dân vận phối hợp cùng Mặt trận theo dõi, kịp thời phản ánh tâm tư nguyện vọng với cấp trên.",
)
TOLD = PaperDescription(
    number="12-NQ/TU",
    type="Nghị quyết",
    date=PartialDate.from_text("2012-03-05"),
    issuer="Tỉnh ủy Phú Lĩnh",
    title="Về cây chè vùng cao",
    signer="Đinh Văn Hạc",
)
FILE, ELSEWHERE = "H42-041-03-0123", "H42-112-01-0007"
_MISREAD = {"h": "b", "n": "u", "c": "e", "i": "l", "o": "0", "u": "n", "a": "á", "t": "l", "g": "q"}


def words(*texts: str) -> str:
    """Folded words, as a page is kept."""
    return " ".join(word for text in texts for word in folded(text))


def paper(id_: str = "a", pages: Sequence[str] | None = None, told: PaperDescription = TOLD, file: str = FILE) -> Paper:
    """The resolution, on two pages unless others are given."""
    usual = (words(HEAD, *BODY[:5]), words(*BODY[5:], FOOT))
    return Paper(id_, file, told, tuple(usual if pages is None else pages))


def misread(text: str, share: float, seed: int = 7) -> str:
    """The text as a scan has it, with this share of its letters misread."""
    chance = random.Random(seed)
    return "".join(_MISREAD.get(letter, letter) if chance.random() < share else letter for letter in text)


def scanned(of: Paper, share: float, seed: int = 7) -> Paper:
    """The paper scanned anew."""
    return replace(of, id="b", pages=tuple(misread(page, share, seed) for page in of.pages))
