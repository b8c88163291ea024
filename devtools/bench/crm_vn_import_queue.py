"""Importing lists: speed against Odoo's import, long ones in the background.

``BENCH_ROWS``: rows of the long list.
"""

import csv
import io
import os
import resource
import time
from pathlib import Path

ROWS = int(os.environ.get("BENCH_ROWS", 50_000))
SAMPLE = 2_000
FIELDS = ["name", "phone", "email", "street", "function", "comment"]
OPTIONS = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8"}


def row(number, size=0):
    """Return the cells of a customer; *size*: so many characters beside the phone."""
    return [
        f"Nguyễn Văn {number}" if number % 3 else f"Công ty TNHH Số {number}",
        f"09{number:08d} {'gọi sau giờ làm ' * (size // 16)}",
        f"khach{number}@example.com",
        f"{number} Lê Lợi",
        "Trưởng phòng" if number % 2 else "",
        "khách quen" if number % 5 else "",
    ]


def file_of(rows):
    content = io.StringIO()
    csv.writer(content).writerows([FIELDS, *rows])
    return content.getvalue().encode()


def resident():
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def run(bench):
    addons = ["crm_vn_import_queue", "crm_vn_vcard"]
    with bench.database("import_queue", addons=addons) as env:
        _compare(bench, env)
        _long_list(bench, env)


def _dialog(env, content):
    values = {"res_model": "res.partner", "file": content, "file_name": "list.csv"}
    return (
        env["base_import.import"]
        .with_user(env.ref("base.user_admin"))
        .with_context(vn_customer=True, tracking_disable=True)
        .create({**values, "file_type": "text/csv"})
    )


def _compare(bench, env):
    """Measure a batch: ours, with reading the file, and Odoo's ``load`` alone."""
    from odoo.models import BaseModel

    rows = [row(number) for number in range(SAMPLE)]
    dialog = _dialog(env, file_of(rows))

    def stock():
        model = env["res.partner"].with_context(
            import_file=True, tracking_disable=True, vn_customer=True
        )
        result = BaseModel.load(model, list(FIELDS), [list(cells) for cells in rows])
        assert len(result["ids"]) == SAMPLE, result["messages"][:3]

    def ours():
        result = dialog.execute_import(list(FIELDS), list(FIELDS), dict(OPTIONS))
        assert len(result["ids"]) == SAMPLE, result["messages"][:3]

    mine, theirs, ratio = bench.compare(ours, stock, env=env, repeat=2)
    bench.info("list: rows per second, Odoo's import", SAMPLE / theirs)
    bench.info("list: rows per second, ours", SAMPLE / mine)
    bench.at_most("list: ours / Odoo's import (time)", ratio, 1.25)

    long_rows = [row(number, 10_000) for number in range(300)]
    importer = _dialog(env, file_of(long_rows))

    def stock_long():
        model = env["res.partner"].with_context(import_file=True, vn_customer=True)
        # what ours puts into the note
        lines = [[*cells[:1], "", *cells[2:5], cells[1]] for cells in long_rows]
        BaseModel.load(model, list(FIELDS), lines)

    __, __, ratio = bench.compare(
        lambda: importer.execute_import(list(FIELDS), list(FIELDS), dict(OPTIONS)),
        stock_long,
        env=env,
        repeat=2,
    )
    bench.at_most("list: cells of 10 kB, ours / Odoo's import (time)", ratio, 2)

    short = _dialog(env, file_of(row(number, 200) for number in range(300)))
    __, __, ratio = bench.compare(
        lambda: importer.execute_import(list(FIELDS), list(FIELDS), dict(OPTIONS)),
        lambda: short.execute_import(list(FIELDS), list(FIELDS), dict(OPTIONS)),
        env=env,
        repeat=2,
    )
    bench.at_most("list: cells of 10 kB / of 200 bytes (time)", ratio, 1.5)


def _long_list(bench, env):
    """Measure the first and the last parts of a long list, and the memory between."""
    content = file_of(row(number) for number in range(ROWS))
    started = time.perf_counter()
    dialog = _dialog(env, content)
    import_id = dialog.execute_in_background(
        list(FIELDS), list(FIELDS), {**OPTIONS, "vn_leave_out_failed": True}
    )
    bench.info("long list: put into the queue, s", time.perf_counter() - started)
    record = env["crm.vn.import"].browse(import_id)
    env.cr.commit()
    durations, memory = [], []
    while record.state in ("queued", "running"):
        started = time.perf_counter()
        record._import_part()
        env.cr.commit()
        env.invalidate_all()
        durations.append(time.perf_counter() - started)
        memory.append(resident())
    assert record.created_count == ROWS, record.read(["created_count", "reason"])
    tenth = max(len(durations) // 10, 1)
    head, tail = sum(durations[1 : tenth + 1]), sum(durations[-tenth - 1 : -1])
    bench.info("long list: rows per second", ROWS / sum(durations))
    bench.at_most("long list: last tenth / first tenth (time)", tail / head, 1.3)
    grown = memory[-1] - memory[min(tenth, len(memory) - 1)]
    bench.at_most("long list: memory gained after the first tenth, MB", grown, 50)
