from odoo import api, fields, models

KINDS = [
    ("access", "Access"),
    ("correct", "Correct"),
    ("erase", "Erase"),
    ("restrict", "Restrict"),
    ("object", "Object"),
    ("withdraw", "Withdraw"),
]


class CrmVnPrivacyTerm(models.Model):
    """How many working days the law gives for a kind of request."""

    _name = "crm.vn.privacy.term"
    _description = "Term of privacy requests"
    _order = "kind, valid_from desc, id"
    _rec_name = "kind"

    active = fields.Boolean(default=True)
    kind = fields.Selection(KINDS, required=True)
    valid_from = fields.Date(help="First day of the term; empty: always")
    answer_days = fields.Integer(
        string="Answer within", default=2, help="Working days to the first answer"
    )
    due_days = fields.Integer(
        string="Done within", required=True, help="Working days until it is done"
    )
    extension_days = fields.Integer(
        default=15, help="Working days of the one extension; 0: none"
    )
    source = fields.Text(
        required=True,
        translate=True,
        help="Where the figure comes from. Let counsel check it.",
    )

    _check_days = models.Constraint(
        "CHECK (answer_days >= 0 AND due_days > 0 AND extension_days >= 0)",
        "A term has at least one working day.",
    )

    @api.model
    def _get_term(self, kind, day):
        """Return the term of a kind of request that comes in on *day*."""
        return self.search(
            [
                ("kind", "=", kind),
                "|",
                ("valid_from", "=", False),
                ("valid_from", "<=", day),
            ],
            order="valid_from DESC NULLS LAST, id DESC",
            limit=1,
        )
