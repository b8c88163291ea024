"""Last contact, from what the database can prove: first fill and repair."""

from odoo import api, models
from odoo.tools import SQL

from ..tools import outcomes
from .res_partner import CONTACT_FIELDS, ENGINE_FIELDS


class ResPartner(models.Model):
    _inherit = "res.partner"

    # === The engine ===
    @api.model
    def _vn_contact_facts(self):
        """Return SELECTs of the contacts that the database can prove.

        Extend it with what your addon calls `_vn_touch` for. Each is about records of
        one model and has the columns
        ``partner_id, day, kind, type_id, user_id, model, res_id`` (types integer,
        date, varchar, integer, integer, varchar, integer).

        :return: list of ``SQL``
        """
        facts = []
        for model in self._vn_customer_documents():
            joins, customer = self._vn_link_customer(model, SQL("a.res_id"))
            facts.append(
                SQL(
                    """
                    SELECT %s AS partner_id, a.date_done AS day,
                           'activity'::varchar AS kind, a.activity_type_id AS type_id,
                           a.user_id, 'mail.activity'::varchar AS model,
                           a.id AS res_id
                      FROM mail_activity a %s
                     WHERE a.active IS FALSE AND a.date_done IS NOT NULL
                       AND a.res_model = %s
                       AND COALESCE(a.vn_outcome, '') <> ALL(%s)
                    """,
                    customer,
                    joins,
                    model,
                    list(outcomes.NOT_REACHED),
                )
            )
            joins, customer = self._vn_link_customer(model, SQL("m.res_id"))
            facts.append(
                SQL(
                    """
                    SELECT %s, %s,
                           CASE WHEN u.id IS NULL THEN 'reply'
                                WHEN m.subtype_id = %s THEN 'message'
                                ELSE 'comment' END,
                           NULL::int, u.id, 'mail.message', m.id
                      FROM mail_message m %s
                 LEFT JOIN res_users u ON u.partner_id = m.author_id
                                      AND u.share IS NOT TRUE
                     WHERE m.vn_is_contact IS TRUE AND m.model = %s
                    """,
                    customer,
                    self.env.company._vn_day_sql(SQL("m.date")),
                    self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment"),
                    joins,
                    model,
                )
            )
        return [*facts, *self.env["calendar.event"]._vn_contact_facts()]

    def _vn_contact_refresh(self):
        """Bring the last contact up to what the database can prove.

        Set-based: of all customers when called on an empty recordset. A contact
        that is newer than any fact stays, because other addons may have told it.

        :return: number of customers changed
        """
        self.env.flush_all()
        # of some customers: the condition goes into each SELECT, to its indexes
        wanted = (
            SQL(
                """
                WHERE f.partner_id = ANY(ARRAY(
                    SELECT id FROM res_partner
                     WHERE id = ANY(%(ids)s) OR commercial_partner_id = ANY(%(ids)s)))
                """,
                ids=self.ids,
            )
            if self
            else SQL()
        )
        facts = SQL(
            "SELECT f.*, f.res_id AS position FROM (%s) AS f "
            "(partner_id, day, kind, type_id, user_id, model, res_id) %s",
            SQL(" UNION ALL ").join(self._vn_contact_facts()),
            wanted,
        )
        changed = len(self._vn_write_contacts(facts, SQL("<"), self.ids or None))
        # after the contacts: a row that is written twice costs more than twice
        day = self.env.company._vn_day_sql(SQL("p.create_date"))
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
                day,
                day,
                SQL("AND p.id = ANY(%s)", self.ids) if self else SQL(),
            )
        )
        changed += self.env.cr.rowcount
        self.env["res.partner"].invalidate_model(CONTACT_FIELDS, flush=False)
        return changed

    @api.model
    def _vn_write_contacts(self, told, older, ids=None):
        """Write the newest of the contacts *told* where it is newer than the known.

        A contact of a person is one of the company too; colleagues are no customers.

        :param SQL told: a SELECT of the columns of `_vn_contact_facts`, and of
            ``position``: of one day the highest wins
        :param SQL older: ``<``, or ``<=`` to let a contact of the same day win
        :param ids: only of these customers
        :return: ids of the customers that changed
        """
        # plain SQL: who may log an activity may not write the customer; only the
        # engine's columns are written
        rows = self.env.execute_query(
            SQL(
                """
                WITH told AS MATERIALIZED (%(told)s), newest AS (
                    SELECT DISTINCT ON (target.id) target.id AS target, told.*
                      FROM told
                      JOIN res_partner q ON q.id = told.partner_id
                CROSS JOIN LATERAL (SELECT q.id UNION ALL
                                    SELECT q.commercial_partner_id
                                     WHERE q.commercial_partner_id <> q.id) target (id)
                      JOIN res_partner p ON p.id = target.id
                     WHERE (p.vn_last_contact_date IS NULL
                            OR p.vn_last_contact_date %(older)s told.day)
                           %(only)s
                  ORDER BY target.id, told.day DESC, told.position DESC
                )
                UPDATE res_partner p
                   SET vn_last_contact_date = n.day,
                       vn_contact_base_date = n.day,
                       vn_last_contact_kind = n.kind,
                       vn_last_contact_type_id = n.type_id,
                       vn_last_contact_user_id = n.user_id,
                       vn_last_contact_model = n.model,
                       vn_last_contact_res_id = n.res_id
                  FROM newest n
                 WHERE p.id = n.target
                   AND p.partner_share IS TRUE
                   AND (p.vn_last_contact_date IS NULL
                        OR p.vn_last_contact_date %(older)s n.day)
                   AND (p.vn_last_contact_date, p.vn_last_contact_kind,
                        p.vn_last_contact_user_id, p.vn_last_contact_model,
                        p.vn_last_contact_res_id)
                       IS DISTINCT FROM (n.day, n.kind, n.user_id, n.model, n.res_id)
             RETURNING p.id
                """,
                told=told,
                older=older,
                # of the target: an index of p would sort the ids anew for each row
                only=SQL("AND target.id = ANY(%s)", ids) if ids is not None else SQL(),
            )
        )
        return [partner_id for (partner_id,) in rows]

    @api.model
    def _vn_forget_contacts(self, gone):
        """Empty the last contacts for which *gone*, a condition on ``p``, holds.

        :return: the customers, to be refreshed
        """
        self.env["res.partner"].flush_model(ENGINE_FIELDS)
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE res_partner p
                   SET vn_last_contact_date = NULL, vn_last_contact_kind = NULL,
                       vn_last_contact_type_id = NULL, vn_last_contact_user_id = NULL,
                       vn_last_contact_model = NULL, vn_last_contact_res_id = NULL
                 WHERE %s RETURNING p.id
                """,
                gone,
            )
        )
        partners = self.browse([partner_id for (partner_id,) in rows])
        partners.invalidate_recordset(CONTACT_FIELDS, flush=False)
        return partners

    @api.model
    def _cron_contact_refresh(self):
        """Repair the last contact of all customers.

        Strategy: contacts whose record is not there any more, or belongs to another
        customer now, are forgotten, then one guarded statement; a second run finds
        nothing to change.
        """
        self.env.flush_all()
        sources = self.env.execute_query(
            SQL(
                "SELECT DISTINCT vn_last_contact_model FROM res_partner "
                "WHERE vn_last_contact_model <> ALL(%s)",
                self._vn_proving_models(),
            )
        )
        for (model,) in sources:
            if model in self.env and self.env[model]._auto:
                self._vn_forget_contacts(
                    SQL(
                        "p.vn_last_contact_model = %s AND NOT EXISTS (SELECT FROM %s s "
                        "WHERE s.id = p.vn_last_contact_res_id)",
                        model,
                        SQL.identifier(self.env[model]._table),
                    )
                )
        self._vn_forget_unproven(SQL("TRUE"))
        self._vn_contact_refresh()
