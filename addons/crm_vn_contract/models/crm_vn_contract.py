from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmVnContract(models.Model):
    """A contract with a customer, from its draft to its end and renewal."""

    _name = "crm.vn.contract"
    _description = "Contract"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "crm.vn.customer.link.mixin",
        "crm.vn.owned.mixin",
        "crm.vn.day.mixin",
        "crm.vn.company.mixin",
        "crm.vn.protected.mixin",
    ]
    _vn_customer_links = ("partner_id", "previous_id")
    _vn_engine_fields = ("is_annex", "is_renewal", "value_company")
    _order = "end_date desc, id desc"
    _rec_names_search = ["name", "title"]
    _check_company_auto = True
    _mail_post_access = "read"

    # === Identity ===
    name = fields.Char(
        string="Number",
        copy=False,
        index="trigram",
        tracking=True,
        help="Given by the company's series when left empty",
    )
    title = fields.Char(tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    color = fields.Integer(export_string_translation=False)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    contract_type_id = fields.Many2one(
        "crm.vn.contract.type",
        string="Contract type",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
        default=lambda self: self._get_default_type(),
    )
    is_annex = fields.Boolean(related="contract_type_id.is_annex", store=True)
    is_renewal = fields.Boolean(
        related="contract_type_id.is_renewal", store=True, string="Renewal"
    )
    note = fields.Html(string="Terms")

    # === Customer and people ===
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", store=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        index=True,
        check_company=True,
        tracking=True,
        domain="[('share', '=', False)]",
        default=lambda self: self.env.user,
    )
    reminder_user_ids = fields.Many2many(
        "res.users",
        "crm_vn_contract_reminder_user_rel",
        "contract_id",
        "user_id",
        string="Also remind",
        domain="[('share', '=', False)]",
        help="They get the reminders beside the owner, and may read the contract",
    )

    # === Dates ===
    signed_date = fields.Date(string="Signed on", copy=False, tracking=True)
    start_date = fields.Date(tracking=True)
    end_date = fields.Date(
        index="btree_not_null",
        tracking=True,
        help="Last day of the contract: it is expired from the day after. "
        "A signed annex with an end date moves it.",
    )

    # === Value ===
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )
    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Company currency"
    )
    line_ids = fields.One2many("crm.vn.contract.line", "contract_id", copy=True)
    value = fields.Monetary(
        compute="_compute_value",
        store=True,
        readonly=False,
        tracking=True,
        help="Sum of the lines, before tax; typed when there are no lines",
    )
    value_company = fields.Monetary(
        string="Value in company currency",
        compute="_compute_value_company",
        store=True,
        currency_field="company_currency_id",
    )

    # === Documents ===
    order_ids = fields.One2many("sale.order", "vn_contract_id", string="Orders")
    order_count = fields.Integer(string="Number of orders", compute="_compute_orders")
    file_ids = fields.Many2many(
        "ir.attachment",
        "crm_vn_contract_file_rel",
        "contract_id",
        "attachment_id",
        string="Files",
        copy=False,
        help="Scans and drafts of the contract. The files of a signed contract "
        "can't be removed or replaced; more can be added.",
    )

    _name_uniq = models.UniqueIndex(
        "(company_id, name)", "This contract number is used already in the company."
    )
    _term_check = models.Constraint(
        "CHECK (start_date <= end_date)",
        "The end date of a contract can't be before its start date.",
    )

    @api.depends("name", "title")
    def _compute_display_name(self):
        for contract in self:
            parts = [contract.name or self.env._("New contract"), contract.title]
            contract.display_name = " · ".join(part for part in parts if part)

    @api.depends("line_ids.price_subtotal")
    def _compute_value(self):
        for contract in self:
            if contract.line_ids:
                contract.value = sum(contract.line_ids.mapped("price_subtotal"))
            else:
                contract.value = contract.value or 0.0

    @api.depends("value", "currency_id", "company_id", "signed_date", "start_date")
    def _compute_value_company(self):
        for contract in self:
            if not contract.currency_id or not contract.company_id:
                contract.value_company = contract.value
                continue
            contract.value_company = contract.currency_id._convert(
                contract.value,
                contract.company_id.currency_id,
                contract.company_id,
                contract.signed_date
                or contract.start_date
                or contract.company_id._vn_today(),
            )

    @api.depends("order_ids")
    def _compute_orders(self):
        counts = dict(
            self.env["sale.order"]._read_group(
                [("vn_contract_id", "in", self.ids)], ["vn_contract_id"], ["__count"]
            )
        )
        for contract in self:
            contract.order_count = counts.get(contract._origin, 0)

    @api.constrains("company_id", "currency_id")
    def _check_currency(self):
        for contract in self:
            if not contract.currency_id.active:
                raise ValidationError(
                    self.env._(
                        "The currency %(currency)s of contract %(contract)s is not "
                        "active. Activate it or choose another one.",
                        currency=contract.currency_id.name,
                        contract=contract.name,
                    )
                )

    @api.onchange("company_id")
    def _onchange_company_id(self):
        if self.company_id and not self.line_ids:
            self.currency_id = self.company_id.currency_id

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """A phone shows one column at a time; the first may be empty: none there."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if options.get("mobile"):
            arch.attrib.pop("default_group_by", None)
        return arch, view

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._prepare_numbers(vals_list)
        contracts = super().create(vals_list)
        contracts._own_files()
        contracts._touch_customers()
        return contracts

    def write(self, vals):
        # sudo: the customer that it was need not be readable
        contracts = self.sudo()
        customers = contracts.partner_id
        result = super().write(vals)
        if "file_ids" in vals:
            self._own_files()
        if {"partner_id", "signed_date"} & vals.keys():
            # another customer's now, or signed on another day
            self.env["res.partner"]._vn_untouch(self)
            # one that is not signed counts from the day on which it was made
            self.filtered("signed_date")._touch_customers()
        # what was done with it was done with another customer
        if customers - contracts.partner_id:
            (customers | contracts.partner_id)._vn_contact_moved()
        return result

    def unlink(self):
        gone = self.with_env(self.env)
        result = super().unlink()
        self.env["res.partner"]._vn_untouch(gone)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        for contract in self:
            if contract.is_signed:
                raise UserError(
                    self.env._(
                        "Contract %(contract)s was signed: it can't be deleted. "
                        "Cancel or archive it instead.",
                        contract=contract.name,
                    )
                )

    @api.readonly
    def action_open_orders(self):
        title = self.env._("Orders")
        action = {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "sale.order",
            "view_mode": "list,form",
            "domain": [("vn_contract_id", "in", self.ids)],
            "context": {
                "default_partner_id": self[:1].partner_id.id,
                "default_vn_contract_id": self[:1].id,
            },
        }
        if self.order_count == 1:
            action.update(view_mode="form", res_id=self.order_ids.id)
        return action

    @api.model
    def _get_default_type(self):
        return self.env["crm.vn.contract.type"].search(
            [
                ("is_annex", "=", False),
                ("is_renewal", "=", False),
                ("company_id", "in", [False, self.env.company.id]),
            ],
            limit=1,
        )

    @api.model
    def _prepare_numbers(self, vals_list):
        """Return *vals_list* with a free number where none is given."""
        vals_list = [dict(vals) for vals in vals_list]
        todo = [vals for vals in vals_list if not (vals.get("name") or "").strip()]
        while todo:
            for vals in todo:
                company = self.env["res.company"].browse(
                    vals.get("company_id") or self.env.company.id
                )
                day = fields.Date.to_date(vals.get("signed_date"))
                vals["name"] = company._vn_next_contract_number(day)
            # A number that somebody typed may lie ahead in the series. Numbers of
            # contracts the user can't see count too; none of them is returned.
            taken = {
                (contract.company_id.id, contract.name)
                for contract in self.sudo()
                .with_context(active_test=False)
                .search([("name", "in", [vals["name"] for vals in todo])])
            }
            todo = [
                vals
                for vals in todo
                if (vals.get("company_id") or self.env.company.id, vals["name"])
                in taken
            ]
        return vals_list

    def _touch_customers(self):
        """Record these contracts as contacts: of the day they were signed, else now."""
        self.env["res.partner"]._vn_touch_all(
            [
                (made.partner_id, "contract", made.signed_date or None, None, made)
                for made in self
            ]
        )

    def _own_files(self):
        """Attach uploaded files to their contract, whose rights they then follow."""
        for contract in self:
            loose = contract.file_ids.filtered(lambda file: not file.res_id)
            if loose:
                loose.write({"res_model": self._name, "res_id": contract.id})

    def _prepare_line_commands(self):
        """Return the commands that copy the lines into another contract."""
        return [Command.create(values) for values in self.line_ids.copy_data()]
