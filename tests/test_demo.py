"""The demo company's files are what its program writes."""

import openpyxl
import pytest

from tools.demo import crm_vn_customer as demo


@pytest.mark.parametrize("name", demo.texts())
def test_text_files(name):
    committed = (demo.FOLDER / name).read_text(encoding="utf-8")
    assert committed == demo.texts()[name], "run python3 -m tools.demo"


def test_customer_list():
    sheet = openpyxl.load_workbook(demo.LIST).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    expected = [demo.HEADINGS, *demo.list_rows()]
    assert rows == [[cell if cell != "" else None for cell in row] for row in expected]
    assert len(rows) == demo.LIST_ROWS + 1
