from odoo import api, fields, models

LOCKED_FIELDS = {
    "contract_id",
    "product_id",
    "name",
    "quantity",
    "product_uom_id",
    "price_unit",
    "discount",
}


class CrmVnContractLine(models.Model):
    """A product or service that a contract is about."""

    _name = "crm.vn.contract.line"
    _inherit = ["crm.vn.customer.link.mixin", "crm.vn.protected.mixin"]
    _vn_customer_links = ()
    _description = "Contract Line"
    _order = "contract_id, sequence, id"
    _check_company_auto = True

    contract_id = fields.Many2one(
        "crm.vn.contract", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="contract_id.company_id", store=True)
    currency_id = fields.Many2one(related="contract_id.currency_id")
    sequence = fields.Integer(default=10)
    product_id = fields.Many2one(
        "product.product",
        check_company=True,
        domain="[('sale_ok', '=', True)]",
        index="btree_not_null",
        ondelete="restrict",
    )
    name = fields.Text(
        string="Description",
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    quantity = fields.Float(default=1.0, digits="Product Unit", required=True)
    product_uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_product_uom_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
    )
    price_unit = fields.Float(
        string="Unit price",
        digits="Product Price",
        compute="_compute_price_unit",
        store=True,
        readonly=False,
        precompute=True,
    )
    discount = fields.Float(string="Discount (%)", digits="Discount")
    price_subtotal = fields.Monetary(
        string="Amount", compute="_compute_price_subtotal", store=True
    )

    @api.depends("product_id")
    def _compute_name(self):
        for line in self:
            if line.product_id:
                language = line.contract_id.partner_id.lang or self.env.lang
                product = line.product_id.with_context(lang=language)
                line.name = product.get_product_multiline_description_sale()
            else:
                line.name = line.name or "/"

    @api.depends("product_id")
    def _compute_product_uom_id(self):
        for line in self:
            line.product_uom_id = line.product_id.uom_id or line.product_uom_id

    @api.depends("product_id")
    def _compute_price_unit(self):
        for line in self:
            if not line.product_id:
                line.price_unit = line.price_unit or 0.0
                continue
            contract = line.contract_id
            line.price_unit = line.product_id.currency_id._convert(
                line.product_id.lst_price,
                contract.currency_id or line.product_id.currency_id,
                contract.company_id or self.env.company,
                contract.signed_date or contract.company_id._vn_today(),
                round=False,
            )

    @api.depends("quantity", "price_unit", "discount", "contract_id.currency_id")
    def _compute_price_subtotal(self):
        for line in self:
            amount = line.quantity * line.price_unit * (1 - line.discount / 100)
            currency = line.currency_id
            line.price_subtotal = currency.round(amount) if currency else amount

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.contract_id._check_lines_open()
        return lines

    def write(self, vals):
        if not LOCKED_FIELDS.isdisjoint(vals):
            signed = self.filtered("contract_id.is_signed")
            for line in signed:
                line.contract_id._check_unchanged(line, vals, LOCKED_FIELDS)
        result = super().write(vals)
        if "contract_id" in vals:
            changed = self.filtered(lambda line: line not in signed)
            changed.contract_id._check_lines_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        if not self.contract_id._vn_is_engine():
            self.contract_id._check_lines_open()
