"""What the demo company's customers are called and where they live."""

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"]
MIDDLE = ["Văn", "Thị", "Hữu", "Đức", "Ngọc", "Minh", "Thanh", "Quang", "Thu", "Xuân"]
GIVEN = [
    *("An", "Ánh", "Bình", "Châu", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Hải"),
    *("Hạnh", "Hiếu", "Hoa", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai"),
    *("Nam", "Nga", "Nhung", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Yến"),
]
LEGAL = ["Công ty TNHH", "Công ty Cổ phần", "Doanh nghiệp tư nhân", "Hợp tác xã"]
TRADE = [
    *("Thương mại", "Xây dựng", "Nội thất", "Thực phẩm", "Dược phẩm", "Vận tải"),
    *("Cơ khí", "May mặc", "Du lịch", "Phần mềm", "Điện máy", "Nông sản"),
]
BRAND = [
    *("Hoàng Gia", "Minh Phát", "Đại Việt", "Thành Công", "An Khang", "Hưng Thịnh"),
    *("Phú Quý", "Tân Á", "Sao Mai", "Bình Minh", "Trường Sơn", "Nam Phong"),
    *("Đông Á", "Hải Âu", "Kim Long", "Thiên Ân"),
]
STREET = [
    *("Lê Lợi", "Trần Hưng Đạo", "Nguyễn Huệ", "Hai Bà Trưng", "Lý Thường Kiệt"),
    *("Quang Trung", "Nguyễn Trãi", "Điện Biên Phủ", "Phan Chu Trinh", "Hùng Vương"),
]
#: XML id, name and ways to write a province, and wards it has since July 2025
PROVINCES = [
    (
        "base.state_vn_VN-HN",
        ("Hà Nội", "ha noi", "TP Hà Nội", "HN"),
        ("Phường Ba Đình", "Phường Hoàn Kiếm", "Phường Giảng Võ", "Phường Tây Hồ"),
    ),
    (
        "base.state_vn_VN-SG",
        ("Hồ Chí Minh", "TP. HCM", "TPHCM", "Thành phố Hồ Chí Minh"),
        ("Phường Thủ Dầu Một", "Phường Bình Dương", "Phường Bến Cát"),
    ),
    (
        "base.state_vn_VN-DN",
        ("Đà Nẵng", "da nang", "Tp Đà Nẵng"),
        ("Phường Hải Châu", "Phường Thanh Khê", "Phường Sơn Trà"),
    ),
    (
        "base.state_vn_VN-HP",
        ("Hải Phòng", "hai phong"),
        ("Phường Hải Dương", "Phường Chí Linh"),
    ),
    (
        "base.state_vn_VN-CT",
        ("Cần Thơ", "can tho"),
        ("Phường Ninh Kiều", "Phường Cái Khế", "Phường Bình Thủy"),
    ),
    (
        "base.state_vn_VN-39",
        ("Đồng Nai", "Tỉnh Đồng Nai"),
        ("Phường Đồng Xoài", "Phường Phước Long"),
    ),
]
PREFIXES = ["090", "091", "093", "097", "098", "086", "088", "032", "038", "070"]
OLD_PREFIXES = ["0168", "0169", "0121", "0123"]
#: login, name
USERS = [
    ("huong", "Trần Thị Mai Hương"),
    ("hung", "Nguyễn Văn Hùng"),
    ("ha", "Lê Thị Thu Hà"),
    ("bao", "Phạm Quốc Bảo"),
    ("anh", "Đặng Ngọc Ánh"),
    ("tuan", "Vũ Minh Tuấn"),
]
#: the messy list names those above only
PEOPLE = [*USERS, ("minh", "Hoàng Đức Minh")]
#: XML id, ways in which a list may call the entry
RELATIONSHIPS = [
    ("new", ("New", "new")),
    ("contacted", ("Contacted",)),
    ("interested", ("Interested", "INTERESTED")),
    ("potential", ("Potential",)),
    ("customer", ("Active customer", "active customer")),
    ("loyal", ("Loyal",)),
    ("vip", ("VIP", "vip")),
    ("dormant", ("Dormant",)),
]
CHANNELS = [
    ("direct", ("Direct sales", "DIRECT SALES")),
    ("shop", ("Shop or showroom", "shop or  showroom")),
    ("online", ("Online sales",)),
    ("telesales", ("Telesales", "telesales")),
]
SOURCES = ["zalo", "facebook", "referral", "website", "event", "hotline"]
INDUSTRIES = ["C", "F", "G", "H", "I", "J"]
SIZES = ["micro", "small", "medium", "large"]
TASKS = [
    ("mail.mail_activity_data_call", "Gọi hỏi thăm sau khi giao hàng"),
    ("mail.mail_activity_data_call", "Gọi báo giá đợt mới"),
    ("mail.mail_activity_data_meeting", "Gặp trao đổi hợp đồng"),
    ("mail.mail_activity_data_email", "Gửi bảng giá tháng này"),
    ("mail.mail_activity_data_todo", "Chuẩn bị mẫu gửi khách"),
]
NEEDS = [
    *("Cần báo giá 50 bộ bàn ghế", "Tìm nhà cung cấp lâu dài", "Hỏi chính sách đại lý"),
    *("Muốn xem thử sản phẩm", "Cần tư vấn thi công", "Đặt hàng dịp Tết"),
]
