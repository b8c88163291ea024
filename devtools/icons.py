"""Draw the addons' icons (``static/description/icon.png``).

``python -m devtools.icons`` draws all of them anew. One shape on one colour each, so
that the addons are told apart in the list of apps at a glance.
"""

import math
import sys
from pathlib import Path

from PIL import Image, ImageDraw

from .icon_board import SCALE, Scaled

ADDONS = Path(__file__).resolve().parents[1] / "addons"
SIZE = 128
WHITE = (255, 255, 255, 255)


def person(draw):
    draw.ellipse((42, 26, 86, 70), fill=WHITE)
    draw.pieslice((24, 74, 104, 146), 180, 360, fill=WHITE)


def handing_over(draw):
    """Draw a person, and an arrow that leads away."""
    draw.ellipse((24, 30, 60, 66), fill=WHITE)
    draw.pieslice((12, 70, 72, 126), 180, 360, fill=WHITE)
    draw.line((74, 64, 104, 64), fill=WHITE, width=9)
    draw.polygon([(98, 48), (116, 64), (98, 80)], fill=WHITE)


def pool(draw):
    """Draw three people around a ring."""
    draw.ellipse((34, 44, 94, 104), outline=WHITE, width=8)
    for left, top in ((50, 22), (22, 76), (78, 76)):
        draw.ellipse((left, top, left + 28, top + 28), fill=WHITE)


def year(draw):
    """Draw a calendar's sheet with a rising line."""
    draw.rounded_rectangle((24, 32, 104, 104), 8, fill=WHITE)
    for left in (44, 78):
        draw.rounded_rectangle((left, 20, left + 8, 44), 4, fill=WHITE)
    draw.line(
        ((36, 90), (54, 72), (70, 80), (92, 54)), fill=(150, 90, 40, 255), width=7
    )


def cake(draw):
    draw.rounded_rectangle((28, 62, 100, 102), 6, fill=WHITE)
    for left in (44, 62, 80):
        draw.line((left, 44, left, 58), fill=WHITE, width=6)
        draw.ellipse((left - 4, 30, left + 4, 40), fill=WHITE)


def bag(draw):
    draw.rounded_rectangle((30, 50, 98, 104), 8, fill=WHITE)
    draw.arc((46, 24, 82, 74), 180, 360, fill=WHITE, width=8)


def page(draw):
    draw.rounded_rectangle((36, 22, 92, 106), 6, fill=WHITE)
    for top in (40, 54, 68):
        draw.line((46, top, 82, top), fill=(88, 88, 120, 255), width=5)
    draw.line((56, 90, 84, 86), fill=(88, 88, 120, 255), width=5)


def phone_book(draw):
    """Draw a card with a person on it."""
    draw.rounded_rectangle((22, 34, 106, 94), 8, outline=WHITE, width=7)
    draw.ellipse((38, 46, 58, 66), fill=WHITE)
    draw.pieslice((34, 68, 62, 98), 180, 360, fill=WHITE)
    for top in (52, 64, 76):
        draw.line((70, top, 94, top), fill=WHITE, width=5)


def shield(draw):
    draw.polygon(
        ((64, 20), (102, 34), (98, 74), (64, 108), (30, 74), (26, 34)), fill=WHITE
    )
    draw.line((48, 62, 60, 76), fill=(70, 70, 130, 255), width=8)
    draw.line((60, 76, 82, 46), fill=(70, 70, 130, 255), width=8)


def pulse(draw):
    """Draw the line of a heart that beats."""
    points = ((18, 68), (42, 68), (54, 36), (72, 96), (84, 68), (110, 68))
    draw.line(points, fill=WHITE, width=9)


def horn(draw):
    draw.polygon(
        ((30, 52), (56, 52), (96, 28), (96, 96), (56, 74), (30, 74)), fill=WHITE
    )
    draw.rounded_rectangle((44, 74, 60, 104), 4, fill=WHITE)


def calendar(draw):
    draw.rounded_rectangle((26, 34, 102, 104), 8, fill=WHITE)
    for left in (44, 84):
        draw.line((left, 24, left, 44), fill=WHITE, width=8)
    ink = (20, 120, 110, 255)
    draw.line((26, 54, 102, 54), fill=ink, width=4)
    draw.line(((46, 78), (60, 92), (84, 66)), fill=ink, width=8, joint="curve")


def target(draw):
    for radius, fill in ((42, WHITE), (30, None), (18, WHITE)):
        box = (64 - radius, 64 - radius, 64 + radius, 64 + radius)
        draw.ellipse(box, fill=fill or (206, 92, 40, 255))


def star(draw):
    points = []
    for number in range(10):
        radius = 46 if number % 2 == 0 else 19
        angle = math.pi * (number / 5 - 0.5)
        points.append((64 + radius * math.cos(angle), 68 + radius * math.sin(angle)))
    draw.polygon(points, fill=WHITE)


def bars(draw):
    for left, top in ((28, 72), (54, 50), (80, 28)):
        draw.rounded_rectangle((left, top, left + 20, 102), 4, fill=WHITE)


def bars_and(draw_badge):
    """Return bars with a badge in the corner, for the addons of a few metrics."""

    def draw_both(draw):
        for left, top in ((22, 88), (48, 78), (74, 68)):
            draw.rounded_rectangle((left, top, left + 18, 106), 4, fill=WHITE)
        draw_badge(draw)

    return draw_both


def box(draw):
    draw.rounded_rectangle((74, 16, 112, 54), 4, fill=WHITE)
    draw.line((93, 16, 93, 34), fill=(30, 130, 70, 255), width=6)


def bubble(draw):
    draw.rounded_rectangle((66, 16, 112, 46), 8, fill=WHITE)
    draw.polygon(((78, 44), (94, 44), (80, 58)), fill=WHITE)


def envelope(draw):
    draw.rounded_rectangle((64, 18, 112, 52), 4, fill=WHITE)
    ink = (30, 130, 70, 255)
    draw.line(((66, 22), (88, 38), (110, 22)), fill=ink, width=5, joint="curve")


def lens(draw):
    draw.ellipse((66, 12, 102, 48), fill=WHITE)
    draw.ellipse((74, 20, 94, 40), fill=(30, 130, 70, 255))
    draw.line((98, 44, 112, 58), fill=WHITE, width=8)


def tick(draw):
    draw.rounded_rectangle((70, 14, 112, 56), 6, fill=WHITE)
    ink = (30, 130, 70, 255)
    draw.line(((78, 34), (88, 46), (104, 24)), fill=ink, width=6, joint="curve")


def grid(draw):
    draw.rounded_rectangle((68, 16, 112, 54), 4, fill=WHITE)
    ink = (30, 130, 70, 255)
    draw.line((68, 34, 112, 34), fill=ink, width=4)
    draw.line((90, 16, 90, 54), fill=ink, width=4)


def medal(draw):
    draw.polygon(((40, 20), (60, 20), (74, 60), (54, 66)), fill=WHITE)
    draw.polygon(((88, 20), (68, 20), (54, 60), (74, 66)), fill=WHITE)
    draw.ellipse((38, 52, 90, 104), fill=WHITE)
    draw.ellipse((50, 64, 78, 92), fill=(150, 110, 20, 255))


def blocks(draw):
    for left, top in ((24, 66), (68, 66), (46, 26)):
        draw.rounded_rectangle((left, top, left + 36, top + 36), 5, fill=WHITE)


def clock(draw):
    ink = (38, 84, 160, 255)
    draw.ellipse((24, 24, 104, 104), fill=WHITE)
    draw.line(((64, 38), (64, 66), (84, 78)), fill=ink, width=8, joint="curve")


def bubbles(draw):
    draw.rounded_rectangle((22, 28, 86, 72), 10, fill=WHITE)
    draw.polygon(((34, 68), (54, 68), (36, 90)), fill=WHITE)
    draw.rounded_rectangle((60, 62, 108, 96), 8, fill=(200, 214, 236, 255))


def eye(draw):
    draw.ellipse((16, 38, 112, 90), fill=WHITE)
    draw.ellipse((46, 46, 82, 82), fill=(38, 84, 160, 255))
    draw.ellipse((56, 56, 72, 72), fill=WHITE)


def two_persons(draw):
    pale = (200, 214, 236, 255)
    draw.ellipse((64, 28, 96, 60), fill=pale)
    draw.pieslice((50, 64, 110, 124), 180, 360, fill=pale)
    draw.ellipse((32, 34, 68, 70), fill=WHITE)
    draw.pieslice((18, 74, 82, 138), 180, 360, fill=WHITE)


def desk(draw):
    draw.rounded_rectangle((24, 26, 104, 102), 8, fill=WHITE)
    ink = (38, 84, 160, 255)
    for top in (44, 64, 84):
        draw.line(((34, top), (40, top + 6), (50, top - 8)), fill=ink, width=5)
        draw.line((58, top, 94, top), fill=ink, width=5)


def ticks(draw):
    """Draw a list whose first lines are ticked off."""
    for top, done in ((36, True), (64, True), (92, False)):
        draw.ellipse((26, top - 10, 46, top + 10), outline=WHITE, width=5)
        if done:
            draw.ellipse((31, top - 5, 41, top + 5), fill=WHITE)
        draw.line((56, top, 102, top), fill=WHITE, width=7)


def handshake(draw):
    """Draw two people with a star between them: all of it together."""
    for left in (18, 74):
        draw.ellipse((left + 6, 42, left + 30, 66), fill=WHITE)
        draw.pieslice((left - 4, 68, left + 40, 124), 180, 360, fill=WHITE)
    draw.polygon(
        [
            *((64, 14), (70, 28), (86, 30), (74, 40), (78, 56)),
            *((64, 47), (50, 56), (54, 40), (42, 30), (58, 28)),
        ],
        fill=(255, 214, 64, 255),
    )


def arrow_in(draw):
    draw.line((64, 22, 64, 72), fill=WHITE, width=12)
    draw.polygon(((42, 58), (86, 58), (64, 84)), fill=WHITE)
    draw.line(((26, 76), (26, 102), (102, 102), (102, 76)), fill=WHITE, width=10)


def arrow_back(draw):
    draw.arc((30, 34, 102, 106), 200, 90, fill=WHITE, width=12)
    draw.polygon(((20, 62), (58, 62), (34, 28)), fill=WHITE)


def ring(draw):
    draw.ellipse((22, 22, 106, 106), fill=WHITE)
    draw.ellipse((46, 46, 82, 82), fill=(38, 84, 160, 255))
    for start in (30, 120, 210, 300):
        box = (22, 22, 106, 106)
        draw.arc(box, start, start + 30, fill=(120, 150, 200, 255), width=24)


def handset(draw):
    """Draw the receiver of a telephone."""
    draw.arc((24, 40, 104, 120), 205, 335, fill=WHITE, width=16)
    draw.rounded_rectangle((18, 62, 46, 86), 7, fill=WHITE)
    draw.rounded_rectangle((82, 62, 110, 86), 7, fill=WHITE)


def pin(draw):
    draw.ellipse((36, 20, 92, 76), fill=WHITE)
    draw.polygon(((40, 62), (88, 62), (64, 108)), fill=WHITE)
    draw.ellipse((53, 37, 75, 59), fill=(190, 50, 60, 255))


def telephone(draw):
    """Draw a phone with two lines of a message on it."""
    draw.rounded_rectangle((40, 18, 88, 110), 9, fill=WHITE)
    for top, right in ((42, 78), (58, 70)):
        draw.line((50, top, right, top), fill=(40, 120, 150, 255), width=7)
    draw.ellipse((59, 92, 69, 102), fill=(40, 120, 150, 255))


def wave(draw):
    """Draw a bubble with a Z in it."""
    draw.rounded_rectangle((22, 26, 106, 86), 14, fill=WHITE)
    draw.polygon(((36, 80), (60, 84), (38, 108)), fill=WHITE)
    ink = (0, 104, 255, 255)
    draw.line(((50, 42), (78, 42), (50, 70), (78, 70)), fill=ink, width=8)


ICONS = {
    "crm_vn_base": (blocks, (38, 84, 160)),
    "crm_vn_customer": (person, (38, 84, 160)),
    "crm_vn_contact_log": (clock, (38, 84, 160)),
    "crm_vn_discussion": (bubbles, (38, 84, 160)),
    "crm_vn_visibility": (eye, (38, 84, 160)),
    "crm_vn_duplicate": (two_persons, (38, 84, 160)),
    "crm_vn_import": (arrow_in, (38, 84, 160)),
    "crm_vn_vcard": (phone_book, (38, 84, 160)),
    "crm_vn_import_undo": (arrow_back, (60, 110, 90)),
    "crm_vn_import_queue": (clock, (60, 110, 90)),
    "crm_vn_desk": (desk, (38, 84, 160)),
    "crm_vn_first_steps": (ticks, (38, 84, 160)),
    "crm_vn": (handshake, (200, 30, 45)),
    "crm_vn_desk_sale": (bars_and(tick), (38, 84, 160)),
    "crm_vn_help": (ring, (38, 84, 160)),
    "crm_vn_handover": (handing_over, (38, 84, 160)),
    "crm_vn_handover_location": (pin, (38, 84, 160)),
    "crm_vn_occasion": (cake, (20, 120, 110)),
    "crm_vn_demo": (year, (150, 90, 40)),
    "crm_vn_pool": (pool, (38, 84, 160)),
    "crm_vn_sale": (bag, (120, 60, 150)),
    "crm_vn_contract": (page, (88, 88, 120)),
    "crm_vn_contract_print": (page, (60, 60, 60)),
    "crm_vn_care_schedule": (calendar, (20, 120, 110)),
    "crm_vn_opportunity": (target, (206, 92, 40)),
    "crm_vn_scoring": (star, (200, 150, 20)),
    "crm_vn_kpi": (bars, (30, 130, 70)),
    "crm_vn_kpi_report": (bars_and(lens), (30, 130, 70)),
    "crm_vn_kpi_sheet": (bars_and(tick), (30, 130, 70)),
    "crm_vn_kpi_stock": (bars_and(box), (30, 130, 70)),
    "crm_vn_kpi_project": (bars_and(tick), (60, 90, 130)),
    "crm_vn_kpi_sms": (bars_and(bubble), (30, 130, 70)),
    "crm_vn_kpi_call": (bars_and(bubble), (30, 130, 70)),
    "crm_vn_kpi_visit": (bars_and(pin), (30, 130, 70)),
    "crm_vn_visit_need": (pin, (150, 110, 20)),
    "crm_vn_visit_report": (bars_and(pin), (30, 110, 160)),
    "crm_vn_visit_desk": (desk, (30, 110, 160)),
    "crm_vn_visit_appointment": (clock, (30, 110, 160)),
    "crm_vn_visit_sale": (pin, (120, 60, 150)),
    "crm_vn_kpi_location": (bars_and(pin), (190, 50, 60)),
    "crm_vn_kpi_mailing": (bars_and(envelope), (30, 130, 70)),
    "crm_vn_kpi_spreadsheet": (bars_and(grid), (30, 130, 70)),
    "crm_vn_consent": (shield, (70, 70, 130)),
    "crm_vn_privacy": (person, (70, 70, 130)),
    "crm_vn_campaign": (horn, (190, 60, 90)),
    "crm_vn_location": (pin, (190, 50, 60)),
    "crm_vn_location_map": (blocks, (190, 50, 60)),
    "crm_vn_location_sale": (bars_and(pin), (60, 110, 90)),
    "crm_vn_import_location": (pin, (60, 110, 90)),
    "crm_vn_import_consent": (shield, (60, 110, 90)),
    "crm_vn_feedback": (bubble, (40, 120, 150)),
    "crm_vn_messaging": (telephone, (40, 120, 150)),
    "crm_vn_zalo": (wave, (0, 104, 255)),
    "crm_vn_messaging_care": (telephone, (20, 120, 110)),
    "crm_vn_messaging_campaign": (telephone, (190, 60, 90)),
    "crm_vn_campaign_mailing": (envelope, (190, 60, 90)),
    "crm_vn_messaging_contract": (telephone, (88, 88, 120)),
    "crm_vn_consent_campaign": (shield, (190, 60, 90)),
    "crm_vn_consent_care": (shield, (20, 120, 110)),
    "crm_vn_campaign_sale": (horn, (150, 110, 20)),
    "crm_vn_feedback_contract": (bubble, (88, 88, 120)),
    "crm_vn_feedback_visit": (bubble, (30, 110, 160)),
    "crm_vn_feedback_care": (bubble, (20, 120, 110)),
    "crm_vn_feedback_campaign": (bubble, (190, 60, 90)),
    "crm_vn_messaging_feedback": (telephone, (60, 90, 130)),
    "crm_vn_kpi_campaign": (bars_and(star), (190, 60, 90)),
    "crm_vn_kpi_feedback": (bars_and(star), (40, 120, 150)),
    "crm_vn_kpi_messaging": (bars_and(bubble), (40, 120, 150)),
    "crm_vn_visit": (pin, (30, 110, 160)),
    "crm_vn_call": (handset, (20, 130, 90)),
    "crm_vn_call_provider": (handset, (60, 90, 130)),
    "crm_vn_health": (pulse, (190, 60, 60)),
    "crm_vn_webhook": (box, (90, 90, 110)),
    "crm_vn_tier": (medal, (150, 110, 20)),
}


def icon(addon):
    """Return the icon of *addon* as an image of 128 by 128 pixels."""
    shape, colour = ICONS[addon]
    image = Image.new("RGBA", (SIZE * SCALE, SIZE * SCALE))
    board = Scaled(ImageDraw.Draw(image))
    board.rounded_rectangle((4, 4, 124, 124), 22, fill=(*colour, 255))
    shape(board)
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def main():
    for addon in ICONS:
        folder = ADDONS / addon / "static/description"
        if folder.parents[1].is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            icon(addon).save(folder / "icon.png", optimize=True)
            sys.stdout.write(f"{addon}\n")


if __name__ == "__main__":
    main()
