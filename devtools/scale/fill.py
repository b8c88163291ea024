"""Fill the database of the topology: runs in Odoo's Python.

``python -m devtools.scale.fill CONFIGURATION``: prints what the load needs, as JSON.
"""

import contextlib
import json
import sys
import uuid

from devtools.bench import generate, kpi_rows

from . import CUSTOMERS, DATABASE, MANAGERS, PASSWORD, PEOPLE


def main(configuration):
    import odoo
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(["-c", configuration, "--log-level=error"])
    registry = Registry(DATABASE)
    with contextlib.closing(registry.cursor()) as cr:
        env = odoo.api.Environment(cr, odoo.SUPERUSER_ID, {})
        world = fill(env)
        cr.commit()
    sys.stdout.write(json.dumps(world))


def fill(env):
    """Make people, customers, what happened to them, and care for every order."""
    people = generate.users(env, PEOPLE)
    managers = env["res.users"].create(
        [
            {
                "name": f"Quản lý {number}",
                "login": f"manager.{number}",
                "group_ids": [(4, env.ref("sales_team.group_sale_manager").id)],
            }
            for number in range(MANAGERS)
        ]
    )
    # one computation of a password for all of them: it is slow on purpose
    people[0].password = PASSWORD
    env.flush_all()
    env.cr.execute(
        "UPDATE res_users SET password = (SELECT password FROM res_users WHERE id = %s)"
        " WHERE id = ANY(%s)",
        [people[0].id, (people + managers).ids],
    )
    customers = generate.customers(env, CUSTOMERS, owners=people, company=env.company)
    generate.activities(env, CUSTOMERS * 3, among=customers)
    generate.activities(env, CUSTOMERS // 4, done=False, among=customers)
    generate.orders(env, CUSTOMERS * 3 // 2, among=customers, lines=1)
    generate.comments(env, CUSTOMERS, among=customers)
    kpi_rows.contracts(env, CUSTOMERS // 10, customers)
    for code, (_label, _model, function) in env["crm.vn.fill"]._vn_fills().items():
        if code != "adoption":
            function(0, 2**31 - 1)
    plan(env)
    owned = {}
    logins = {person.id: person.login for person in people}
    for row in env["res.partner"].search_read(
        [("id", "in", list(customers)), ("user_id", "in", people.ids)], ["user_id"]
    ):
        owned.setdefault(logins[row["user_id"][0]], []).append(row["id"])
    env.cr.execute("UPDATE ir_cron SET nextcall = now() at time zone 'UTC'")
    return {
        "run": uuid.uuid4().hex[:6],
        "customers": {login: ids[:500] for login, ids in owned.items()},
        "managers": managers.mapped("login"),
        "product": generate.products(env, 1).id,
        "activity_type": env.ref("mail.mail_activity_data_call").id,
    }


def plan(env):
    """Make a care schedule that every confirmed order starts."""
    call = env.ref("mail.mail_activity_data_call")
    env["mail.activity.plan"].create(
        {
            "name": "Chăm sóc sau mua",
            "res_model": "res.partner",
            "company_id": False,
            "vn_is_care_schedule": True,
            "vn_trigger": "order_confirmed",
            "template_ids": [
                (
                    0,
                    0,
                    {
                        "activity_type_id": call.id,
                        "summary": f"Gọi sau {days} ngày",
                        "delay_count": days,
                        "delay_unit": "days",
                        "delay_from": "after_plan_date",
                        "responsible_type": "vn_customer_owner",
                    },
                )
                for days in (3, 20, 90)
            ],
        }
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
