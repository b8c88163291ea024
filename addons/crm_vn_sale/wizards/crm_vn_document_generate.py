from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL, mute_logger

MODELS = {
    "opportunity": "crm.lead",
    "quotation": "sale.order",
    "order": "sale.order",
}


class CrmVnDocumentGenerate(models.TransientModel):
    _name = "crm.vn.document.generate"
    _inherit = "crm.vn.company.wizard.mixin"
    _description = "Generate opportunities, quotations or orders"

    # === What ===
    kind = fields.Selection(
        [
            ("opportunity", "Opportunities"),
            ("quotation", "Quotations"),
            ("order", "Confirmed orders"),
        ],
        string="Generate",
        required=True,
        default="quotation",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        context={"active_test": False},
        default=lambda self: self._default_partner_ids(),
    )
    partner_count = fields.Integer(
        string="Number of customers", compute="_compute_partner_count"
    )
    title = fields.Char(
        help="Of the opportunities; each is named after its customer if left empty"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        domain="[('share', '=', False)]",
        help="Each customer's own salesperson if left empty",
    )
    line_ids = fields.One2many(
        "crm.vn.document.generate.line", "wizard_id", string="Products"
    )

    # === What became of it ===
    state = fields.Selection(
        [("draft", "To generate"), ("done", "Generated")], default="draft", copy=False
    )
    result_ids = fields.One2many(
        "crm.vn.document.generate.result", "wizard_id", string="Results", readonly=True
    )
    made_count = fields.Integer(string="Made", compute="_compute_counts")
    failed_count = fields.Integer(string="Not made", compute="_compute_counts")

    @api.model
    def _default_partner_ids(self):
        if self.env.context.get("active_model") != "res.partner":
            return self.env["res.partner"]
        return self.env["res.partner"].browse(self.env.context.get("active_ids", []))

    # === Computes ===
    @api.depends("partner_ids")
    def _compute_partner_count(self):
        for wizard in self:
            wizard.partner_count = len(wizard.partner_ids)

    @api.depends("result_ids.res_id")
    def _compute_counts(self):
        for wizard in self:
            made = wizard.result_ids.filtered("res_id")
            wizard.made_count = len(made)
            wizard.failed_count = len(wizard.result_ids - made)

    # === Actions ===
    def action_generate(self):
        """Make the documents, once, however often it is called.

        What can't be made is listed with its reason, the rest is made.

        :return: action that shows the documents, or the list of what went wrong
        """
        self.ensure_one()
        # a second click waits here, and then finds the work done
        self.env.execute_query(
            SQL(
                "SELECT state FROM crm_vn_document_generate WHERE id = %s FOR UPDATE",
                self.id,
            )
        )
        self.invalidate_recordset(["state"])
        if self.state == "draft":
            self._check_ready()
            self.result_ids = [
                Command.create(result) for result in self._generate(self.partner_ids)
            ]
            self.state = "done"
        if self.failed_count:
            return {
                "type": "ir.actions.act_window",
                "name": self.env._("Generated documents"),
                "res_model": self._name,
                "res_id": self.id,
                "views": [(False, "form")],
                "target": "new",
            }
        return self.action_open_documents()

    def action_open_documents(self):
        """Open the documents that were made."""
        self.ensure_one()
        names = dict(self._fields["kind"]._description_selection(self.env))
        ids = self.result_ids.filtered("res_id").mapped("res_id")
        action = {
            "type": "ir.actions.act_window",
            "name": names[self.kind],
            "res_model": MODELS[self.kind],
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", ids)],
        }
        if len(ids) == 1:
            action |= {"res_id": ids[0], "views": [(False, "form")]}
        return action

    # === Helpers ===
    def _check_ready(self):
        self.company_id._vn_check_mine()
        if not self.partner_ids:
            raise UserError(self.env._("Choose at least one customer."))
        if self.kind == "order" and not self.line_ids:
            raise UserError(
                self.env._(
                    "Orders need products: add at least one, or generate quotations."
                )
            )

    def _generate(self, partners):
        """Make the documents of *partners*: all at once, else one by one.

        :return: list of values of ``crm.vn.document.generate.result``
        """
        reasons = {partner: self._get_obstacle(partner) for partner in partners}
        ready = partners.filtered(lambda partner: not reasons[partner])
        try:
            made = self._try_to_make(ready)
        except (UserError, IntegrityError):
            # one savepoint each tells which of them it was
            made = {}
            for partner in ready:
                reasons[partner] = self._try_one(partner, made)
        return [
            {
                # one who may not be read is not named either
                "partner_id": partner._filtered_access("read").id,
                "res_model": MODELS[self.kind] if partner in made else False,
                "res_id": made[partner].id if partner in made else 0,
                "reason": reasons[partner],
            }
            for partner in partners
        ]

    def _try_to_make(self, partners):
        """Make the documents of *partners*, or nothing.

        :return: dict of partners to their documents
        :raise UserError: when a document was refused
        """
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            # owners follow their documents, without a mail for each of hundreds
            Model = (
                self.env[MODELS[self.kind]]
                .with_company(self.company_id)
                .with_context(mail_auto_subscribe_no_notify=True)
            )
            documents = Model.create(
                [self._prepare_document(partner) for partner in partners]
            )
            if self.kind == "order":
                documents.action_confirm()
        return dict(zip(partners, documents, strict=True))

    def _try_one(self, partner, made):
        """Add the document of *partner* to *made*, or return why there is none."""
        try:
            made |= self._try_to_make(partner)
        except (UserError, IntegrityError) as error:
            return self._get_reason(error)
        return False

    def _get_obstacle(self, partner):
        """Return why no document can be made for *partner*, or False."""
        if not partner._filtered_access("read"):
            return self.env._("You may not read this customer.")
        if not partner.active:
            return self.env._("The customer is archived: unarchive it first.")
        if partner.company_id and partner.company_id != self.company_id:
            return self.env._(
                "The customer belongs to another company, %(company)s.",
                # sudo: the name of a company only
                company=partner.sudo().company_id.name,
            )
        owner = self._get_owner(partner)
        if owner and owner != self.env.user:
            allowed = self.env.user.has_group(
                "sales_team.group_sale_salesman_all_leads"
            )
            if not allowed:
                return self.env._(
                    "It is a customer of %(owner)s: only managers make documents for "
                    "others.",
                    # sudo: the name of a colleague only
                    owner=owner.sudo().name,
                )
        return False

    @api.model
    def _get_reason(self, error):
        """Return what to tell about *error*, in one line."""
        if isinstance(error, IntegrityError):
            return self.env._("The database refused it: %(error)s", error=error.pgerror)
        return " ".join(str(error).split())

    def _get_owner(self, partner):
        """Return who gets the document: somebody who is there to handle it."""
        company = self.company_id
        chosen = self.user_id._vn_at_work(company)
        owner = chosen or partner._vn_responsible(company=company)[0]
        return owner or self.env.user._vn_at_work(company)

    def _prepare_document(self, partner):
        """Return the values of the document of *partner*."""
        values = {
            "partner_id": partner.id,
            "company_id": self.company_id.id,
            "source_id": (
                partner.source_id or partner.commercial_partner_id.source_id
            ).id,
        }
        if self.kind == "opportunity":
            return {
                **values,
                "user_id": self._get_owner(partner).id,
                "type": "opportunity",
                "name": self.title
                or self.env._(
                    "Opportunity of %(customer)s", customer=partner.display_name
                ),
                **self._prepare_opportunity_revenue(),
            }
        # owner, team, pricelist, terms and addresses follow from the customer
        owner = partner.user_id or partner.commercial_partner_id.user_id
        if self.user_id or not owner._vn_at_work(self.company_id):
            values["user_id"] = self._get_owner(partner).id
        return {
            **values,
            "order_line": [
                Command.create(
                    {
                        "product_id": line.product_id.id,
                        "product_uom_qty": line.quantity,
                    }
                )
                for line in self.line_ids
            ],
        }

    def _prepare_opportunity_revenue(self):
        revenue = sum(
            line.product_id.lst_price * line.quantity for line in self.line_ids
        )
        return {"expected_revenue": revenue} if revenue else {}
