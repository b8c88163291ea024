"""Last contact, from what the database can prove: first fill and repair."""

from odoo import api, models
from odoo.tools import SQL

from .res_partner import ENGINE_FIELDS


class ResPartner(models.Model):
    _inherit = "res.partner"

    # === The engine ===
    @api.model
    def _vn_contact_facts(self):
        """Return SELECTs of the contacts that the database can prove.

        Extend it with the documents of your addon. Each has the columns
        ``partner_id, day, kind, type_id, user_id, model, res_id`` (types integer,
        date, varchar, integer, integer, varchar, integer).

        :return: list of ``SQL``
        """
        return [
            SQL(
                """
                SELECT a.res_id AS partner_id, a.date_done AS day,
                       'activity'::varchar AS kind, a.activity_type_id AS type_id,
                       a.user_id, 'mail.activity'::varchar AS model, a.id AS res_id
                  FROM mail_activity a
                 WHERE a.active IS FALSE AND a.date_done IS NOT NULL
                   AND a.res_model = 'res.partner'
                """
            ),
            SQL(
                """
                SELECT l.partner_id, a.date_done, 'activity', a.activity_type_id,
                       a.user_id, 'mail.activity', a.id
                  FROM mail_activity a JOIN crm_lead l ON l.id = a.res_id
                 WHERE a.active IS FALSE AND a.date_done IS NOT NULL
                   AND a.res_model = 'crm.lead' AND l.partner_id IS NOT NULL
                """
            ),
            SQL(
                """
                SELECT CASE WHEN m.model = 'crm.lead' THEN l.partner_id
                            ELSE m.res_id END,
                       %s,
                       CASE WHEN u.id IS NULL THEN 'reply'
                            WHEN m.subtype_id = %s THEN 'message'
                            ELSE 'comment' END,
                       NULL::int, u.id, 'mail.message', m.id
                  FROM mail_message m
             LEFT JOIN crm_lead l ON m.model = 'crm.lead' AND l.id = m.res_id
             LEFT JOIN res_users u ON u.partner_id = m.author_id
                                  AND u.share IS NOT TRUE
                 WHERE m.vn_is_contact IS TRUE
                   AND m.model IN ('res.partner', 'crm.lead')
                """,
                self.env.company._vn_day_sql(SQL("m.date")),
                self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment"),
            ),
            *self.env["calendar.event"]._vn_contact_facts(),
        ]

    def _vn_contact_refresh(self):
        """Bring the last contact up to what the database can prove.

        Set-based: of all customers when called on an empty recordset. A contact
        that is newer than any fact stays, because other addons may have told it.

        :return: number of customers changed
        """
        self.env.flush_all()
        only = SQL("AND p.id IN %s", tuple(self.ids)) if self else SQL("")
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p
                   SET vn_contact_base_date = COALESCE(p.vn_last_contact_date, %s)
                 WHERE vn_contact_base_date IS DISTINCT FROM
                       COALESCE(p.vn_last_contact_date, %s)
                   AND (p.vn_contact_base_date IS NULL
                        OR p.vn_last_contact_date IS NULL) %s
                """,
                self.env.company._vn_day_sql(SQL("p.create_date")),
                self.env.company._vn_day_sql(SQL("p.create_date")),
                only,
            )
        )
        changed = self.env.cr.rowcount
        wanted = (
            SQL(
                """
                WHERE fact.partner_id IN (SELECT id FROM res_partner
                       WHERE id IN %(ids)s OR commercial_partner_id IN %(ids)s)
                """,
                ids=tuple(self.ids),
            )
            if self
            else SQL("")
        )
        self.env.cr.execute(
            SQL(
                """
                WITH fact AS MATERIALIZED (%s), best AS (
                    SELECT DISTINCT ON (t.id) t.id AS target, fact.*
                      FROM fact
                      JOIN res_partner q ON q.id = fact.partner_id
                                        AND q.partner_share IS TRUE
                CROSS JOIN LATERAL (SELECT q.id UNION
                                    SELECT q.commercial_partner_id) t (id)
                  %s
                  ORDER BY t.id, fact.day DESC, fact.res_id DESC
                )
                UPDATE res_partner p
                   SET vn_last_contact_date = best.day,
                       vn_contact_base_date = best.day,
                       vn_last_contact_kind = best.kind,
                       vn_last_contact_type_id = best.type_id,
                       vn_last_contact_user_id = best.user_id,
                       vn_last_contact_model = best.model,
                       vn_last_contact_res_id = best.res_id
                  FROM best
                 WHERE p.id = best.target
                   AND (p.vn_last_contact_date IS NULL
                        OR p.vn_last_contact_date < best.day) %s
                """,
                SQL(" UNION ALL ").join(self._vn_contact_facts()),
                wanted,
                only,
            )
        )
        changed += self.env.cr.rowcount
        self.env["res.partner"].invalidate_model(
            [*ENGINE_FIELDS, "vn_last_contact_summary"], flush=False
        )
        return changed

    @api.model
    def _cron_contact_refresh(self):
        """Repair the last contact of all customers.

        Strategy: one guarded statement; a second run finds nothing to change.
        """
        self._vn_contact_refresh()
