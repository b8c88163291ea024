"""Make the tables of administrative units that ``crm_vn_location`` ships.

``python -m devtools.units FOLDER`` reads the source tables (``wards.csv``,
``provinces.csv``, ``legacy_*.csv``, ``old_to_new.csv``) of FOLDER and writes those of
``addons/crm_vn_location/data/units``, which are smaller and sorted by code.
"""

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "addons/crm_vn_location/data/units"
KINDS = {"special_zone": "special"}
DISTRICT_KINDS = {"Quận": "urban", "Huyện": "rural", "Thị xã": "town"}


def read(folder, name):
    with (Path(folder) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, rows):
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


def district_kind(row):
    """Return what a district was: ``urban``, ``rural``, ``town`` or ``city``."""
    prefix = row["full_name"].removesuffix(row["name"]).strip()
    return DISTRICT_KINDS.get(prefix, "city")


def successors(folder):
    """Return {old commune or (old district,): codes, those with all people first}."""
    found = {}
    for row in read(folder, "old_to_new.csv"):
        if row["legacy_level"] == "area":
            continue
        key = row["legacy_code"] or (row["legacy_district_code"],)
        first = row["is_default"] == "1" or row["suggested"] == "1"
        found.setdefault(key, []).append((not first, row["new_code"]))
    return {key: " ".join(c for __, c in sorted(to)) for key, to in found.items()}


def main(folder):
    to = successors(folder)
    provinces = read(folder, "provinces.csv")
    write(
        "provinces.csv",
        ("code", "name", "xmlid", "stock_name", "is_city", "old_codes"),
        [
            (
                row["gso_code"],
                row["name"],
                row["odoo_xmlid"],
                row["odoo_name"],
                int(row["type"] == "city" and not row["city_since"]),
                row["legacy_codes"],
            )
            for row in provinces
        ],
    )
    wards = read(folder, "wards.csv")
    write(
        "wards.csv",
        ("code", "province", "kind", "name"),
        [
            (
                r["code"],
                r["province_code"],
                KINDS.get(r["type_2025"], r["type_2025"]),
                r["name"],
            )
            for r in wards
        ],
    )
    write(
        "changes.csv",
        ("date", "level", "code", "change", "value", "source"),
        [
            (r["changed_on"], "ward", r["code"], "kind", r["type"], r["changed_by"])
            for r in wards
            if r["changed_on"]
        ]
        + [
            (r["city_since"], "province", r["gso_code"], "city", "1", r["city_by"])
            for r in provinces
            if r["city_since"]
        ],
    )
    write(
        "old_provinces.csv",
        ("code", "name"),
        [(r["code"], r["name"]) for r in read(folder, "legacy_provinces.csv")],
    )
    write(
        "old_districts.csv",
        ("code", "province", "kind", "name", "to"),
        [
            (
                r["code"],
                r["province_code"],
                district_kind(r),
                r["name"],
                to.get((r["code"],), ""),
            )
            for r in read(folder, "legacy_districts.csv")
        ],
    )
    write(
        "old_wards.csv",
        ("code", "district", "kind", "name", "alt", "to"),
        [
            (
                r["code"],
                r["district_code"],
                r["type"],
                r["name"],
                r["alt_name"]
                .removeprefix("Xã ")
                .removeprefix("Phường ")
                .removeprefix("Thị trấn "),
                to[r["code"]],
            )
            for r in read(folder, "legacy_wards.csv")
        ],
    )


if __name__ == "__main__":
    main(sys.argv[1])
