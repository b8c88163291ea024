from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache


class CrmVnRefusalList(models.Model):
    """A list of numbers that want no adverts: the national one, or the company's own.

    Only keyed hashes of the numbers are kept, and the date of the file.
    """

    _name = "crm.vn.refusal.list"
    _inherit = ["crm.vn.company.mixin"]
    _description = "Do-not-call list"
    _order = "file_date desc, id desc"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [("national", "National list"), ("own", "Own list")],
        required=True,
        default="national",
    )
    file_date = fields.Date(
        required=True, help="Day on which the list was published or drawn up"
    )
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all companies"
    )
    entry_count = fields.Integer(string="Numbers", readonly=True)
    age_days = fields.Integer(string="Age in days", compute="_compute_age_days")
    is_old = fields.Boolean(compute="_compute_age_days")

    @api.depends("file_date", "kind")
    def _compute_age_days(self):
        # sudo: limits of the law are no secret
        rules = self.env["crm.vn.contact.rule"].sudo()
        limit = min(
            rules.search([("list_warn_days", ">", 0)]).mapped("list_warn_days"),
            default=0,
        )
        for one in self:
            today = (one.company_id or self.env.company)._vn_today()
            one.age_days = (today - one.file_date).days if one.file_date else 0
            one.is_old = one.kind == "national" and 0 < limit < one.age_days

    @api.model
    def _get_in_force(self, kind):
        """Return the lists that count: all own ones, the newest national ones.

        A newer national list of the same company replaces the older one.
        """
        # sudo: numbers of the lists are hashes; everybody's verdict needs them
        return self.sudo().browse(self._get_ids_in_force(kind))

    @api.model
    @ormcache("kind")
    def _get_ids_in_force(self, kind):
        """Return the ids of `_get_in_force`, which change once in a month."""
        # sudo: numbers of the lists are hashes; everybody's verdict needs them
        lists = self.sudo().search(Domain("kind", "=", kind))
        if kind == "own":
            return lists._ids
        newest = lists.browse()
        for of_company in lists.grouped("company_id").values():
            newest |= of_company[:1]
        return newest._ids

    # === Create, write, delete ===
    @api.model_create_multi
    def create(self, vals_list):
        lists = super().create(vals_list)
        self.env.registry.clear_cache()
        return lists

    def write(self, vals):
        result = super().write(vals)
        if {"active", "kind", "file_date", "company_id"} & vals.keys():
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    def _get_newest_date(self, company):
        """Return the date of the newest national list that holds for *company*."""
        lists = self._get_in_force("national").filtered(
            lambda one: one.company_id in (self.env["res.company"], company)
        )
        return max(lists.mapped("file_date"), default=False)
