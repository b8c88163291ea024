"""The demo company's files are what its program writes."""

import openpyxl
import pytest
from PIL import Image

from devtools.demo import crm_vn_customer as demo
from devtools.demo import products


@pytest.mark.parametrize("name", demo.texts())
def test_text_files(name):
    committed = (demo.FOLDER / name).read_text(encoding="utf-8")
    assert committed == demo.texts()[name], "run python3 -m devtools.demo"


def test_customer_list():
    sheet = openpyxl.load_workbook(demo.LIST).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    expected = [demo.HEADINGS, *demo.list_rows()]
    assert rows == [[cell if cell != "" else None for cell in row] for row in expected]
    assert len(rows) == demo.LIST_ROWS + 1


def test_products():
    committed = products.LIST.read_text(encoding="utf-8")
    assert committed == products.text(), "run python3 -m devtools.demo"
    assert products.PRODUCTS.keys() == products.DRAWINGS.keys()


@pytest.mark.parametrize("key", products.DRAWINGS)
def test_pictures(key):
    """Small, and what is drawn: by their pixels, for packers differ."""
    path = products.PICTURES / f"{key}.png"
    assert path.stat().st_size < 6000
    with Image.open(path) as committed:
        drawn = products.draw(products.DRAWINGS[key])
        assert committed.convert("RGB").tobytes() == drawn.convert("RGB").tobytes()
