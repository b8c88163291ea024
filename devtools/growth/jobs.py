"""What is measured at every size, and the bare SQL beside it."""

from datetime import timedelta

from devtools.bench import crm_vn_desk, generate

from . import bare, company

#: measured where new records come; or about other people's servers
LEFT_OUT = {
    "crm_vn_base.ir_cron_fill",
    "crm_vn_zalo.ir_cron_refresh",
    "crm_vn_call_provider.ir_cron_ask_history",
}
#: customers that a campaign asks about at once
AT_ONCE = 10_000


def nightly(env):
    """Return {name of a scheduled action: (what it does, bare SQL or None)}."""
    data = env["ir.model.data"].search(
        [("model", "=", "ir.cron"), ("module", "=like", "crm\\_vn%")], order="id"
    )
    return {
        name: (_cron(name), _nightly_sql(name))
        for name in (record.complete_name for record in data)
        if name not in LEFT_OUT
    }


def _cron(name):
    def work(env):
        cron = env.ref(name)
        cron.ir_actions_server_id.with_context(lastcall=cron.lastcall).run()

    return work


def _nightly_sql(name):
    statement = bare.NIGHTS.get(name)

    def work(env):
        values = {
            "today": env.company._vn_today(),
            "company": env.company.id,
            "now": env.cr.now(),
        }
        env.cr.execute(statement, values)
        env.cr.fetchall()

    return statement and work


def daily(_env):
    """Return {name: (work, bare SQL)} of what people ask for."""
    return {
        "KPI of a month": (kpi, kpi_sql),
        "search without accents": (search, search_sql),
        "desk": (desk, desk_sql),
        "whom an SMS may be sent": (verdicts, verdicts_sql),
        "shared pool, a third is due": (pool, pool_sql),
        "keys of duplicates anew": (duplicates, duplicates_sql),
        "list by score, first page": (by_score, by_score_sql),
        "scores anew, nothing changed": (rebuild, _nightly_sql(SCORES)),
    }


SCORES = "crm_vn_scoring.ir_cron_check"


def _report(env):
    """Return the KPI screen as the sales manager asks for it."""
    manager = env["res.users"].search([("login", "=", "bench.manager")])
    return env(user=manager, context={"lang": manager.lang})["crm.vn.kpi.report"]


def _options(env):
    last = env.company._vn_today().replace(day=1) - timedelta(days=1)
    return {
        "period": "custom",
        "date_from": str(last.replace(day=1)),
        "date_to": str(last),
        "compare": "previous",
    }


def kpi(env):
    _report(env).get_report(_options(env))


def kpi_sql(env):
    bare.of_report(env, _report(env)._get_options(_options(env)))


def search(env):
    env["res.partner"].with_user(env.ref("base.user_admin")).web_search_read(
        [("complete_name", "ilike", "nguyen van hung")],
        {"complete_name": {}},
        limit=80,
        order="id",
        count_limit=10_001,
    )


def search_sql(env):
    env.cr.execute(bare.SEARCH, {"words": "%nguyen van hung%"})
    env.cr.fetchall()


def desk(env):
    user = generate.users(env, company.PEOPLE)[0]
    env = crm_vn_desk.as_client(env, user)
    env["crm.vn.desk"].get_desk()


def desk_sql(env):
    user = generate.users(env, company.PEOPLE)[0]
    crm_vn_desk.bare_desk(crm_vn_desk.as_client(env, user), user)


def _batches(env):
    """Yield the ids of all customers, no more than one batch in memory."""
    last = 0
    while True:
        env.cr.execute(
            "SELECT id FROM res_partner WHERE ref LIKE 'BENCH%%' AND id > %s"
            " ORDER BY id LIMIT %s",
            (last, AT_ONCE),
        )
        ids = [row[0] for row in env.cr.fetchall()]
        if not ids:
            return
        yield ids
        last = ids[-1]


def _noon(env):
    return env.cr.now().replace(hour=5, minute=0, microsecond=0)


def verdicts(env):
    for ids in _batches(env):
        env["res.partner"].browse(ids)._vn_contact_verdicts("sms", "advert", _noon(env))
        env.invalidate_all()


def verdicts_sql(env):
    for ids in _batches(env):
        values = {"company": env.company.id, "now": _noon(env), "ids": ids}
        env.cr.execute(bare.VERDICTS, values)
        env.cr.fetchall()


def pool(env):
    rule = env["crm.vn.pool.rule"].search([("name", "=", "90")], limit=1)
    rule.write({"is_dry_run": False, "warning_days": 0})
    while rule._move_into_pool(AT_ONCE):
        env.invalidate_all()


def pool_sql(env):
    today = env.company._vn_today()
    values = {"today": today, "limit": today - timedelta(days=90)}
    env.cr.execute(bare.POOL, values)


def duplicates(env):
    env["crm.vn.duplicate.key"]._rebuild()


def duplicates_sql(env):
    env.cr.execute("DELETE FROM crm_vn_duplicate_key")
    env.cr.execute(bare.FILLS["duplicate_keys"], {"first": 0, "last": company.NOTHING})


def by_score(env):
    env["res.partner"].with_user(env.ref("base.user_admin")).web_search_read(
        [("vn_relationship_id", "!=", False)],
        {"complete_name": {}, "vn_score": {}},
        limit=80,
        order="vn_score desc, id",
        count_limit=10_001,
    )


def by_score_sql(env):
    env.cr.execute(
        "SELECT id, complete_name, vn_score FROM res_partner"
        " WHERE active IS TRUE AND vn_relationship_id IS NOT NULL"
        " ORDER BY vn_score DESC, id LIMIT 80"
    )
    env.cr.fetchall()
    env.cr.execute(
        "SELECT count(*) FROM (SELECT FROM res_partner WHERE active IS TRUE"
        " AND vn_relationship_id IS NOT NULL LIMIT 10001) few"
    )
    env.cr.fetchall()


def rebuild(env):
    env["res.partner"]._vn_score_rebuild()
