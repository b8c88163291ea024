from odoo import api, fields, models

from ..tools import care_dates

#: kind of person in charge: where the ladder of `_vn_responsible` begins
OWNED = {"vn_customer_owner": "owner", "vn_source_owner": "salesperson"}
#: which step of the ladder a person stands on
STEPS = [
    ("schedule", "As the schedule says"),
    ("owner", "Owner"),
    ("salesperson", "Salesperson of the document"),
    ("launch", "Chosen at launch"),
    ("leader", "Team leader, standing in"),
    ("company", "Company's person, standing in"),
    ("nobody", "Nobody"),
]


class MailActivityPlanTemplate(models.Model):
    _inherit = "mail.activity.plan.template"

    vn_off_day_policy = fields.Selection(
        [
            (care_dates.NEXT, "Next working day"),
            (care_dates.PREVIOUS, "Previous working day"),
            (care_dates.KEEP, "Keep the date"),
        ],
        string="On a day off",
        default=care_dates.NEXT,
        required=True,
        help="Where a line moves that falls on a weekly day off or a public holiday.",
    )
    responsible_type = fields.Selection(
        selection_add=[
            ("vn_customer_owner", "Customer's owner"),
            ("vn_source_owner", "Contract's or order's owner"),
        ],
        ondelete={
            "vn_customer_owner": "set default",
            "vn_source_owner": "set default",
        },
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("vn_care_schedule"):
            values.update(
                delay_from="after_plan_date", responsible_type="vn_customer_owner"
            )
        return values

    @api.depends("activity_type_id", "plan_id.vn_is_care_schedule")
    def _compute_responsible_type(self):
        chosen = self.filtered(lambda line: line.responsible_type in OWNED)
        fresh = (self - chosen).filtered(
            lambda line: (
                line.plan_id.vn_is_care_schedule
                and not line.activity_type_id.default_user_id
                and not line.responsible_type
            )
        )
        fresh.responsible_type = "vn_customer_owner"
        return super(
            MailActivityPlanTemplate, self - chosen - fresh
        )._compute_responsible_type()

    def _determine_responsible(self, on_demand_responsible, applied_on_record):
        """Know the owner of the customer, and of the contract or order.

        Who is not there is replaced by the ladder of ``_vn_responsible``; the person
        asked for at launch comes before the team's leader.

        :return: the dict of Odoo's, and ``step``: which step of the ladder it was
        """
        if self.responsible_type not in OWNED:
            return super()._determine_responsible(
                on_demand_responsible, applied_on_record
            )
        user, step = on_demand_responsible, "launch"
        if applied_on_record:
            record = applied_on_record
            customer = record if record._name == "res.partner" else record.partner_id
            user, step = customer._vn_responsible(
                record if record != customer else None,
                first=OWNED[self.responsible_type],
                company=self.env.company,
            )
            asked = on_demand_responsible._vn_at_work(self.env.company)
            if asked and step not in OWNED.values():
                user, step = asked, "launch"
        error = False
        if not user:
            error = self.env._(
                "Nobody looks after %(record)s: choose an owner, or who takes over.",
                record=applied_on_record.display_name or "",
            )
        return {"responsible": user, "error": error, "warning": False, "step": step}

    def _vn_person_in_charge(self, asked, record, partner, company):
        """Return who gets this line, never somebody who is not there to do it.

        :param asked: who was chosen at launch, or empty
        :param record: the document
        :param partner: the customer
        :param company: who is not at work there is passed over
        :return: dict with ``user``, ``user_step`` and ``error``
        """
        self.ensure_one()
        found = self.with_company(company)._determine_responsible(asked, record)
        user, step = found["responsible"], found.get("step", "schedule")
        if step == "schedule" and not user._vn_at_work(company):
            document = record if record != partner else None
            user, step = partner._vn_responsible(document, company=company)
        error = False
        if not user:
            error = found["error"] or self.env._(
                "Nobody is there for “%(line)s” of %(customer)s: choose an owner, or "
                "who takes over.",
                line=self.summary or self.activity_type_id.name,
                customer=partner.display_name,
            )
        return {"user": user.sudo(), "user_step": step, "error": error}

    def _vn_wished_date(self, base_date):
        """Return the date before days off are looked at."""
        self.ensure_one()
        return care_dates.add_delay(
            base_date,
            self.delay_count,
            self.delay_unit,
            before=self.delay_from == "before_plan_date",
        )
