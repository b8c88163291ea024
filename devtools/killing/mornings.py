"""What scheduled actions do on a morning, all of them or some."""

from . import due, queues, stored
from .job import Job, run

#: colour of those who are erased
ERASED = 7


class Crons(Job):
    """Every scheduled action of the suite, on a morning when all have work."""

    #: how many a run deleted that was killed is not known
    differs = {("crm_vn_retention_rule", "last_count")}

    def prepare(self, env):
        stored.tiers(env)
        due.leads(env)
        due.contracts(env)
        due.visits(env)
        due.feedback(env)
        due.offers(env)
        due.requests(env)
        due.occasions(env)
        due.meetings(env)
        due.calls(env)
        stored.old(env)
        due.pool(env)
        due.sheets(env)
        queues.care(env)
        stored.wrong(env)

    def work(self, env):
        data = env["ir.model.data"].search(
            [("model", "=", "ir.cron"), ("module", "=like", "crm\\_vn%")], order="id"
        )
        for cron in env["ir.cron"].browse(data.mapped("res_id")).exists():
            cron.method_direct_trigger()
            env.cr.commit()
            if cron == env.ref("crm_vn_webhook.ir_cron_process"):
                due.settle(env)
                env.cr.commit()
        # what later ones planned takes warnings back, as a second run of all does
        run(env, "crm_vn_pool.ir_cron_pool")


class Morning(Job):
    """Some of the scheduled actions: kills hit each of them more often."""

    preparations = ()
    crons = ()

    def prepare(self, env):
        for preparation in self.preparations:
            preparation(env)

    def work(self, env):
        run(env, *self.crons)


class Contracts(Morning):
    """Contracts end, are reminded of; opportunities are overdue."""

    preparations = (due.contracts, due.leads)
    crons = (
        "crm_vn_contract.ir_cron_expire_contracts",
        "crm_vn_contract.ir_cron_remind_contracts",
        "crm_vn_opportunity.ir_cron_overdue_notices",
    )


class Visits(Morning):
    """Visits are planned, closed, and forgotten where people were."""

    preparations = (due.visits,)
    crons = (
        "crm_vn_visit.ir_cron_generate",
        "crm_vn_visit.ir_cron_close_forgotten",
        "crm_vn_visit.ir_cron_forget_positions",
    )


class Asking(Morning):
    """Questions, birthdays, offers, campaigns, requests of people."""

    preparations = (
        *(due.feedback, due.offers, due.requests, due.occasions, due.meetings),
    )
    crons = (
        "crm_vn_feedback.ir_cron_expire",
        "crm_vn_feedback.ir_cron_ask",
        "crm_vn_campaign.ir_cron_refresh",
        "crm_vn_campaign.ir_cron_follow_up",
        "crm_vn_privacy.ir_cron_remind",
        "crm_vn_occasion.ir_cron_refresh",
        "crm_vn_contact_log.ir_cron_record_meetings_held",
    )


class Calls(Morning):
    """Events of a switchboard are worked off, calls settled."""

    preparations = (due.calls,)

    def work(self, env):
        run(env, "crm_vn_webhook.ir_cron_process")
        due.settle(env)
        env.cr.commit()
        run(env, "crm_vn_call.ir_cron_settle")


class Upkeep(Morning):
    """What is too old is deleted, what is stored wrong is put right."""

    differs = Crons.differs
    preparations = (stored.tiers, stored.old, stored.wrong)
    crons = (
        "crm_vn_consent.ir_cron_delete_old",
        "crm_vn_scoring.ir_cron_check",
        "crm_vn_sale.ir_cron_repair_purchase_facts",
        "crm_vn_tier.ir_cron_review_tiers",
        "crm_vn_contact_log.ir_cron_refresh_last_contact",
    )


class Erasure(Job):
    """People are erased, one after the other."""

    def prepare(self, env):
        # who is erased has no code any more by which it could be found again
        due.customers(env, 10).write({"color": ERASED})

    def work(self, env):
        erased = env["crm.vn.erased.key"]
        people = env["res.partner"].with_context(active_test=False)
        for one in people.search([("color", "=", ERASED)], order="id"):
            if not erased.search_count([("partner_id", "=", one.id)]):
                one._vn_erase()
                env.cr.commit()


class People(Morning):
    """The shared pool takes customers back, sheets of KPI are made and corrected."""

    preparations = (due.pool, due.sheets)
    crons = (
        "crm_vn_pool.ir_cron_pool",
        "crm_vn_kpi_sheet.ir_cron_make_kpi_sheets",
        "crm_vn_kpi_sheet.ir_cron_find_kpi_corrections",
        "crm_vn_desk_sale.ir_cron_count_kpi_for_desk",
    )


class Handover(Morning):
    """Somebody's work is shared out among colleagues."""

    preparations = (due.handover,)
    crons = ("crm_vn_handover.ir_cron_handover",)


class Merging(Job):
    """Pairs of customers are merged, one after the other."""

    def work(self, env):
        merge = env["base.partner.merge.automatic.wizard"]
        # as they stood in the beginning: pairs by their number, not by their place
        for number in range(0, 80, 2):
            pair = env["res.partner"].search(
                [("ref", "in", [f"BENCH{number:08}", f"BENCH{number + 1:08}"])],
                order="id",
            )
            if len(pair) == 2:
                merge._merge(pair.ids, pair[0])
                env.cr.commit()
