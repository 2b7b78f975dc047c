"""The words that the tuning and the reporting part share: whoever mends the rules may have seen them all."""

from benchmarks.forms.bodies import PROVINCES, organisation, party_body, state_body
from benchmarks.forms.vocabulary import Vocabulary

_PEOPLE = (
    "Đặng Quốc Thụ", "Bùi Thị Mơ", "Lê Khả Triêm", "Phan Văn Độ", "Trịnh Công Ruệ", "Hoàng A Páo", "Lò Văn Ún", "Giàng Seo Dế",
    "Vũ Thị Kiều Trinh", "Ngô Đức Thiềng", "Đinh Xuân Oánh", "Cao Thị Lựu", "Hồ Sỹ Khoát", "Đoàn Minh Huấn Khê", "Tô Bích Duyệt",
    "Thào Mí Lử", "Rơ Châm Yơk", "Dương Hiển Đáp", "Kiều Nhật Quyền", "Lương Thế Phiệt", "Ninh Viết Giao Thoa",
    "Âu Dũng Sĩ", "Từ Ngọc Lượng",
    "Nguyễn Hữu Bường", "Trần Thị Thúy Nhiên", "Phạm Ích Khiêm Tốn", "Nguyễn Y Niê Kđăm", "Hà Ngọc Chiểu", "Quàng Thị Ỏm", "Mai Thúc Loãn",
)  # fmt: skip
_RANKS = ("TS. ", "ThS. ", "BS. ", "Thượng tá ", "Đại tá ")
_TOPICS = (
    "công tác dân số và gia đình", "phòng, chống tham nhũng, lãng phí", "phát triển kinh tế tập thể", "cải cách hành chính",
    "xóa đói, giảm nghèo", "xây dựng nông thôn mới", "bảo đảm trật tự, an toàn giao thông", "phát triển thủy sản lồng bè",
    "dồn điền, đổi thửa", "tiêm phòng gia súc, gia cầm vụ thu đông", "giải phóng mặt bằng đường tránh thị trấn", "quản lý hộ tịch, hộ khẩu",
    "phổ cập giáo dục mầm non cho trẻ em 5 tuổi", "sắp xếp, đổi mới lâm trường quốc doanh", "xây dựng đời sống văn hóa ở khu dân cư",
    "phát huy dân chủ ở xã, phường, thị trấn", "chính sách đối với người có công với cách mạng", "phòng cháy, chữa cháy rừng mùa khô hanh",
    "thực hành tiết kiệm, chống buôn lậu và gian lận thương mại", "quản lý, sử dụng tài sản công", "tổ chức Tết Nguyên đán",
    "khai thác cát, sỏi lòng sông", "ứng dụng công nghệ thông tin và mạng in-tơ-nét", "làm 45 ki-lô-mét đường liên xã",
    "tinh giản biên chế", "vệ sinh an toàn thực phẩm", "bảo tồn cồng chiêng và nhà rông",
    "học tập và làm theo tấm gương đạo đức Hồ Chí Minh",
)  # fmt: skip
_AIMS = (
    "đáp ứng yêu cầu đẩy mạnh công nghiệp hóa, hiện đại hóa", "trên địa bàn tỉnh", "trong tình hình mới",
    "đến năm {later} và định hướng những năm tiếp theo",
    "và những nhiệm vụ, giải pháp chủ yếu trong thời gian tới", "ở các xã đặc biệt khó khăn, vùng đồng bào dân tộc thiểu số", "",
    "", "gắn với củng cố hệ thống chính trị ở cơ sở và nâng cao chất lượng sinh hoạt chi bộ",
)  # fmt: skip
_DEEDS = (
    "thành lập Ban Chỉ đạo {topic}", "phê duyệt Đề án {topic}", "cho đồng chí {person} thôi giữ chức vụ Trưởng phòng Hành chính",
    "điều động và bổ nhiệm cán bộ", "ban hành Quy chế phối hợp {topic}", "kiện toàn Hội đồng thi đua - khen thưởng",
    "chuẩn y kết quả bầu bổ sung cấp ủy viên", "giao chỉ tiêu kế hoạch và dự toán ngân sách năm {next}", "cấp bổ sung kinh phí {topic}",
    "tặng Bằng khen cho các tập thể và cá nhân có thành tích trong {topic}", "thu hồi đất và giao đất cho hộ ông {person}",
    "phân công nhiệm vụ các thành viên Tổ giúp việc {topic}",
)  # fmt: skip
_ABSTRACTS = {
    "Nghị quyết": ("về {topic} {aim}", "về một số chủ trương, giải pháp {topic} {aim}", "{topic} {aim}"),
    "Quyết định": ("về việc {deed}", "về việc {deed}", "{deed}"),
    "Quy định": ("về {topic} {aim}", "chức năng, nhiệm vụ, quyền hạn và mối quan hệ công tác của cơ quan chuyên trách {topic}"),
    "Quy chế": ("làm việc của Ban Chỉ đạo {topic}", "phối hợp {topic} {aim}"),
    "Chỉ thị": ("về việc {topic} {aim}", "về tăng cường lãnh đạo {topic} {aim}"),
    "Kết luận": ("về tiếp tục thực hiện {cited} {aim}", "của {head} tại phiên họp tháng {month} về {topic}"),
    "Thông tri": ("về việc {topic} {aim}", "về lãnh đạo {topic}"),
    "Thông báo": ("kết luận của đồng chí {person} tại cuộc họp bàn {topic}", "về việc {deed}", "kết quả phiên họp thứ {month} về {topic}"),
    "Hướng dẫn": ("thực hiện {cited} về {topic}", "công tác {topic} {aim}", "một số nội dung về {topic}"),
    "Chương trình": ("{topic} {aim}", "công tác năm {next}", "thực hiện {cited} về {topic}"),
    "Kế hoạch": ("{topic} năm {next}", "thực hiện {cited} về {topic} {aim}", "kiểm tra việc {topic} {aim}"),
    "Phương án": ("{topic} năm {next}", "bảo vệ các ngày lễ lớn và {topic}"),
    "Đề án": ("{topic} {aim}", "kiện toàn tổ chức bộ máy {topic}"),
    "Báo cáo": ("tình hình {topic} 6 tháng đầu năm {year}, phương hướng 6 tháng cuối năm", "kết quả thực hiện {cited} về {topic}",
                "tổng kết 10 năm {topic} {aim}", "tình hình, kết quả {topic} quý III năm {year}"),
    "Biên bản": ("họp Ban Chỉ đạo {topic}", "hội nghị lần thứ {month}", "bàn giao hồ sơ, tài liệu về {topic}"),
    "Tờ trình": ("về việc {deed}", "đề nghị phê duyệt Đề án {topic}"),
    "Giấy mời": ("họp bàn về {topic}", "dự hội nghị triển khai {topic}"),
    "Công điện": ("về việc triển khai {topic}", "về khẩn trương {topic} {aim}"),
    "Công văn": ("{deed}", "báo cáo tình hình {topic}", "đôn đốc {topic} {aim}", "trả lời đơn của ông {person}",
                 "góp ý dự thảo Kế hoạch {topic}"),
}  # fmt: skip
_OPENINGS = (
    "Thời gian qua, việc {topic} đã được các cấp, các ngành quan tâm chỉ đạo và bước đầu đạt kết quả khá.",
    "Thực hiện chủ trương chung, tập thể lãnh đạo đã họp bàn, cân nhắc nhiều mặt và thống nhất như sau.",
    "Qua theo dõi, nắm tình hình ở {count} xã, thị trấn, còn có nơi làm chậm, chưa sâu sát, chưa đều tay.",
)
_SENTENCES = (
    "Giao các cơ quan liên quan rà soát lại từng việc, nêu rõ người chịu trách nhiệm và thời hạn hoàn thành.",
    "Đến cuối tháng {month}, toàn huyện có {count} hộ đăng ký tham gia, tăng {few} hộ so với cùng kỳ năm trước.",
    "Khó khăn lớn nhất hiện nay là thiếu vốn, thiếu cán bộ am hiểu chuyên môn và đường sá đi lại cách trở.",
    "Cần chú trọng tuyên truyền, vận động, lắng nghe ý kiến của nhân dân trước khi triển khai rộng rãi.",
    "Kinh phí được bảo đảm từ ngân sách và các nguồn huy động hợp pháp khác, tổng số khoảng {count} triệu đồng.",
    "Trường hợp phát sinh vướng mắc, các đơn vị kịp thời phản ánh để xem xét, điều chỉnh cho phù hợp.",
    "Bài học rút ra là phải kiên trì, làm từ dễ đến khó, lấy hiệu quả thực tế làm thước đo.",
    "Trong đó, {few} công trình đã nghiệm thu, số còn lại đang hoàn thiện hồ sơ thanh quyết toán.",
    "Định kỳ hằng quý tổ chức sơ kết, biểu dương nơi làm tốt và nhắc nhở nơi làm chưa tốt.",
)
_CLOSINGS = (
    "Nhận được văn bản này, đề nghị các nơi nghiêm túc tổ chức thực hiện./.",
    "Văn bản này được phổ biến đến chi bộ./.",
    "Trên đây là nội dung chủ yếu, xin trân trọng báo cáo./.",
)
_OFFICES = (
    "Chánh Văn phòng", "Thủ trưởng các cơ quan liên quan", "Trưởng phòng Tổ chức - Hành chính",
)  # fmt: skip
_PARTY_RECEIVERS = (
    "Ban Bí thư (báo cáo)", "Các đồng chí Tỉnh ủy viên", "Các huyện ủy, thị ủy", "Các ban đảng của Tỉnh ủy", "Đảng ủy Quân sự tỉnh",
    "Ban cán sự đảng UBND tỉnh", "Như trên", "Chi bộ trực thuộc",
)  # fmt: skip
_STATE_RECEIVERS = (
    "Như trên", "TT. HĐND tỉnh (b/c)", "Các sở, ban, ngành", "UBND các huyện, thị xã", "Kho bạc Nhà nước tỉnh", "Như Điều 3",
    "Chi cục Thuế khu vực",
    "Báo, Đài tỉnh",
)  # fmt: skip
_ADDRESSEES = (
    "Các huyện ủy, thị ủy trực thuộc", "Sở Xây dựng", "Ông Giám đốc Công ty Muối và Thương mại", "Các chi bộ, đảng bộ cơ sở",
    "Phòng Lao động các huyện", "Ban Giám hiệu Trường Nội trú", "Cục Thống kê",
)  # fmt: skip

FIRST = Vocabulary(
    people=_PEOPLE,
    ranks=_RANKS,
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
    cited_places=("Quảng Lâm", "Kim Đàm", "Thái Lộc"),
    annexed=("Xã Nậm Khởi", "Thị trấn Đồi Cọ", "Xã Lương Cầu", "Phường Bến Đá"),
    party_body=party_body,
    state_body=state_body,
    organisation=organisation,
)
