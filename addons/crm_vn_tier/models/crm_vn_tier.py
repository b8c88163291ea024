from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.crm_vn_base.numbers import format_number

CRITERIA = [
    ("sales", "Net confirmed sales"),
    ("orders", "Number of orders"),
    ("paid", "Paid amount"),
]
#: what a review and its sentence read of a tier
RULE_FIELDS = (
    "name",
    "company_id",
    "criterion",
    "window_months",
    "entry_threshold",
    "keep_threshold",
)


class CrmVnTier(models.Model):
    _name = "crm.vn.tier"
    _inherit = ["crm.vn.company.mixin"]
    _vn_company_links = ("pricelist_id",)
    _description = "Customer tier"
    # the lowest first
    _order = "sequence, id"

    # === What it is ===
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, help="The lowest tier comes first")
    active = fields.Boolean(default=True)
    color = fields.Integer()
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: of all companies"
    )
    pricelist_id = fields.Many2one(
        "product.pricelist",
        ondelete="restrict",
        help="For new quotations of customers without a pricelist of their own, in the "
        "company that the pricelist belongs to, or in all",
    )

    # === How one gets there ===
    is_automatic = fields.Boolean(
        string="Reached by itself",
        default=True,
        help="Otherwise it is given by hand, and never taken away by a review",
    )
    criterion = fields.Selection(
        CRITERIA,
        required=True,
        default="sales",
        help="Net confirmed sales: confirmed orders before tax, less posted credit "
        "notes. Paid amount: what was paid of posted invoices, with tax. Both in the "
        "company's currency",
    )
    window_months = fields.Integer(string="Window (months)", required=True, default=12)
    entry_threshold = fields.Float(
        string="Reached from", digits=(16, 2), help="Reached from this value on"
    )
    keep_threshold = fields.Float(
        string="Kept from", digits=(16, 2), help="At a review, kept from this value on"
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    partner_count = fields.Integer(string="Customers", compute="_compute_partner_count")

    _check_window = models.Constraint(
        "CHECK (window_months BETWEEN 1 AND 120)",
        "The window of a tier is between 1 and 120 months long.",
    )
    _check_thresholds = models.Constraint(
        "CHECK (0 <= keep_threshold AND keep_threshold <= entry_threshold)",
        "A tier is kept at or below the value at which it is reached, and neither is "
        "negative.",
    )

    # === Computes ===
    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for tier in self:
            tier.currency_id = (tier.company_id or self.env.company).currency_id

    @api.depends_context("company", "uid")
    def _compute_partner_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(
                self._get_partner_domain(), ["vn_tier_id"], ["__count"]
            )
        )
        for tier in self:
            tier.partner_count = counts.get(tier, 0)

    # === CRUD ===
    def copy_data(self, default=None):
        """A copy is given by hand until somebody says otherwise.

        With the original's thresholds it would take all its customers at the next
        review.
        """
        default = dict(default or {})
        vals_list = super().copy_data(default=default)
        for tier, vals in zip(self, vals_list, strict=True):
            if "name" not in default:
                vals["name"] = self.env._("%s (copy)", tier.name)
            if "is_automatic" not in default:
                vals["is_automatic"] = False
        return vals_list

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for tier in self:
            # sudo: it must not be deleted under customers one can't see either
            for company in self.env["res.company"].sudo().search([]):
                count = (
                    self.env["res.partner"]
                    .sudo()
                    .with_company(company)
                    .with_context(active_test=False)
                    .search_count([("vn_tier_id", "=", tier.id)])
                )
                if count:
                    raise UserError(
                        self.env._(
                            "%(tier)s is the tier of %(count)s customers: archive it "
                            "instead, they leave it at the next review.",
                            tier=tier.name,
                            count=count,
                        )
                    )

    # === Actions ===
    @api.readonly
    def action_view_partners(self):
        """Open the customers counted."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_customer.res_partner_action"
        )
        action["domain"] = list(self._get_partner_domain())
        action["display_name"] = self.name
        return action

    # === Helpers ===
    def _get_partner_domain(self):
        """Return the domain of the customers of these tiers, no contacts among them."""
        return Domain("vn_tier_id", "in", self.ids) & Domain("parent_id", "=", False)

    @api.model
    def _get_rules(self, company):
        """Return the tiers of *company* that a review moves among, the lowest first."""
        # sudo: the rules are the same whoever confirms the order
        return (
            self.sudo()
            .search_fetch(
                [
                    ("is_automatic", "=", True),
                    ("company_id", "in", [False, company.id]),
                ],
                RULE_FIELDS,
            )
            .with_company(company)
        )

    def _vn_format(self, number):
        """Return *number* as the criterion counts it: an amount or orders."""
        self.ensure_one()
        if self.criterion == "orders":
            count = format_number(self.env, number, kind="count")
            return self.env._("%(count)s orders", count=count)
        return format_number(self.env, number, self.currency_id)
