from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ResPartner(models.Model):
    """Who brought the customer, and whom a customer or collaborator brought."""

    _name = "res.partner"
    _inherit = ["res.partner"]

    vn_is_collaborator = fields.Boolean(
        string="Is a collaborator",
        tracking=True,
        groups="base.group_user",
        help="Brings customers without being an employee",
    )
    vn_collaborator_group_id = fields.Many2one(
        "crm.vn.collaborator.group",
        string="Collaborator group",
        index="btree_not_null",
        tracking=True,
        groups="base.group_user",
    )
    vn_referred_count = fields.Integer(
        string="Referred customers",
        compute="_compute_vn_counts",
        groups="base.group_user",
    )

    def _vn_counts(self):
        return {
            **super()._vn_counts(),
            "vn_referred_count": {
                "model": "res.partner",
                "domain": self._vn_is_customer_domain(),
                "partner": ("vn_collaborator_id", "vn_referrer_partner_id"),
            },
        }

    @api.constrains("vn_referrer_partner_id")
    def _check_vn_referrer_cycle(self):
        for partner in self:
            if partner.vn_referrer_partner_id == partner:
                raise ValidationError(
                    self.env._(
                        "%(name)s can't be referred by himself, herself or itself.",
                        name=partner.display_name,
                    )
                )
        # sudo: the chain may pass through customers that the user can't read
        if self.sudo()._has_cycle("vn_referrer_partner_id"):
            raise ValidationError(
                self.env._(
                    "%(names)s would be referred, over others, by themselves. Choose "
                    "another referrer.",
                    names=", ".join(self.mapped("display_name")),
                )
            )

    @api.constrains("vn_referrer_user_id", "vn_collaborator_id")
    def _check_vn_referrer_self(self):
        for partner in self:
            # sudo: the partner of a user of another company
            if partner in (
                partner.vn_collaborator_id,
                partner.sudo().vn_referrer_user_id.partner_id,
            ):
                raise ValidationError(
                    self.env._(
                        "%(name)s can't be brought by himself, herself or itself: "
                        "choose another referrer or collaborator.",
                        name=partner.display_name,
                    )
                )

    @api.readonly
    def action_vn_view_referred(self):
        """Open the customers that `vn_referred_count` counts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_customer.res_partner_action"
        )
        action.update(
            display_name=self.env._(
                "Customers referred by %(name)s", name=self.display_name
            ),
            domain=list(
                (
                    Domain("vn_collaborator_id", "=", self.id)
                    | Domain("vn_referrer_partner_id", "=", self.id)
                )
                & self._vn_is_customer_domain()
            ),
            context={},
        )
        return action
