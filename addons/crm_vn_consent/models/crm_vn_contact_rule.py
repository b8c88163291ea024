from odoo import api, fields, models
from odoo.fields import Domain


class CrmVnContactRule(models.Model):
    """A limit of the law or of the company, with its dates and its source.

    Of several rules that hold on a day all must be kept: the latest beginning, the
    earliest end, the smallest number.
    """

    _name = "crm.vn.contact.rule"
    _inherit = ["crm.vn.channel.mixin", "crm.vn.company.mixin"]
    _description = "Rule for contacts"
    _order = "channel, purpose, valid_from, id"
    _rec_name = "source"

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Empty: for all companies",
    )
    valid_from = fields.Date(help="First day on which the rule holds; empty: always")
    valid_to = fields.Date(
        help="Last day on which the rule holds; empty: until further"
    )
    hour_from = fields.Float(help="Allowed from this hour on, in the company's zone")
    hour_to = fields.Float(
        default=24.0, help="No longer allowed at this hour, in the company's zone"
    )
    cap = fields.Integer(
        string="At most in 24 hours", help="Contacts per person; 0: no limit"
    )
    list_warn_days = fields.Integer(
        string="Warn of the national list after",
        help="Days after which the national do-not-call list is called old; 0: never",
    )
    list_block_days = fields.Integer(
        string="Stop with a list older than",
        help="Days after which adverts stop until a newer national list is loaded; "
        "0: never",
    )
    source = fields.Text(
        required=True,
        translate=True,
        help="Where the figure comes from. Let counsel check it.",
    )

    _check_hours = models.Constraint(
        "CHECK (hour_from >= 0 AND hour_to <= 24 AND hour_from < hour_to)",
        "The hours must lie between 0 and 24, the first before the second.",
    )
    _check_dates = models.Constraint(
        "CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)",
        "A rule can't end before it begins.",
    )
    _check_numbers = models.Constraint(
        "CHECK (cap >= 0 AND list_warn_days >= 0 AND list_block_days >= 0)",
        "Numbers of a rule can't be negative.",
    )

    @api.depends("channel", "purpose", "source")
    def _compute_display_name(self):
        channels = self._get_labels("channel")
        purposes = self._get_labels("purpose")
        for rule in self:
            rule.display_name = (
                f"{channels.get(rule.channel, '')} · {purposes.get(rule.purpose, '')}"
            )

    @api.model
    def _get_rules(self, channel, purpose, company):
        """Return all rules of a company for a channel and a purpose, of any date."""
        domain = Domain("channel", "=", channel) & Domain("purpose", "=", purpose)
        domain &= Domain("company_id", "in", [company.id, False])
        # sudo: limits of the law are no secret; everybody's verdict needs them
        return self.sudo().search(domain)

    def _on_day(self, day):
        """Return those of these rules that hold on *day*."""
        return self.filtered(
            lambda rule: (
                (not rule.valid_from or rule.valid_from <= day)
                and (not rule.valid_to or day <= rule.valid_to)
            )
        )

    def _get_windows(self, day):
        """Return ``[(from, to), …]`` in hours of these rules on *day*."""
        return [(rule.hour_from, rule.hour_to) for rule in self._on_day(day)]

    def _get_cap(self, day):
        """Return the smallest number of contacts in 24 hours on *day*, 0 for none."""
        return min((rule.cap for rule in self._on_day(day) if rule.cap), default=0)
