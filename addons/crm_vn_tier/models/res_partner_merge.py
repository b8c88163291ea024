from odoo import models

from .res_partner import TIER_FIELDS


class ResPartner(models.Model):
    """One tier of several that are merged."""

    _inherit = "res.partner"

    def _vn_tier_merge(self, sources):
        """Take over the tier of one of those who are merged, whole, in each company.

        A lock belongs to the tier that it locks: tier, lock, day and reason come from
        one customer. What was promised to one of them stays, that of *self* before
        others; without a promise it is the highest tier, as nobody falls between two
        reviews. Contacts hold the tier of their company and bring none along.

        :param sources: the customers who are merged into *self*, and deleted then
        """
        self.ensure_one()
        entities = (self | sources).filtered(
            lambda partner: partner == partner.commercial_partner_id
        )
        for company in self.env["res.company"].search([]):
            there = self.with_company(company)
            kept = entities.with_company(company)._vn_tier_of_merged(company)
            if self in entities and kept and kept != there:
                before = {there: there.vn_tier_id}
                there._vn_tier_write(
                    kept._convert_to_write({name: kept[name] for name in TIER_FIELDS})
                )
                there._vn_tier_log_hand(before)
            # what is empty in the one is not to be filled from another, piece by piece
            sources.with_company(company)._vn_tier_write(
                dict.fromkeys(TIER_FIELDS, False)
            )

    def _vn_tier_of_merged(self, company):
        """Return whose tier stays in *company*, of *self*; empty where nobody has one.

        :param company: one that *self* is with
        """
        today = company._vn_today()
        promised = self.filtered(
            lambda partner: (
                partner.vn_tier_mode == "manual" or partner._vn_tier_is_locked(today)
            )
        )
        with_tier = self.filtered("vn_tier_id")
        by_hand = with_tier.filtered(lambda one: not one.vn_tier_id.is_automatic)
        ranks = {
            tier: rank
            for rank, tier in enumerate(self.env["crm.vn.tier"]._get_rules(company), 1)
        }
        highest = with_tier.sorted(
            lambda partner: ranks.get(partner.vn_tier_id, 0), reverse=True
        )
        return (promised or by_hand or highest)[:1]
