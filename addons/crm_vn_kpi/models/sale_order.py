from odoo import api, fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "crm.vn.kpi.credit.mixin", "crm.vn.protected.mixin"]
    _vn_credit_fields = ("vn_credit_user_id", "vn_created_user_id")
    _vn_engine_fields = (*_vn_credit_fields, "vn_amount_company", "vn_customer_id")

    # === Credit ===
    vn_created_user_id = fields.Many2one(
        "res.users",
        string="Owner at creation",
        compute="_compute_vn_created_user_id",
        store=True,
        copy=False,
        groups="base.group_user",
    )
    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Owner at confirmation",
        compute="_compute_vn_credit_user_id",
        store=True,
        copy=False,
        groups="base.group_user",
        help="Who gets the credit for the order, whoever it is handed over to",
    )
    vn_amount_company = fields.Monetary(
        string="Untaxed amount in company currency",
        compute="_compute_vn_amount_company",
        store=True,
        currency_field="vn_company_currency_id",
        help="Converted at the rate of the order's date",
        groups="base.group_user",
    )
    vn_company_currency_id = fields.Many2one(
        related="company_id.currency_id",
        string="Currency of the company",
        groups="base.group_user",
    )

    vn_customer_id = fields.Many2one(
        related="partner_id.commercial_partner_id",
        string="Buying customer",
        store=True,
        index="btree_not_null",
        help="The company that the contact of the order belongs to",
        groups="base.group_user",
    )

    _vn_kpi_idx = models.Index(
        "(date_order, company_id, vn_credit_user_id) INCLUDE (id, vn_amount_company, "
        "vn_customer_id, source_id) WHERE state = 'sale'"
    )
    _vn_kpi_created_idx = models.Index("(create_date, company_id, state)")

    # computed once, when the record is made
    @api.depends("create_date")
    def _compute_vn_created_user_id(self):
        self._vn_keep_credit("vn_created_user_id")

    @api.depends("state")
    def _compute_vn_credit_user_id(self):
        sold = self.filtered(lambda order: order.state == "sale")
        sold._vn_keep_credit("vn_credit_user_id")
        (self - sold).vn_credit_user_id = False

    @api.depends("amount_untaxed", "currency_rate")
    def _compute_vn_amount_company(self):
        for order in self:
            rate = order.currency_rate or 1.0
            order.vn_amount_company = order.company_id.currency_id.round(
                order.amount_untaxed / rate
            )
