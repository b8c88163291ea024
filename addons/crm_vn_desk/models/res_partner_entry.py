from odoo import api, models

VIETNAMESE = "vi_VN"


class ResPartner(models.Model):
    """A new customer is mine, speaks Vietnamese and lives in Vietnam, unless said."""

    _inherit = "res.partner"

    @api.model
    def _vn_get_new_lang(self, company):
        """Return the language that a new customer of *company* reads.

        Odoo's default is the language of the database's first day.

        :return: a code, None when nothing but Odoo's default is known
        """
        country = company.country_id or self.env.ref("base.vn")
        installed = dict(self.env["res.lang"].get_installed())
        return VIETNAMESE if country.code == "VN" and VIETNAMESE in installed else None

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        context = self.env.context
        if not context.get("vn_customer") or context.get("default_parent_id"):
            return values
        given = {}
        if lang := self._vn_get_new_lang(self.env.company):
            given["lang"] = lang
        # in a list, a cell that is empty says that there is none
        if not context.get("import_file"):
            country = self.env.company.country_id or self.env.ref("base.vn")
            given["country_id"] = country.id
            if self.env.user.has_group("sales_team.group_sale_salesman"):
                given["user_id"] = self.env.uid
        for name, value in given.items():
            said = f"default_{name}" in context
            if name in fields and not said and (name == "lang" or not values.get(name)):
                values[name] = value
        return values
