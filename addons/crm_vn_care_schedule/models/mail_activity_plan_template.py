from odoo import api, fields, models

from ..tools import care_dates


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
        owned = ("vn_customer_owner", "vn_source_owner")
        chosen = self.filtered(lambda line: line.responsible_type in owned)
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

        Who has none is replaced by the person asked for at launch, if any.
        """
        owned = ("vn_customer_owner", "vn_source_owner")
        if self.responsible_type not in owned:
            return super()._determine_responsible(
                on_demand_responsible, applied_on_record
            )
        owner = self.env["res.users"]
        if applied_on_record:
            record = applied_on_record
            if self.responsible_type == "vn_customer_owner":
                record = record if record._name == "res.partner" else record.partner_id
                owner = record.user_id or record.commercial_partner_id.user_id
            else:
                owner = record.user_id or record.partner_id.user_id
        responsible = owner.filtered("active") or on_demand_responsible
        error = False
        if not responsible:
            error = self.env._(
                "Nobody looks after %(record)s: choose an owner, or who takes over.",
                record=applied_on_record.display_name or "",
            )
        return {"responsible": responsible, "error": error, "warning": False}

    def _vn_wished_date(self, base_date):
        """Return the date before days off are looked at."""
        self.ensure_one()
        return care_dates.add_delay(
            base_date,
            self.delay_count,
            self.delay_unit,
            before=self.delay_from == "before_plan_date",
        )
