from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnContactLog(models.Model):
    """A contact that took place or was sent: what the limits per day count."""

    _name = "crm.vn.contact.log"
    _inherit = ["crm.vn.channel.mixin", "crm.vn.protected.mixin"]
    _description = "Contact with a customer"
    _order = "date desc, id desc"
    _rec_name = "address"
    _vn_engine_only = True

    partner_id = fields.Many2one(
        "res.partner", index="btree_not_null", readonly=True, ondelete="cascade"
    )
    address = fields.Char(readonly=True)
    date = fields.Datetime(required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    res_model = fields.Char(string="Document model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True
    )

    _partner_idx = models.Index("(partner_id, channel, purpose, date)")
    _address_idx = models.Index(
        "(address, channel, purpose, date) WHERE address IS NOT NULL"
    )

    def _vn_get_engine_hint(self, names):
        return self.env._("Contacts are registered by what sends them, not by hand.")

    @api.model
    def _add(self, people, channel, purpose, when, source=None):
        """Insert contacts in one statement: a mailing has as many as customers.

        :param people: list of (customer's id or None, address or None, company's id)
        :param datetime when: naive UTC
        :param source: record that sent or made the contact
        :return: the rows, in the order of *people*
        """
        if not people:
            return self.browse()
        partner_ids, addresses, company_ids = map(list, zip(*people, strict=True))
        found = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_vn_contact_log (
                       partner_id, address, company_id, channel, purpose, date,
                       user_id, res_model, res_id,
                       create_uid, create_date, write_uid, write_date)
                SELECT p.id, p.address, p.company_id, %(channel)s, %(purpose)s,
                       %(when)s, %(uid)s, %(model)s, %(res_id)s,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(partner_ids)s::int[], %(addresses)s::varchar[],
                              %(company_ids)s::int[])
                       WITH ORDINALITY AS p(id, address, company_id, place)
              ORDER BY p.place
             RETURNING id
                """,
                channel=channel,
                purpose=purpose,
                when=when,
                uid=self.env.uid,
                model=source._name if source else None,
                res_id=source.id if source else None,
                now=fields.Datetime.now(),
                partner_ids=partner_ids,
                addresses=addresses,
                company_ids=company_ids,
            )
        )
        return self.browse(row[0] for row in found)
