from odoo import api, models
from odoo.fields import Domain


class CrmVnCareSourceMixin(models.AbstractModel):
    """A document that care is given for: a contract, an order, a customer.

    A model joins by inheriting this. It says who the customer is, which day counts and
    whether it is in force, and calls :meth:`_vn_care_begin` and :meth:`_vn_care_end`
    when that changes; who gets the care follows its ``user_id`` by itself.
    """

    _name = "crm.vn.care.source.mixin"
    _description = "Document that care is given for"

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            self._vn_care_hand_over()
        return result

    # === What a schedule starts from; to be extended ===
    def _vn_care_partner(self):
        """Return the customer who gets the care."""
        self.ensure_one()
        return self.partner_id

    def _vn_care_name(self):
        """Return what the document is called beside the care, from then on."""
        self.ensure_one()
        return self.display_name

    def _vn_care_company(self):
        """Return whose calendar and cap hold."""
        self.ensure_one()
        return self.company_id or self.env.company

    def _vn_care_date(self):
        """Return the day that delays count from, in the company's time zone."""
        self.ensure_one()
        return self._vn_care_company()._vn_today()

    def _vn_care_in_force(self):
        """Say whether the document is one that care is given for now."""
        self.ensure_one()
        return True

    def _vn_care_is_draft(self):
        """Say whether it is a draft, which is left out where others are chosen."""
        self.ensure_one()
        return False

    @api.model
    def _vn_care_domain(self, since=None):
        """Return the domain of the documents in force.

        :param date since: at least those from this day on; a few more do no harm,
            each is compared with the schedule
        """
        return Domain.FALSE

    def _vn_care_products(self):
        """Return the products that the document is about."""
        return self.env["product.product"]

    def _vn_care_contract_type(self):
        """Return the type, of a contract."""
        return self.env["crm.vn.contract.type"]

    def _vn_care_starts(self, plan):
        """Say whether this kind of document starts *plan* by itself at all."""
        return True

    # === What the planner and the schedules ask ===
    def _vn_care_values(self, base_date=None):
        """Return for each document what a care schedule starts from.

        :param date base_date: one day for all instead of the documents' own
        :return: list of dicts with ``record``, ``partner``, ``company``, ``base_date``
        """
        return [
            {
                "record": record,
                "partner": record._vn_care_partner(),
                "company": record._vn_care_company(),
                "base_date": base_date or record._vn_care_date(),
            }
            for record in self
        ]

    def _vn_care_match_values(self):
        """Return what a schedule's conditions look at."""
        self.ensure_one()
        partner = self._vn_care_partner()
        return {
            "company": self._vn_care_company(),
            "date": self._vn_care_date(),
            "products": self._vn_care_products(),
            "groups": partner.vn_group_ids | partner.commercial_partner_id.vn_group_ids,
            "contract_type": self._vn_care_contract_type(),
        }

    # === What happens to care ===
    def _vn_care_begin(self, trigger):
        """These documents came into force: go on with their care, or start it.

        What stopped with the document goes on, once; what somebody stopped by hand
        stays stopped.

        :param trigger: which schedules wait for this, see ``mail.activity.plan``
        """
        enrollments = self.env["crm.vn.care.enrollment"]._vn_for_sources(self)
        enrollments._vn_come_back()
        self.env["mail.activity.plan"]._vn_automatic(trigger, self)

    def _vn_care_end(self, reason):
        """These documents are in force no more: their care stops.

        :param reason: function from a document to a sentence for people
        """
        found = self.env["crm.vn.care.enrollment"]._vn_for_sources(self)
        for record_id, enrollments in found.grouped("res_id").items():
            enrollments._vn_stop(reason(self.browse(record_id)), "document")

    def _vn_care_hand_over(self):
        """Give open lines that belong to the document's salesperson to the new one."""
        found = self.env["crm.vn.care.enrollment"]._vn_for_sources(self)
        found.line_ids.filtered(
            lambda line: line.template_id.responsible_type == "vn_source_owner"
        )._vn_reassign()

    # === Actions ===
    @api.readonly
    def action_vn_set_care_schedule(self):
        """Open the wizard that sets a schedule for these documents."""
        self.check_access("read")
        return self.env["crm.vn.care.set"]._action_for(self)
