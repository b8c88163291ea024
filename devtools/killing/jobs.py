"""What is killed, by name, and the company that it happens to."""

import contextlib

from . import messages, mornings
from .job import Job, run

CUSTOMERS = 400
ROWS = 300


class Fills(Job):
    """What addons fill after their installation, in small batches."""

    def prepare(self, env):
        env["crm.vn.fill"].search([]).unlink()
        with self._small():
            env["crm.vn.fill"]._vn_start(*env["crm.vn.fill"]._vn_fills())

    def work(self, env):
        with self._small():
            env.ref("crm_vn_base.ir_cron_fill").method_direct_trigger()
        env.cr.commit()

    @contextlib.contextmanager
    def _small(self):
        from odoo.addons.crm_vn_base.models import crm_vn_fill

        before = crm_vn_fill.AT_ONCE, crm_vn_fill.BATCH
        crm_vn_fill.AT_ONCE, crm_vn_fill.BATCH = 0, 40
        try:
            yield
        finally:
            crm_vn_fill.AT_ONCE, crm_vn_fill.BATCH = before


class Import(Job):
    """A long list of customers, imported in the background."""

    def prepare(self, env):
        from devtools.bench import crm_vn_import_queue as bench

        content = bench.file_of(bench.row(number) for number in range(ROWS))
        bench._dialog(env, content).execute_in_background(
            list(bench.FIELDS),
            list(bench.FIELDS),
            {**bench.OPTIONS, "vn_leave_out_failed": True},
        )

    def work(self, env):
        env.ref("crm_vn_import_queue.ir_cron_import").method_direct_trigger()
        env.cr.commit()


class Undo(Import):
    """The same list, imported already, is undone in the background."""

    def prepare(self, env):
        super().prepare(env)
        self.work(env)
        record = env["crm.vn.import"].search([], limit=1, order="id desc")
        record.write({"state": "undoing", "undo_user_id": record.user_id.id})


class Enrolment(Job):
    """A care schedule, started by hand for customers a hundred at a time."""

    def prepare(self, env):
        from devtools.scale import fill

        fill.plan(env)

    def work(self, env):
        plan = env["mail.activity.plan"].search(
            [("vn_is_care_schedule", "=", True)], order="id desc", limit=1
        )
        customers = env["res.partner"].search([("ref", "=like", "BENCH%")], order="id")
        for start in range(0, len(customers), 100):
            plan._vn_enroll(customers[start : start + 100], automatic=True)
            env.cr.commit()
        # a mail that was not sent right after its transaction is sent by Odoo's queue
        run(env, "mail.ir_cron_mail_scheduler_action")


class Campaign(Job):
    """Customers are put into a campaign and shared out among people."""

    def prepare(self, env):
        env["utm.campaign"].create(
            {
                "title": "Chiến dịch bị ngắt",
                "vn_share_mode": "round_robin",
                "vn_user_ids": [
                    (6, 0, env["res.users"].search([("login", "=like", "bench.%")]).ids)
                ],
            }
        )

    def work(self, env):
        campaign = env["utm.campaign"].search([("title", "=", "Chiến dịch bị ngắt")])
        customers = env["res.partner"].search([("ref", "=like", "BENCH%")], order="id")
        for start in range(0, len(customers), 100):
            campaign._vn_add_members(customers[start : start + 100])
            env.cr.commit()
        campaign.action_vn_share_out()
        env.cr.commit()


class Conversion(Job):
    """Addresses of the 63 provinces are converted."""

    def prepare(self, env):
        from devtools.bench import crm_vn_location as bench

        texts = bench.addresses()
        customers = env["res.partner"].search([("ref", "=like", "BENCH%")], order="id")
        for customer, (street, city, state) in zip(customers, texts, strict=False):
            customer.write(
                {
                    "street": street,
                    "city": f"{city}, {state}",
                    "city_id": False,
                    "state_id": False,
                    "country_id": env.ref("base.vn").id,
                }
            )

    def work(self, env):
        customers = env["res.partner"].search([("ref", "=like", "BENCH%")], order="id")
        for start in range(0, len(customers), 100):
            customers[start : start + 100]._vn_convert_addresses()
            env.cr.commit()


JOBS = {
    "crons": mornings.Crons,
    "contracts": mornings.Contracts,
    "visits": mornings.Visits,
    "asking": mornings.Asking,
    "calls": mornings.Calls,
    "upkeep": mornings.Upkeep,
    "erasure": mornings.Erasure,
    "people": mornings.People,
    "handover": mornings.Handover,
    "merging": mornings.Merging,
    "sms": messages.Messages,
    "sms-plain": messages.Unrepeatable,
    "zalo": messages.Zalo,
    "care": messages.Care,
    "fills": Fills,
    "import": Import,
    "undo": Undo,
    "enrolment": Enrolment,
    "campaign": Campaign,
    "conversion": Conversion,
}


def company(env):
    """Make a company at work: people, customers, and what happened to them."""
    from devtools.bench import generate, kpi_rows

    people = generate.users(env, 5)
    customers = generate.customers(
        env, CUSTOMERS, owners=people, company=env.company, contacts=40
    )
    generate.activities(env, CUSTOMERS * 2, among=customers)
    generate.activities(env, CUSTOMERS // 4, done=False, among=customers)
    generate.orders(env, CUSTOMERS, among=customers, lines=1)
    generate.leads(env, CUSTOMERS // 2, among=customers)
    generate.comments(env, CUSTOMERS // 2, among=customers)
    kpi_rows.contracts(env, CUSTOMERS // 4, customers)
