"""The demo company's furniture: its list, and a small picture of each.

The pictures are drawn here, from boxes, ellipses and lines on a square of 64 units.
"""

from PIL import Image, ImageDraw

from .crm_vn_customer import ADDONS

FOLDER = ADDONS / "crm_vn_demo"
PICTURES = FOLDER / "static/img"
LIST = FOLDER / "demo/product_demo.xml"
SALE = "crm_vn_sale.product_product_demo_"
UNITS, SIZE, SMOOTH = 64, 256, 4
#: of a line of XML
WIDTH = 88
OAK, WALNUT, STEEL, CLOTH = "#c99a5b", "#7a4b2a", "#5b6470", "#3d7a8c"
LIGHT, RED, GREEN, PAPER = "#f3dfbf", "#b4513e", "#5f8f5a", "#f6f4ef"

CATEGORIES = {
    "table": "Bàn",
    "seat": "Ghế",
    "storage": "Tủ và kệ",
    "living": "Phòng khách",
    "bedroom": "Phòng ngủ",
    "service": "Dịch vụ",
}
#: key: (code, name, category, price); the first five come with crm_vn_sale
PRODUCTS = {
    "desk": ("MP-BLV01", "Bàn làm việc gỗ sồi", "table", 4_500_000),
    "chair": ("MP-GX01", "Ghế xoay lưới Minh Phát", "seat", 1_850_000),
    "cabinet": ("MP-THS03", "Tủ hồ sơ ba ngăn", "storage", 3_200_000),
    "table": ("MP-BH10", "Bàn họp mười chỗ", "table", 18_500_000),
    "sofa": ("MP-SF02", "Sofa văng hai chỗ", "living", 9_600_000),
    "corner": ("MP-SF03", "Sofa góc vải nhung", "living", 18_900_000),
    "bed": ("MP-GN16", "Giường gỗ sồi 1,6 m", "bedroom", 12_900_000),
    "wardrobe": ("MP-TQA3", "Tủ quần áo ba buồng", "bedroom", 14_500_000),
    "shelf": ("MP-KS05", "Kệ sách năm tầng", "storage", 2_750_000),
    "dining": ("MP-BA06", "Bộ bàn ăn sáu ghế", "table", 15_800_000),
    "stool": ("MP-GB01", "Ghế bar chân sắt", "seat", 1_250_000),
    "reception": ("MP-QLT24", "Quầy lễ tân 2,4 m", "table", 26_500_000),
    "divider": ("MP-VN12", "Vách ngăn văn phòng 1,2 m", "storage", 2_100_000),
    "coffee": ("MP-BCF01", "Bàn cà phê mặt đá", "living", 3_650_000),
    "tv": ("MP-KTV18", "Kệ tivi gỗ óc chó", "living", 8_200_000),
    "install": ("DV-LD", "Lắp đặt tận nơi", "service", 800_000),
    "care": ("DV-BT12", "Bảo trì nội thất 12 tháng", "service", 6_000_000),
}
WITH_SALE = ("desk", "chair", "cabinet", "table", "sofa")
#: key: shapes from the back to the front: (kind, colour, coordinates)
DRAWINGS = {
    "desk": [
        ("box", OAK, (8, 26, 56, 31)),
        ("box", WALNUT, (10, 31, 14, 54)),
        ("box", OAK, (38, 31, 54, 52)),
        ("line", WALNUT, (38, 38, 54, 38)),
        ("line", WALNUT, (38, 45, 54, 45)),
    ],
    "chair": [
        ("round", STEEL, (22, 8, 42, 32)),
        ("round", CLOTH, (18, 33, 46, 40)),
        ("line", STEEL, (32, 40, 32, 52)),
        ("line", STEEL, (20, 56, 32, 50)),
        ("line", STEEL, (44, 56, 32, 50)),
    ],
    "cabinet": [
        ("box", STEEL, (18, 8, 46, 56)),
        *(("box", PAPER, (21, top, 43, top + 13)) for top in (11, 26, 41)),
        *(("line", STEEL, (29, top, 35, top)) for top in (17, 32, 47)),
    ],
    "table": [
        ("round", WALNUT, (4, 24, 60, 32)),
        ("box", STEEL, (12, 32, 16, 54)),
        ("box", STEEL, (48, 32, 52, 54)),
        *(("round", CLOTH, (left, 12, left + 8, 24)) for left in (8, 21, 34, 47)),
    ],
    "sofa": [
        ("round", CLOTH, (8, 18, 56, 44)),
        ("round", "#5297aa", (14, 32, 32, 44)),
        ("round", "#5297aa", (32, 32, 50, 44)),
        ("round", CLOTH, (5, 28, 14, 50)),
        ("round", CLOTH, (50, 28, 59, 50)),
        ("box", CLOTH, (12, 43, 52, 50)),
    ],
    "corner": [
        ("round", GREEN, (6, 16, 58, 40)),
        ("round", "#78aa72", (12, 30, 44, 44)),
        ("round", "#78aa72", (40, 30, 56, 56)),
        ("round", GREEN, (4, 28, 12, 48)),
        ("round", LIGHT, (16, 24, 26, 34)),
    ],
    "bed": [
        ("round", OAK, (6, 12, 14, 52)),
        ("box", PAPER, (12, 32, 58, 44)),
        ("round", "#ffffff", (14, 26, 28, 34)),
        ("round", RED, (28, 31, 58, 45)),
        ("box", OAK, (10, 43, 59, 48)),
        ("box", OAK, (55, 40, 59, 54)),
    ],
    "wardrobe": [
        ("box", OAK, (10, 6, 54, 58)),
        *(("line", WALNUT, (left, 8, left, 56)) for left in (25, 40)),
        *(("line", WALNUT, (left, 28, left, 36)) for left in (22, 28, 43)),
    ],
    "shelf": [
        ("box", WALNUT, (16, 6, 48, 58)),
        *(("box", LIGHT, (19, top, 45, top + 7)) for top in (9, 19, 29, 39, 49)),
        ("box", RED, (21, 10, 25, 16)),
        ("box", CLOTH, (26, 10, 29, 16)),
        ("box", GREEN, (35, 30, 41, 36)),
    ],
    "dining": [
        ("round", OAK, (12, 26, 52, 32)),
        ("box", WALNUT, (17, 32, 20, 54)),
        ("box", WALNUT, (44, 32, 47, 54)),
        *(("box", RED, (left, 16, left + 3, 54)) for left in (6, 55)),
        ("box", RED, (6, 36, 15, 40)),
        ("box", RED, (49, 36, 58, 40)),
    ],
    "stool": [
        ("round", RED, (20, 14, 44, 20)),
        ("line", STEEL, (24, 20, 18, 56)),
        ("line", STEEL, (40, 20, 46, 56)),
        ("line", STEEL, (21, 42, 43, 42)),
    ],
    "reception": [
        ("box", WALNUT, (4, 22, 60, 27)),
        ("box", LIGHT, (7, 27, 57, 54)),
        ("box", OAK, (7, 44, 57, 54)),
        ("round", CLOTH, (26, 32, 38, 40)),
    ],
    "divider": [
        *(("box", CLOTH, (left, 14, left + 15, 50)) for left in (8, 25, 42)),
        *(("box", STEEL, (left, 12, left + 2, 56)) for left in (6, 23, 40, 56)),
    ],
    "coffee": [
        ("ellipse", "#e9e4da", (8, 24, 56, 36)),
        ("line", STEEL, (18, 34, 24, 54)),
        ("line", STEEL, (46, 34, 40, 54)),
        ("ellipse", RED, (28, 24, 36, 30)),
    ],
    "tv": [
        ("round", "#2d3138", (14, 8, 50, 32)),
        ("line", STEEL, (32, 32, 32, 38)),
        ("box", WALNUT, (6, 38, 58, 52)),
        *(("line", LIGHT, (left, 40, left, 50)) for left in (23, 41)),
    ],
    "install": [
        ("line", STEEL, (18, 46, 44, 20)),
        ("ellipse", STEEL, (36, 10, 54, 28)),
        ("ellipse", PAPER, (43, 8, 56, 21)),
        ("box", RED, (10, 44, 24, 54)),
    ],
    "care": [
        ("round", CLOTH, (14, 10, 50, 54)),
        ("line", "#ffffff", (23, 32, 30, 40)),
        ("line", "#ffffff", (30, 40, 42, 24)),
    ],
}


def draw(shapes):
    """Return the picture of *shapes*, in few colours so that the file is small."""
    scale = SIZE * SMOOTH // UNITS
    image = Image.new("RGB", (SIZE * SMOOTH,) * 2, PAPER)
    pen = ImageDraw.Draw(image)
    for kind, colour, place in shapes:
        place = [unit * scale for unit in place]
        if kind == "line":
            pen.line(place, fill=colour, width=2 * scale)
        elif kind == "ellipse":
            pen.ellipse(place, fill=colour)
        else:
            pen.rounded_rectangle(place, (4 if kind == "round" else 1) * scale, colour)
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS).quantize(32)


def picture_field(key):
    """Return the field of the picture, on one line where it is short enough."""
    words = ['name="image_1920"', 'type="base64"']
    words.append(f'file="crm_vn_demo/static/img/{key}.png"')
    line = f"<field {' '.join(words)} />"
    if len(line) <= WIDTH - 8:
        return line
    return "<field\n{}\n        />".format("\n".join(f"            {w}" for w in words))


def record(key):
    """Return the XML of one product."""
    code, name, category, price = PRODUCTS[key]
    fields = [
        f'<field name="default_code">{code}</field>',
        f'<field name="categ_id" ref="product_category_{category}" />',
        picture_field(key),
    ]
    known = key in WITH_SALE
    if not known:
        kind = "service" if category == "service" else "consu"
        fields += [
            f'<field name="name">{name}</field>',
            f'<field name="type">{kind}</field>',
            f'<field name="list_price" eval="{price}" />',
        ]
    xmlid = f"{SALE}{key}" if known else f"product_product_{key}"
    lines = "".join(f"        {line}\n" for line in fields)
    return f'    <record id="{xmlid}" model="product.product">\n{lines}    </record>\n'


def text():
    """Return ``product_demo.xml``."""
    categories = "".join(
        f'    <record id="product_category_{key}" model="product.category">\n'
        f'        <field name="name">{name}</field>\n    </record>\n'
        for key, name in CATEGORIES.items()
    )
    products = "".join(map(record, PRODUCTS))
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<odoo noupdate="1">\n'
        f"{categories}{products}</odoo>\n"
    )


def write():
    """Write the list and the pictures."""
    LIST.write_text(text(), encoding="utf-8")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for key, shapes in DRAWINGS.items():
        draw(shapes).save(PICTURES / f"{key}.png", optimize=True)
