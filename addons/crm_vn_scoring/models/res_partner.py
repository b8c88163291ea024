from odoo import api, models

SCORED_FIELDS = {"parent_id", "is_company", "company_id", "vn_group_ids"}


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.score.mixin", "crm.vn.protected.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        self.env["crm.vn.score.engine"]._queue(
            partners.filtered(
                lambda partner: (
                    partner.vn_group_ids or partner.commercial_partner_id != partner
                )
            )
            if not self._vn_get_conditions()
            else partners
        )
        return partners

    def write(self, vals):
        scored = (SCORED_FIELDS | self._vn_get_conditions()) & vals.keys()
        engine = self.env["crm.vn.score.engine"]
        # sudo: the company that a contact leaves need not be readable
        before = self.sudo().commercial_partner_id if scored else self.browse()
        result = super().write(vals)
        if scored:
            engine._queue(before | self)
            if {"parent_id", "is_company"} & scored:
                # sudo: contacts that the user can't read move along
                engine._queue(self.sudo().search([("id", "child_of", self.ids)]))
        return result

    def unlink(self):
        engine = self.env["crm.vn.score.engine"]
        # sudo: whoever loses points, readable or not
        parents = (self.sudo().commercial_partner_id - self).exists()
        leads = (
            self.env["crm.lead"]
            .sudo()
            .with_context(active_test=False)
            .search([("partner_id", "in", self.ids)])
        )
        result = super().unlink()
        engine._queue(parents, leads.exists())
        return result

    @api.model
    def _vn_get_conditions(self):
        """Return the names of the fields that published rules look at."""
        return self.env["crm.vn.score.rule"]._get_followed()["res.partner"]

    def _vn_score_apply(self):
        # what waits on leads is done by the same statement
        engine = self.env["crm.vn.score.engine"]
        engine._refresh(self.ids, engine._take_queued("crm.lead"))

    @api.model
    def _vn_forgotten_order(self):
        """Show those with the most stars first, then the longest forgotten."""
        return f"vn_star DESC NULLS LAST, {super()._vn_forgotten_order()}"

    # === Public ===
    def _vn_score_refresh(self):
        """Bring ledger, score and stars of these customers up to date now."""
        self.env["crm.vn.score.engine"]._refresh(partners=self.ids)

    @api.model
    def _vn_score_rebuild(self):
        """Bring ledger, scores and stars of everybody up to date.

        :return: {"added", "changed", "ended", "scores"}: how many lines and scores
            were wrong; all 0 when nothing was
        """
        return self.env["crm.vn.score.engine"]._rebuild()

    def _vn_score_lines(self, as_of=None):
        """Return the lines of these customers' scores, newest first.

        The points add up to the score. Contacts have the lines of their commercial
        partner. A line whose record the user may not read counts, but bears no name.

        :param as_of: date; the lines as they stood then, by today's points
        :return: list of dicts: `partner_id`, `kind` (activity, group, rule), `points`,
            `date`, `res_model`, `res_id` (False if the user may not read it), `label`
        """
        self.check_access("read")
        return self.env["crm.vn.score.engine"]._get_lines(
            partners=self.sudo().commercial_partner_id, as_of=as_of
        )

    @api.readonly
    def vn_get_score_card(self):
        """Return what the score card of one customer shows."""
        self.ensure_one()
        self.check_access("read")
        return self.env["crm.vn.score.engine"]._get_card(
            self, partners=self.sudo().commercial_partner_id
        )
