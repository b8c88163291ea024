from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import split_every

BATCH = 1000


class MailActivityPlan(models.Model):
    _inherit = "mail.activity.plan"

    vn_is_care_schedule = fields.Boolean(string="Care schedule")
    vn_trigger = fields.Selection(
        [
            ("manual", "By hand"),
            ("contract_active", "Contract becomes active"),
            ("order_confirmed", "Order confirmed"),
        ],
        string="Starts",
        default="manual",
        required=True,
    )
    vn_automatic_since = fields.Date(
        string="Documents from",
        default=lambda self: self.env.company._vn_today(),
        copy=False,
        help="Older documents are not enrolled by themselves",
    )

    # === What it is bound to; empty means any ===
    vn_product_ids = fields.Many2many("product.product", string="Products")
    vn_product_categ_ids = fields.Many2many(
        "product.category", string="Product categories"
    )
    vn_contract_type_ids = fields.Many2many(
        "crm.vn.contract.type", string="Contract types"
    )
    vn_group_ids = fields.Many2many("crm.vn.customer.group", string="Customer groups")

    # === How it behaves ===
    vn_past_policy = fields.Selection(
        [("skip", "Skip and list them"), ("overdue", "Make them overdue")],
        string="Dates in the past",
        default="skip",
        required=True,
    )
    vn_repeat_policy = fields.Selection(
        [
            ("keep", "Run both"),
            ("restart", "Stop the earlier one"),
            ("skip", "Go on with the earlier one"),
        ],
        string="Customer already has it",
        default="keep",
        required=True,
        help="When another document of the same customer starts this schedule",
    )
    vn_enrollment_ids = fields.One2many("crm.vn.care.enrollment", "plan_id")
    vn_running_count = fields.Integer(compute="_compute_vn_running_count")

    @api.depends("vn_enrollment_ids.state")
    def _compute_vn_running_count(self):
        groups = self.env["crm.vn.care.enrollment"]._read_group(
            [("plan_id", "in", self.ids), ("state", "in", ("running", "paused"))],
            ["plan_id"],
            ["__count"],
        )
        counts = {plan.id: count for plan, count in groups}
        for plan in self:
            plan.vn_running_count = counts.get(plan.id, 0)

    @api.onchange("vn_is_care_schedule")
    def _onchange_vn_is_care_schedule(self):
        if self.vn_is_care_schedule:
            self.res_model = "res.partner"

    @api.constrains("vn_is_care_schedule", "res_model")
    def _check_vn_res_model(self):
        for plan in self.filtered("vn_is_care_schedule"):
            if plan.res_model != "res.partner":
                raise ValidationError(
                    self.env._(
                        "“%(plan)s”: a care schedule applies to contacts. Its "
                        "documents start it; its activities are the customer's.",
                        plan=plan.name,
                    )
                )

    @api.readonly
    def action_vn_view_enrollments(self):
        """Open the enrollments that the counter counts."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.crm_vn_care_enrollment_action"
        )
        action["domain"] = [("plan_id", "=", self.id)]
        action["context"] = {"search_default_running": 1}
        return action

    @api.model
    def _vn_automatic(self, trigger, records):
        """Enroll documents in the schedules that wait for them.

        :param trigger: ``contract_active`` or ``order_confirmed``
        :param records: the documents; those already enrolled stay as they are
        """
        plans = self.sudo().search(
            [("vn_is_care_schedule", "=", True), ("vn_trigger", "=", trigger)]
        )
        enrollments = self.env["crm.vn.care.enrollment"]
        for plan in plans:
            matching = records.sudo().filtered(plan._vn_matches)
            if matching:
                # the document's user may not read the customer's other documents;
                # nothing of them is shown
                enrollments += plan._vn_enroll(matching, automatic=True)
        return enrollments

    def _vn_matches(self, record):
        """Say whether this schedule is bound to a document."""
        self.ensure_one()
        if not record._vn_care_starts(self):
            return False
        values = record._vn_care_match_values()
        if self.company_id and self.company_id != values["company"]:
            return False
        if self.vn_automatic_since and values["date"] < self.vn_automatic_since:
            return False
        if self.vn_group_ids and not self.vn_group_ids & values["groups"]:
            return False
        types = self.vn_contract_type_ids
        if types and values["contract_type"] not in types:
            return False
        return self._vn_matches_products(values["products"])

    def _vn_matches_products(self, products):
        if not self.vn_product_ids and not self.vn_product_categ_ids:
            return True
        categories = self.env["product.category"]
        if self.vn_product_categ_ids:
            categories = categories.search(
                [("id", "child_of", self.vn_product_categ_ids.ids)]
            )
        return bool(products & self.vn_product_ids or products.categ_id & categories)

    @api.model
    def _vn_trigger_models(self):
        """Return which documents each trigger looks at: {trigger: model}.

        Extend it, and ``vn_trigger``, for a further kind of document.
        """
        return {"contract_active": "crm.vn.contract", "order_confirmed": "sale.order"}

    @api.model
    def _cron_enroll(self):
        """Enroll documents that no event enrolled: imported, or a killed worker.

        Strategy: per automatic schedule, documents since its start without an
        enrollment, in batches of one transaction each, and document by document where
        a batch fails; before that, what stopped with a document that is in force again.
        A second run finds nothing but what failed.
        """
        self.env["crm.vn.care.enrollment"]._vn_revive()
        plans = self.search(
            [("vn_is_care_schedule", "=", True), ("vn_trigger", "!=", "manual")]
        )
        models = self._vn_trigger_models()
        for plan in plans:
            missing = plan._vn_missing(models[plan.vn_trigger])
            for batch in split_every(BATCH, missing.ids, missing.browse):
                self.env["crm.vn.cron.failure"]._vn_each(
                    "crm_vn_care_schedule.ir_cron_enroll",
                    batch,
                    plan._vn_enroll_matching,
                    together=True,
                )
                self.env["ir.cron"]._commit_progress(len(batch))

    def _vn_enroll_matching(self, documents):
        """Enroll those of *documents* that this schedule is for."""
        self._vn_enroll(documents.filtered(self._vn_matches), automatic=True)

    def _vn_missing(self, model):
        """Return the documents in force without an enrollment in this schedule."""
        known = self.env["crm.vn.care.enrollment"]._search(
            [("plan_id", "=", self.id), ("res_model", "=", model)]
        )
        domain = self.env[model]._vn_care_domain(self.vn_automatic_since)
        return self.env[model].search(
            domain & Domain("id", "not in", known.subselect("res_id"))
        )
