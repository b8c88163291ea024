from odoo import api, fields, models
from odoo.tools import SQL


class CustomerSince(fields.Datetime):
    """The moment somebody became a customer; kept only where it is a later one.

    Who was a customer from the start is one since the record was made: nothing is
    stored for him, so that a database with many customers needs no pass over them.
    """

    def to_sql(self, model, alias):
        return SQL(
            "COALESCE(%s, %s)",
            super().to_sql(model, alias),
            SQL.identifier(alias, "create_date", to_flush=model._fields["create_date"]),
        )


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.kpi.credit.mixin", "crm.vn.protected.mixin"]
    _vn_engine_fields = ("vn_credit_user_id", "vn_customer_since", "vn_is_imported")

    # === Credit ===
    vn_customer_since = CustomerSince(
        string="Customer since",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When the first relationship was set: at creation, or later",
    )
    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Owner as a new customer",
        compute="_compute_vn_credit_user_id",
        store=True,
        copy=False,
        groups="base.group_user",
        help="Owner on the day on which somebody became a customer: gets the credit "
        "for the new customer, whoever looks after it later",
    )

    vn_is_imported = fields.Boolean(
        string="Imported",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Made by an import: nobody's new customer, unless a metric says so",
    )

    _vn_kpi_idx = models.Index(
        "((COALESCE(vn_customer_since, create_date)), vn_credit_user_id) "
        "WHERE vn_relationship_id IS NOT NULL"
    )

    # computed when the record is made, and once more for a later customer
    @api.depends("create_date")
    def _compute_vn_credit_user_id(self):
        self._vn_keep_credit("vn_credit_user_id")

    def write(self, vals):
        if "vn_relationship_id" not in vals and "user_id" not in vals:
            return super().write(vals)
        before = {partner: partner.vn_relationship_id for partner in self}
        result = super().write(vals)
        became = self.filtered(lambda p: p.vn_relationship_id and not before[p])
        became._vn_become_customer()
        former = self.filtered(lambda p: before[p] and not p.vn_relationship_id)
        former._vn_keep_since()
        if vals.get("user_id"):
            self._vn_credit_first_owner()
        return result

    def _vn_become_customer(self):
        """Note that these became customers now, and whose; those of before stay."""
        # sudo: columns of the system, whoever makes somebody a customer
        kept = {since for (since,) in self.sudo()._vn_read_since()}
        new = self.sudo().filtered(lambda partner: partner.id not in kept)
        new._vn_as_engine().write({"vn_customer_since": fields.Datetime.now()})
        for user, partners in new._vn_as_engine().grouped("user_id").items():
            partners.write({"vn_credit_user_id": user.id})

    def _vn_keep_since(self):
        """Keep since when these are customers while they are none."""
        self.flush_recordset(["vn_customer_since"])
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner SET vn_customer_since = create_date"
                " WHERE id = ANY(%s) AND vn_customer_since IS NULL",
                list(self.ids),
            )
        )
        self.invalidate_recordset(["vn_customer_since"], flush=False)

    def _vn_read_since(self):
        """Return the rows (id,) of those with a moment of their own."""
        self.flush_recordset(["vn_customer_since"])
        return self.env.execute_query(
            SQL(
                "SELECT id FROM res_partner WHERE id = ANY(%s)"
                " AND vn_customer_since IS NOT NULL",
                list(self.ids),
            )
        )

    def _vn_credit_first_owner(self):
        """Credit the new customers of today that were nobody's to their first owner."""
        # sudo: columns of the system, whoever gives a customer an owner
        for partner in self.sudo()._vn_as_engine():
            since = partner.vn_customer_since or partner.create_date
            company = partner.company_id or partner.env.company
            if (
                partner.vn_relationship_id
                and not partner.vn_credit_user_id
                and company._vn_day(since) == company._vn_today()
            ):
                partner.vn_credit_user_id = partner.user_id

    @api.model_create_multi
    def create(self, vals_list):
        """Remember of whom an import makes that nobody won them."""
        partners = super().create(vals_list)
        if self.env.context.get("import_file"):
            partners._vn_as_engine().write({"vn_is_imported": True})
        return partners
