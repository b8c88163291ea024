from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = [
        "crm.lead",
        "crm.vn.classification.mixin",
        "crm.vn.customer.link.mixin",
    ]
    _vn_customer_links = ("partner_id", "vn_referrer_partner_id", "vn_collaborator_id")

    # === Catalogs of Odoo ===
    source_id = fields.Many2one(string="Customer source", tracking=True)
    industry_id = fields.Many2one(
        "res.partner.industry",
        string="Field of business",
        index="btree_not_null",
        tracking=True,
    )

    @api.constrains(
        "partner_id",
        "vn_referrer_partner_id",
        "vn_referrer_user_id",
        "vn_collaborator_id",
    )
    def _check_vn_referrer_self(self):
        for lead in self:
            # sudo: the partner of a user of another company
            partners = (
                lead.vn_referrer_partner_id
                + lead.vn_collaborator_id
                + lead.sudo().vn_referrer_user_id.partner_id
            )
            if lead.partner_id and lead.partner_id in partners:
                raise ValidationError(
                    self.env._(
                        "The customer of %(lead)s can't be brought by himself, herself "
                        "or itself: choose another referrer or collaborator.",
                        lead=lead.display_name,
                    )
                )

    @api.onchange("partner_id")
    def _onchange_vn_partner_id(self):
        """Take from the customer what the lead does not say yet."""
        if self.partner_id:
            self.update(self._vn_prepare_classification(self._vn_get_partners()))

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        for lead in leads.filtered("partner_id"):
            values = lead._vn_prepare_classification(lead._vn_get_partners())
            if values:
                # the lead is new: nothing changes that had to be tracked
                lead.with_context(mail_notrack=True).write(values)
        return leads

    def write(self, vals):
        if vals.get("partner_id"):
            self._vn_forget_self(vals["partner_id"])
        return super().write(vals)

    def _vn_forget_self(self, partner_id):
        """Who turns out to be the customer is no longer who brought the customer."""
        for name in ("vn_referrer_partner_id", "vn_collaborator_id"):
            self.filtered(lambda lead, name=name: lead[name].id == partner_id)[name] = (
                False
            )
        # sudo: the partner of a user of another company
        self.filtered(
            lambda lead: lead.sudo().vn_referrer_user_id.partner_id.id == partner_id
        ).vn_referrer_user_id = False

    def _handle_partner_assignment(
        self, force_partner_id=False, create_missing=True, with_parent=None
    ):
        result = super()._handle_partner_assignment(
            force_partner_id=force_partner_id,
            create_missing=create_missing,
            with_parent=with_parent,
        )
        self._vn_make_customers()
        return result

    def _vn_make_customers(self):
        """Make the partners of the leads customers and tell them what leads know.

        The commercial entity gets the relationship (and so its code); it and the
        contact get the values that they don't have. Nothing is overwritten.
        """
        for lead in self.filtered("partner_id"):
            partner = lead.partner_id
            for target in partner | partner.commercial_partner_id:
                values = target._vn_prepare_classification(lead)
                if target == partner.commercial_partner_id and (
                    not target.vn_relationship_id
                ):
                    values["vn_relationship_id"] = (
                        self.env["crm.vn.relationship"]
                        ._get_default(lead.company_id or self.env.company)
                        .id
                    )
                if values and target.has_access("write"):
                    target.write(values)
            values = lead._vn_prepare_classification(lead._vn_get_partners())
            if values:
                lead.write(values)

    def _prepare_customer_values(self, partner_name, is_company=False, parent_id=False):
        values = super()._prepare_customer_values(
            partner_name, is_company=is_company, parent_id=parent_id
        )
        new = self.env["res.partner"].new({})
        values.update(new._vn_prepare_classification(self))
        if not parent_id:
            company = self.company_id or self.env.company
            default = self.env["crm.vn.relationship"]._get_default(company)
            values["vn_relationship_id"] = default.id
        return values

    def _vn_get_self_partner(self):
        return self.partner_id

    def _vn_get_partners(self):
        """Return whom a lead learns from: its contact first, then the company."""
        return self.partner_id | self.partner_id.commercial_partner_id
