from odoo import api, models


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.vn.score.mixin", "crm.vn.protected.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        scored = leads.filtered(lambda lead: lead.partner_id or lead.vn_group_ids)
        if not self.env["crm.vn.score.rule"]._get_published_ids():
            # sudo: whether a customer has points, which its lead shows
            scored = scored.sudo().filtered(lambda lead: lead._vn_may_change_score())
        self.env["crm.vn.score.engine"]._queue(self.env["res.partner"], scored)
        return leads

    def write(self, vals):
        result = super().write(vals)
        if {"vn_group_ids", "company_id"} & vals.keys():
            self.env["crm.vn.score.engine"]._queue(self.env["res.partner"], self)
        return result

    def _vn_may_change_score(self):
        """Say whether this new lead counts itself, or its customer has a score."""
        entity = self.partner_id.commercial_partner_id
        return self.vn_group_ids or entity.vn_score or entity.vn_star != self.vn_star

    def _vn_score_apply(self):
        # what waits on customers is done by the same statement
        engine = self.env["crm.vn.score.engine"]
        engine._refresh(engine._take_queued("res.partner"), self.ids)

    # === Public ===
    def _vn_score_lines(self, as_of=None):
        """Return the lines of the leads' customers, else their own, as for customers.

        :param as_of: date; the lines as they stood then, by today's points
        """
        self.check_access("read")
        own = self.sudo().filtered(lambda lead: not lead.partner_id)
        return self.env["crm.vn.score.engine"]._get_lines(
            partners=self.sudo().partner_id.commercial_partner_id,
            leads=own,
            as_of=as_of,
        )

    @api.readonly
    def vn_get_score_card(self):
        """Return what the score card of one lead shows."""
        self.ensure_one()
        self.check_access("read")
        lead = self.sudo()
        partner = lead.partner_id.commercial_partner_id
        return self.env["crm.vn.score.engine"]._get_card(
            self, partners=partner, leads=lead if not partner else lead.browse()
        )
