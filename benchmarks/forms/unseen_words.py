"""The words of the part that figures are told of: none of them is in the other parts, and nobody mends rules by looking at it."""

from benchmarks.forms.unseen_bodies import PROVINCES, organisation, party_body, state_body
from benchmarks.forms.vocabulary import Vocabulary

_PEOPLE = (
    "Nguyễn Kim Thoại", "Trần Quang Bạt", "Lê Thị Hạnh Nguyên", "Phạm Sỹ Nghị", "Hoàng Thị Ngát", "Vũ Đăng Chuyên", "Võ Tá Lĩnh",
    "Đỗ Thị Nhàn Phương", "Bùi Văn Cứ", "Đặng Thị Huệ Lan", "Lý Sín Phủ", "Vàng A Chớ", "Hồ Viết Xuyến", "Dương Bảo Sơn Trà",
    "Nông Thị Bưởi", "Triệu Tài Quẩy", "Y Blôk Êban", "K'Să Hà Rin", "Đào Trọng Thưởng", "Tạ Thị Út Mười", "Châu Kim Sa Rây",
    "Mạc Như Đính", "Phùng Thế Vịnh", "Nghiêm Xuân Kỷ", "Tống Phước Hòa Hiệp", "Quách Thị Dậu", "La Văn Tưởng", "Cù Huy Chất",
    "Thái Doãn Mẫn", "Lưu Thị Minh Châu Anh",
)  # fmt: skip
_TOPICS = (
    "chuyển dịch cơ cấu cây trồng vùng trũng", "nâng cao chất lượng đội ngũ giáo viên", "di dân, tái định cư lòng hồ thủy điện",
    "đấu tranh với tội phạm ma túy", "kiên cố hóa kênh mương", "chăm sóc sức khỏe bà mẹ và trẻ sơ sinh", "khuyến khích nghề dệt lụa",
    "đối ngoại nhân dân và hợp tác với tỉnh bạn Lào", "ngăn ngừa dịch cúm gia cầm", "số hóa tài liệu lưu trữ lịch sử",
    "thu thuế sử dụng đất nông nghiệp", "biên soạn lịch sử đảng bộ địa phương", "tuyển chọn, gọi công dân nhập ngũ",
    "cổ phần hóa xí nghiệp chế biến hạt điều", "xử lý nước thải làng nghề", "hòa giải mâu thuẫn ở thôn, bản",
    "trùng tu đình, chùa, miếu được xếp hạng", "cứu trợ nhân dân vùng bị bão số 9", "quy hoạch mạng lưới chợ nông thôn",
    "đào tạo nghề cho lao động trẻ", "tiếp công dân và giải quyết khiếu nại, tố cáo", "trồng rừng ngập mặn chắn sóng",
    "nuôi tôm thẻ chân trắng", "kiểm kê vốn và tài sản lưu động", "bình đẳng giới", "bảo vệ bí mật nhà nước",
)  # fmt: skip
_AIMS = (
    "giai đoạn {year}-{later}", "của các đơn vị sự nghiệp", "theo hướng bền vững", "", "", "", "trên cả nước",
    "thuộc Chương trình mục tiêu quốc gia", "nhằm khắc phục hậu quả thiên tai, sớm ổn định đời sống nhân dân",
    "tại các huyện biên giới, bãi ngang ven biển và hải đảo", "từ nay đến cuối nhiệm kỳ",
)  # fmt: skip
_DEEDS = (
    "cử đồng chí {person} đi học lớp Cao cấp lý luận", "hủy bỏ văn bản trái thẩm quyền", "phê chuẩn quyết toán công trình {topic}",
    "xếp ngạch và nâng bậc lương thường xuyên", "đổi tên trường học", "cho ông {person} nghỉ hưu hưởng chế độ bảo hiểm",
    "sáp nhập Trung tâm {topic}", "công nhận kết quả thẩm định dự án {topic}", "tổ chức lớp tập huấn {topic}",
    "thi hành kỷ luật bằng hình thức khiển trách", "miễn giảm học phí cho con em hộ nghèo", "lập đoàn khảo sát {topic}",
    "ủy quyền cho ông {person} ký hợp đồng", "quy định tạm thời mức phụ cấp cán bộ thôn",
)  # fmt: skip
_ABSTRACTS = {
    "Nghị quyết": ("đẩy mạnh {topic} {aim}", "Hội nghị lần thứ {month} về {topic}", "về mục tiêu, biện pháp {topic} {aim}"),
    "Quyết định": ("về việc {deed}", "{deed}", "sửa đổi, bổ sung quy định về {topic}"),
    "Quy định": ("trách nhiệm của người đứng đầu trong {topic}", "tạm thời về {topic} {aim}"),
    "Quy chế": ("hoạt động của Tổ tư vấn {topic}", "quản lý và chi tiêu quỹ {topic}"),
    "Chỉ thị": ("về nhiệm vụ cấp bách {topic} {aim}", "nghiêm cấm vi phạm trong {topic}"),
    "Kết luận": ("Hội nghị chuyên đề {topic}", "sau kiểm điểm việc thi hành {cited} {aim}"),
    "Thông tri": ("hướng dẫn thi hành {cited}", "về đợt sinh hoạt chính trị {topic}"),
    "Thông báo": ("ý kiến của Thường trực về {topic}", "lịch nghỉ và trực cơ quan", "tuyển dụng viên chức {aim}"),
    "Hướng dẫn": ("cách lập dự toán {topic}", "thi hành {cited} {aim}"),
    "Chương trình": ("làm việc toàn khóa về {topic}", "phối hợp liên ngành {topic} {aim}"),
    "Kế hoạch": ("mở đợt cao điểm {topic}", "thanh tra đột xuất {topic} {aim}", "triển khai {cited}"),
    "Phương án": ("ứng phó sự cố trong {topic}", "chia tách địa giới phục vụ {topic}"),
    "Đề án": ("nâng cấp trang thiết bị {topic}", "đổi mới cách quản lý {topic} {aim}"),
    "Báo cáo": ("sơ kết một năm thi hành {cited}", "giải trình việc chậm tiến độ {topic}", "số liệu thống kê {topic} {aim}"),
    "Biên bản": ("kiểm phiếu bầu Ban Thanh tra nhân dân", "làm việc với đoàn khảo sát {topic}"),
    "Tờ trình": ("xin chủ trương {topic} {aim}", "về việc {deed}"),
    "Giấy mời": ("tham dự lễ tổng kết {topic}", "bàn biện pháp {topic}"),
    "Công điện": ("ứng phó khẩn cấp mưa lũ ảnh hưởng đến {topic}", "dừng ngay các cuộc họp để {topic}"),
    "Công văn": ("{deed}", "đính chính số liệu {topic}", "xin ý kiến về {topic} {aim}", "chuyển đơn của bà {person}",
                 "nhắc nộp báo cáo {topic}"),
}  # fmt: skip
_OPENINGS = (
    "Căn nguyên của những yếu kém nêu trên trước hết thuộc về nhận thức của một bộ phận cán bộ.",
    "Mấy năm lại đây, {topic} đã mang lại thu nhập khá cho bà con, song còn manh mún, tự phát.",
    "Ngày hôm trước, đơn vị đã họp xét và biểu quyết với số phiếu tán thành là {few}.",
)
_SENTENCES = (
    "Sản lượng ước đạt {count} tấn, vượt mức đề ra, riêng vùng trung du giảm nhẹ do khô hạn kéo dài.",
    "Mỗi phòng, ban cử một chuyên viên đầu mối, hằng tuần gửi số liệu trước chiều thứ năm.",
    "Đối chiếu sổ sách thấy lệch {few} hộ, yêu cầu thẩm tra lại từ gốc rồi mới chốt.",
    "Nguyên liệu phải mua ngoài, giá cước vận chuyển tăng vọt nên xí nghiệp càng làm càng lỗ.",
    "Lực lượng dân quân túc trực ngày đêm, kịp thời sơ tán {count} khẩu ra khỏi vùng ngập.",
    "Cuối quý {month} phải trình phương thức khoán mới kèm bảng phân tích lợi hại.",
    "Các cụ cao niên hiến kế, góp công đào mương, mở lối, không tính toán thiệt hơn.",
    "Nhắc lại: tuyệt đối không để tư thương ép giá khi thu hoạch rộ.",
)
_CLOSINGS = (
    "Kính đề nghị xem xét, chấp thuận./.",
    "Giao Ủy ban Kiểm tra đôn đốc và phản ánh tiến độ./.",
    "Quá thời hạn nói trên, đơn vị nào chậm trễ phải chịu phê bình./.",
)
_OFFICES = ("Phó Chánh Văn phòng",)
_PARTY_RECEIVERS = (
    "Thường trực Hội đồng nhân dân", "Văn phòng Trung ương", "Các đảng bộ cơ quan", "Đảng ủy Công an", "Trường Chính trị",
    "Báo của đảng bộ", "Ủy viên Ban Chấp hành",
)  # fmt: skip
_STATE_RECEIVERS = (
    "Bộ Tư pháp", "Cục Kiểm tra văn bản", "Thường trực Hội đồng", "Đoàn đại biểu Quốc hội", "Công ty Thủy nông", "Như trên",
    "Chủ tịch và các Phó Chủ tịch", "Bưu điện tỉnh",
)  # fmt: skip
_ADDRESSEES = (
    "Bộ Thủy sản", "Ủy ban nhân dân các phường", "Trạm Khuyến nông", "Bà Hiệu trưởng Trường Mầm non", "Đảng ủy các xã biên giới",
    "Hợp tác xã Vận tải", "Ngân hàng Chính sách",
)  # fmt: skip

UNSEEN = Vocabulary(
    people=_PEOPLE,
    ranks=("PGS.TS. ", "KS. ", "CN. ", "Trung tá ", "Thiếu tướng "),
    topics=_TOPICS,
    aims=_AIMS,
    deeds=_DEEDS,
    abstracts=_ABSTRACTS,
    openings=_OPENINGS,
    sentences=_SENTENCES,
    closings=_CLOSINGS,
    offices=_OFFICES,
    party_receivers=_PARTY_RECEIVERS,
    state_receivers=_STATE_RECEIVERS,
    addressees=_ADDRESSEES,
    provinces=PROVINCES,
    cited_places=("Hải Mục", "Bắc Sóc", "Thanh Vệ"),
    annexed=("Xã Xuân Ổ", "Phường Cửa Lấp", "Thị trấn Vạn Thủy", "Xã Phú Đẩu"),
    party_body=party_body,
    state_body=state_body,
    organisation=organisation,
)
