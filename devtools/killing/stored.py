"""What is stored too long, or wrong."""

from datetime import datetime, timedelta

from .due import customers


def old(env):
    """Rows that are older than their rules keep them."""
    for model in ("crm.vn.contact.log", "crm.vn.message", "crm.vn.webhook.event"):
        rule = env["crm.vn.retention.rule"].with_context(active_test=False)
        values = {"model_id": env["ir.model"]._get_id(model), "months": 12}
        found = rule.search([("model_id", "=", values["model_id"])])
        found.write({"months": 12, "active": True}) if found else rule.create(values)
    env.flush_all()
    env.cr.execute(
        """
        INSERT INTO crm_vn_contact_log (partner_id, address, channel, purpose, date,
                                        company_id)
        SELECT id, phone_sanitized, 'sms', 'care', now() - interval '2 years', %s
          FROM res_partner, generate_series(1, 4) WHERE ref LIKE 'BENCH%%'
        """,
        [env.company.id],
    )
    env["crm.vn.message"]._vn_log_outgoing(
        [
            {
                "kind": "sms",
                "channel": "sms",
                "purpose": "care",
                "company_id": env.company.id,
                "partner_id": one.id,
                "number": "+84912345678",
                "body": "Chao",
                "state": "delivered",
                "date": datetime.now() - timedelta(800),
            }
            for one in customers(env, 300)
            for _time in range(4)
        ]
    )


def wrong(env):
    """Stored numbers that the repairs of the night have to put right."""
    env.flush_all()
    env.cr.execute(
        """
        UPDATE res_partner
           SET vn_score = coalesce(vn_score, 0) + 7, vn_order_count = NULL,
               vn_last_contact_date = NULL, vn_last_contact_kind = NULL
         WHERE ref LIKE 'BENCH%' AND id % 2 = 0
        """
    )
    env.cr.execute("DELETE FROM crm_vn_score_line WHERE id % 3 = 0")
    env.invalidate_all()


def tiers(env):
    """Tiers that nobody has yet."""
    for sequence, (entry, percent) in enumerate([(5_000_000, 3), (20_000_000, 5)]):
        env["crm.vn.tier"].create(
            {
                "name": f"{percent} %",
                "sequence": sequence,
                "entry_threshold": entry,
                "keep_threshold": entry,
                "pricelist_id": env["product.pricelist"]
                .create({"name": f"{percent} %"})
                .id,
            }
        )
