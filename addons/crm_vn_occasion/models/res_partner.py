from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.celebrated import fault

#: what occasions are made of
DAYS = {
    "vn_birth_day",
    "vn_birth_month",
    "vn_birth_year",
    "vn_birth_is_lunar",
    "vn_birth_is_leap",
    "vn_founding_date",
    "vn_do_not_contact",
    "vn_relationship_id",
    "parent_id",
    "active",
}


class ResPartner(models.Model):
    _inherit = "res.partner"

    # === Birthday: day and month are enough ===
    vn_birth_day = fields.Integer(
        string="Day of birth", copy=False, aggregator=None, groups="base.group_user"
    )
    vn_birth_month = fields.Integer(
        string="Month of birth",
        copy=False,
        aggregator=None,
        groups="base.group_user",
    )
    vn_birth_year = fields.Integer(
        string="Year of birth",
        copy=False,
        aggregator=None,
        groups="base.group_user",
        help="Empty: not known",
    )
    vn_birth_is_lunar = fields.Boolean(
        string="Lunar calendar", copy=False, groups="base.group_user"
    )
    vn_birth_is_leap = fields.Boolean(
        string="Leap month",
        copy=False,
        groups="base.group_user",
        help="Born in a leap month of the lunar calendar; in years without it, the "
        "plain month counts",
    )
    vn_founding_date = fields.Date(
        string="Founded on", copy=False, groups="base.group_user"
    )
    vn_occasion_ids = fields.One2many(
        "crm.vn.occasion",
        "partner_id",
        string="Birthdays and anniversaries",
        groups="sales_team.group_sale_salesman",
    )

    @api.constrains(
        "vn_birth_day",
        "vn_birth_month",
        "vn_birth_year",
        "vn_birth_is_lunar",
        "vn_birth_is_leap",
    )
    def _check_vn_birthday(self):
        words = {
            "month": self.env._("months are 1 to 12"),
            "day": self.env._("this month has no such day"),
            "leap": self.env._("only lunar calendars have leap months"),
            "year": self.env._("the year has four digits, or is left empty"),
        }
        for partner in self:
            if not (partner.vn_birth_day or partner.vn_birth_month):
                continue
            wrong = fault(
                partner.vn_birth_is_lunar,
                partner.vn_birth_is_leap,
                partner.vn_birth_month,
                partner.vn_birth_day,
                partner.vn_birth_year,
            )
            if wrong:
                raise ValidationError(
                    self.env._(
                        "The birthday of %(customer)s can't be: %(why)s.",
                        customer=partner.name,
                        why=words[wrong],
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        known = DAYS - {"active", "parent_id", "vn_relationship_id"}
        if any(vals.get(name) for vals in vals_list for name in known):
            partners._vn_refresh_occasions()
        return partners

    def write(self, vals):
        result = super().write(vals)
        if not DAYS.isdisjoint(vals):
            self._vn_refresh_occasions()
        return result

    @api.model
    def _vn_personal_fields(self):
        """A birthday is the person's: it goes when the person is erased."""
        return super()._vn_personal_fields() | {
            "vn_birth_day",
            "vn_birth_month",
            "vn_birth_year",
        }

    def _vn_refresh_occasions(self):
        """Bring the occasions of these customers and their contacts up to date."""
        # sudo: whoever may write a customer changes the days that follow from it
        partners = self.sudo().with_context(active_test=False)
        partners |= partners.search([("commercial_partner_id", "in", self.ids)])
        dated = partners.filtered(
            lambda p: p.vn_birth_month or p.vn_founding_date or p.vn_occasion_ids
        )
        if dated:
            self.env["crm.vn.occasion"].sudo()._vn_refresh(dated)

    def _vn_birthday_label(self):
        """Return day and month of the birthday in words, lunar ones marked."""
        self.ensure_one()
        label = f"{self.vn_birth_day}/{self.vn_birth_month}"
        if self.vn_birth_is_leap:
            return self.env._("%s leap month (lunar)", label)
        return self.env._("%s (lunar)", label) if self.vn_birth_is_lunar else label
