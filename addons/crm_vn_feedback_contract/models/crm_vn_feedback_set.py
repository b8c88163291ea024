from odoo import fields, models


class CrmVnFeedbackSet(models.Model):
    _inherit = "crm.vn.feedback.set"

    order_moment = fields.Selection(
        [("delivered", "Delivered in full"), ("confirmed", "Confirmed")],
        string="When an order was",
        default="delivered",
        required=True,
        help="Confirmed: where delivered quantities are not noted",
    )
    days_before_end = fields.Integer(
        string="Days before the end",
        default=45,
        help="How long before the end of a contract the question comes",
    )

    _check_days_before_end = models.Constraint(
        "CHECK (days_before_end BETWEEN 0 AND 400)",
        "A question comes 0 to 400 days before the end of a contract.",
    )
