"""Any heading over any cell: nothing raises, every row is counted, twice is once.

``CRM_VN_FUZZ``: so many lists, drawn anew, instead of the same dozen.
"""

import csv
import io
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .import_common import ImportCase

EXAMPLES = int(os.environ.get("CRM_VN_FUZZ") or 12)
HEADINGS = [
    *("Tên KH", "Họ", "Tên", "Tên đệm", "Họ tên", "Mã KH", "Điện thoại", "Di động"),
    *("Fax", "Email", "Website", "MST", "Địa chỉ", "Quận/Huyện", "Phường/Xã", "Tỉnh"),
    *("Quốc gia", "Nhóm", "Loại khách", "Kênh", "Nguồn", "Trạng thái", "Liên hệ"),
    *("SĐT liên hệ", "Ghi chú", "Ngày sinh", "Cột lạ", "Công ty", "Company", "Title"),
    *("Ngân hàng", "Đơn hàng", "Phone 1 - Value", "Last Name", "First Name", ""),
    *("Zalo", "Số liên hệ", "Tên LH", "Tỉnh cũ", "Home City", "Chủ sở hữu", "Tags"),
    *("Chức vụ LH", "Trạng thái KH", "MST (nếu có)", "Address 1 - City", "Con"),
]
CELLS = [
    *(
        "",
        "Hà Bưởi",
        "Công ty TNHH Bưởi",
        "Anh Ba",
        "Sở Y tế",
        "0912000111",
        "028 - 3822",
    ),
    *("9.12E+08", "9,12345678E+08", "0912000111-0912000222", "a@example.com", "-", "0"),
    *("Bưởi <b@example.com>", "không có", "x", "1", "0100109106", "0100109106-1", "MY"),
    *(
        "001088012345",
        "3.1E+11",
        "Hà Nội",
        "Bình Dương",
        "Mỹ",
        "buoi.example",
        "Khách lẻ",
    ),
    *("A<B & <b>đ</b>\nhai", "31/02/2020", "\u202e\u200b", "😀", "{line:3}", "%s {0}"),
    *("tk 0071000912345", "0100109106/1", "Fax", "0838221111 (fax)", "x@e.vn-y@e.vn"),
    *("Lê Hà (Cty Bưởi)", "UK", "Long An (cũ)", "0" * 10, '="0912000111"', "ID: 5"),
    *("C«ng ty", "Nguye\u0302\u0303n", "=1+1", "a" * 300, "0912000111 " * 900, "KV01"),
]
cell = st.one_of(
    st.sampled_from(CELLS),
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12
    ),
)


@st.composite
def lists(draw):
    """Draw a list: headings, of which one is a name, and rows."""
    headings = ["Tên KH", *draw(st.lists(st.sampled_from(HEADINGS), max_size=4))]
    row = st.lists(cell, min_size=len(headings), max_size=len(headings))
    return headings, draw(st.lists(row, min_size=1, max_size=4))


@tagged("post_install", "-at_install")
class TestImportFuzz(ImportCase):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES == 12,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(lists())
    def test_any_list(self, drawn):
        headings, rows = drawn
        content = io.StringIO()
        csv.writer(content).writerows([headings, *rows])
        savepoint = self.cr.savepoint()
        try:
            first = self.imported(content.getvalue().encode())
            if first:
                again = self.imported(content.getvalue().encode())
                self.assertEqual(again[:2], (0, 0), (headings, rows))
        finally:
            savepoint.rollback()
            savepoint.close()
            self.env.invalidate_all()

    def imported(self, content):
        """Import and return the counts, None where there is nothing to import."""
        dialog = self.dialog(content, "list.csv")
        options = {"has_headers": True, "quoting": '"', "separator": ","}
        options["encoding"] = "utf-8"
        preview = dialog.parse_preview(dict(options))
        if "error" in preview:
            return None
        matches = preview["matches"] or {}
        fields = [
            "/".join(matches[index]) if index in matches else False
            for index in range(len(preview["headers"]))
        ]
        result = dialog.execute_import(
            fields,
            [heading.lower() for heading in preview["headers"]],
            {**options, "limit": 2000, "vn_leave_out_failed": True},
        )
        if "vn_report" not in result:
            self.assertTrue(result["messages"])
            return None
        return self.counts(result)
