from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, split_every

from .care_planner import CarePlanner

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

    def action_view_vn_enrollments(self):
        """Open the enrollments that the counter counts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.crm_vn_care_enrollment_action"
        )
        action["domain"] = [("plan_id", "=", self.id)]
        action["context"] = {"search_default_running": 1}
        return action

    def _vn_enroll(self, sources, base_date=None, templates=None, automatic=False):
        """Start these schedules for documents.

        The base date is the document's own date (contract start, order date, today
        for a customer) in the company's time zone. By hand, a document that already
        has the schedule is refused; automatically it is left as it is, so that this
        may be called any number of times, also at the same time.

        :param sources: contracts, orders or customers
        :param base_date: one date for all instead of the documents' own
        :param templates: only these lines; all by default
        :param automatic: skip what is there, and obey the schedule's rule for a
            customer that has it from another document
        :return: the new ``crm.vn.care.enrollment`` records
        :raise UserError: by hand, when a document already has the schedule

        >>> plan._vn_enroll(contracts)                              # doctest: +SKIP
        """
        documents = self.env["res.partner"]._vn_customer_documents()
        if sources._name not in documents or not hasattr(sources, "_vn_care_values"):
            raise ValueError(f"{sources._name} can't start a care schedule")
        sources.check_access("read")
        sources = sources.with_company(self.env.company)
        enrollments = self.env["crm.vn.care.enrollment"]
        past_policy = self.env.context.get("vn_past_policy")
        user = self.env["res.users"].browse(
            self.env.context.get("vn_on_demand_user_id", self.env.uid)
        )
        # reading the documents was checked; enrollments, lines and activities are
        # the engine's to write, and none of them is shown to who can't read it
        for plan in self.sudo():
            for batch in split_every(BATCH, sources.ids, sources.sudo().browse):
                wanted = plan._vn_not_enrolled(batch, automatic)
                enrollments += plan._vn_enroll_batch(
                    wanted, base_date, templates, past_policy, user, automatic
                )
        self.env["crm.vn.care.enrollment"]._vn_tell_people(enrollments)
        return enrollments.with_env(self.env)

    def _vn_not_enrolled(self, sources, automatic):
        """Return the documents that don't have this schedule yet.

        :raise UserError: by hand, when one has it
        """
        # what runs is looked up for everybody; by hand only the names of documents
        # that the person chose are said
        known = (
            self.env["crm.vn.care.enrollment"]
            .sudo()
            .search_fetch(
                [
                    ("plan_id", "=", self.id),
                    ("res_model", "=", sources._name),
                    ("res_id", "in", sources.ids),
                ],
                ["res_id", "source_name"],
            )
        )
        if known and not automatic:
            names = ", ".join(known[:5].mapped("source_name"))
            raise UserError(
                self.env._(
                    "“%(plan)s” already runs for: %(documents)s. Leave them out, or "
                    "resume what was stopped there.",
                    plan=self.name,
                    documents=names,
                )
            )
        taken = set(known.mapped("res_id"))
        return sources.browse(id_ for id_ in sources.ids if id_ not in taken)

    def _vn_enroll_batch(
        self, sources, base_date, templates, past_policy, user, automatic
    ):
        """Enroll documents that don't have the schedule, company by company."""
        enrollments = self.env["crm.vn.care.enrollment"]
        by_company = defaultdict(list)
        for values in sources._vn_care_values(base_date):
            if not values["partner"].vn_do_not_contact and values["partner"].active:
                by_company[values["company"]].append(values)
        for company, values in by_company.items():
            if automatic:
                values = self._vn_obey_repeat_policy(values)
            created, values = self._vn_insert_enrollments(company, values)
            if not created:
                continue
            planner = CarePlanner(self, company, templates, past_policy, user)
            lines = self._vn_create_lines(created, planner.lines(values), company)
            self.env["mail.activity"]._vn_create_for_care(
                lines.filtered(lambda line: line.state == "planned")
            )
            created._update_done()
            enrollments += created
        return enrollments

    def _vn_obey_repeat_policy(self, values):
        """Apply the schedule's rule for customers that have it already."""
        if self.vn_repeat_policy == "keep":
            return values
        partners = self.env["res.partner"].union(*[row["partner"] for row in values])
        running = self.env["crm.vn.care.enrollment"].search(
            [
                ("plan_id", "=", self.id),
                ("partner_id", "in", partners.ids),
                ("state", "in", ("running", "paused")),
            ]
        )
        if self.vn_repeat_policy == "restart":
            running.action_stop(self.env._("Started anew by another document"))
            return values
        return [row for row in values if row["partner"] not in running.partner_id]

    def _vn_insert_enrollments(self, company, values):
        """Insert enrollments, leaving out what another cursor was quicker with.

        :return: the new records, and their rows of *values* in the same order
        """
        Enrollment = self.env["crm.vn.care.enrollment"]
        if not values:
            return Enrollment, []
        Enrollment.flush_model()
        now = fields.Datetime.now()
        rows = [
            (
                self.id,
                row["partner"].id,
                company.id,
                row["record"]._name,
                row["record"].id,
                row["record"].display_name,
                row["base_date"],
                "running",
                self.env.uid,
                now,
                self.env.uid,
                now,
            )
            for row in values
        ]
        inserted = dict(
            self.env.execute_query(
                SQL(
                    """
                    INSERT INTO crm_vn_care_enrollment (
                        plan_id, partner_id, company_id, res_model, res_id,
                        source_name, base_date, state,
                        create_uid, create_date, write_uid, write_date)
                    VALUES %s
                    ON CONFLICT (plan_id, res_model, res_id) DO NOTHING
                    RETURNING res_id, id
                    """,
                    SQL(", ").join(SQL("%s", row) for row in rows),
                )
            )
        )
        values = [row for row in values if row["record"].id in inserted]
        self.invalidate_recordset(["vn_enrollment_ids"])
        return Enrollment.browse([inserted[row["record"].id] for row in values]), values

    def _vn_create_lines(self, enrollments, planned, company):
        """Write down what was planned."""
        return self.env["crm.vn.care.line"].create(
            [
                {
                    "name": line["template"].summary
                    or line["template"].activity_type_id.name,
                    "enrollment_id": enrollments[line["source"]].id,
                    "template_id": line["template"].id,
                    "partner_id": line["partner"].id,
                    "company_id": company.id,
                    "activity_type_id": line["template"].activity_type_id.id,
                    "wished_date": line["wished"],
                    "date": line["date"],
                    "move_reason": line["move_reason"],
                    "user_id": line["user"].id,
                    "state": line["state"],
                }
                for line in planned
            ]
        )

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
    def _vn_source_domain(self, trigger):
        """Return model and domain of the documents that a trigger looks at."""
        if trigger == "contract_active":
            return "crm.vn.contract", Domain("status_id.meaning", "=", "active")
        return "sale.order", Domain("state", "=", "sale")

    @api.model
    def _cron_enroll(self):
        """Enroll documents that no event enrolled: imported, or a killed worker.

        Strategy: per automatic schedule, documents since its start without an
        enrollment, in batches of one transaction each; a second run finds nothing.
        """
        plans = self.search(
            [("vn_is_care_schedule", "=", True), ("vn_trigger", "!=", "manual")]
        )
        for plan in plans:
            model, domain = self._vn_source_domain(plan.vn_trigger)
            domain &= Domain(plan._vn_since_domain(model))
            missing = plan._vn_missing(model, domain)
            for batch in split_every(BATCH, missing.ids, missing.browse):
                matching = batch.filtered(plan._vn_matches)
                plan._vn_enroll(matching, automatic=True)
                self.env["ir.cron"]._commit_progress(len(batch))

    def _vn_since_domain(self, model):
        field = "start_date" if model == "crm.vn.contract" else "date_order"
        since = self.vn_automatic_since
        return [(field, ">=", since)] if since else []

    def _vn_missing(self, model, domain):
        """Return the documents of *domain* without an enrollment in this plan."""
        known = self.env["crm.vn.care.enrollment"]._search(
            [("plan_id", "=", self.id), ("res_model", "=", model)]
        )
        return self.env[model].search(
            domain & Domain("id", "not in", known.subselect("res_id"))
        )
