"""Reading and importing vCards; finding duplicates. ``BENCH_SIZE``: customers."""

import os
import time

from . import generate

SIZE = int(os.environ.get("BENCH_SIZE", 200_000))
CARDS = int(os.environ.get("BENCH_CARDS", 1_000))


def card(number):
    return (
        "BEGIN:VCARD\r\nVERSION:3.0\r\n"
        f"N:Nguyễn;Khách {number};Văn;;\r\nFN:Nguyễn Văn Khách {number}\r\n"
        f"ORG:Công ty TNHH Số {number};Kinh doanh\r\nTITLE:Trưởng phòng\r\n"
        f"TEL;TYPE=CELL:09{number:08d}\r\nTEL;TYPE=WORK:024 3{number % 10**7:07d}\r\n"
        f"EMAIL;TYPE=INTERNET:khach{number}@example.com\r\n"
        f"ADR;TYPE=WORK:;;{number} Lê Lợi;Quận 1;Hồ Chí Minh;;Việt Nam\r\n"
        "END:VCARD\r\n"
    )


def rows_of(importer, options):
    """Return the columns and the rows that the dialog would import."""
    _count, rows = importer._read_file(dict(options))
    return rows[0], rows[1:]


def run(bench):
    data = "".join(card(number) for number in range(CARDS)).encode()
    with bench.database("import", addons=["crm_vn_vcard"]) as env:
        from odoo.addons.crm_vn_vcard.tools.vcard import read_cards

        parse = bench.seconds(lambda: read_cards(data))
        bench.at_least("vCard: cards read per second", CARDS / parse, 300)
        generate.customers(env, SIZE)
        started = time.perf_counter()
        env["crm.vn.duplicate.key"]._rebuild()
        fill = time.perf_counter() - started
        bench.info("duplicates: keys filled, customers per second", SIZE / fill)
        env.cr.execute("ANALYZE")
        values = {"name": "Công ty TNHH Hoà Bình", "is_company": True}
        values |= {"phone": "0903 123 456", "email": "a@example.com"}
        partners = env["res.partner"]
        find = bench.seconds(lambda: partners._vn_find_duplicates(values))
        bench.info("duplicates: one look-up, ms", find * 1000)
        options = {"has_headers": True, "quoting": '"', "separator": ","}
        importer = env["base_import.import"].create(
            {"res_model": "res.partner", "file": data, "file_name": "a.vcf"}
        )
        columns, rows = rows_of(importer, options)
        context = {"tracking_disable": True, "import_file": True}

        def stock():
            """Odoo's own import of the same rows: its ``load``, nothing of ours."""
            from odoo.models import BaseModel

            model = partners.with_context(**context)
            result = BaseModel.load(model, list(columns), [list(row) for row in rows])
            assert len(result["ids"]) == CARDS, result["messages"][:3]

        def ours():
            result = importer.with_context(tracking_disable=True).execute_import(
                list(columns), list(columns), dict(options)
            )
            assert len(result["ids"]) == CARDS, result["messages"][:3]

        theirs = bench.seconds(stock, env=env, repeat=1, warm=False)
        mine = bench.seconds(ours, env=env, repeat=1, warm=False)
        bench.info("vCard: rows per second, stock import", CARDS / theirs)
        bench.info("vCard: rows per second, ours", CARDS / mine)
        bench.at_least("vCard import / stock import (speed)", theirs / mine, 0.8)
