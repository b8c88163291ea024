from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools.text import fold, tidy


class CrmVnCatalogMixin(models.AbstractModel):
    """A list of values kept by the users themselves.

    Inherit it, set `_vn_customer_field` (see ``crm.vn.catalog.usage.mixin``), and give
    the access rights. A list, a form and a search come with it; a view of the model
    itself, most often a primary one that inherits them, takes their place.
    """

    _name = "crm.vn.catalog.mixin"
    _inherit = ["crm.vn.catalog.usage.mixin", "crm.vn.company.mixin"]
    _description = "Catalog"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        copy=False, help="Short key, for imports and other systems; unique"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    description = fields.Text(translate=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Empty: shared by all companies",
    )

    @api.constrains("name", "code", "company_id")
    def _check_vn_unique(self):
        """Refuse a name or a code that another entry of the same company has.

        Case, accents and spare spaces make no difference; a name is compared in
        every language. A shared entry is an entry of every company.
        """
        self.flush_model(["name", "code", "company_id"])
        rows = self.env.execute_query(
            SQL(
                "SELECT id, company_id, name, code FROM %s ORDER BY id",
                SQL.identifier(self._table),
            )
        )
        owners = defaultdict(set)
        keys_of = {}
        for entry_id, company_id, names, code in rows:
            keys = {("name", lang, fold(name)) for lang, name in (names or {}).items()}
            if code:
                keys.add(("code", "", fold(code)))
            keys_of[entry_id] = company_id, keys
            for key in keys:
                owners[key].add((entry_id, company_id))
        for entry in self:
            company_id, keys = keys_of[entry.id]
            for key in sorted(keys):
                for other_id, other_company in sorted(owners[key], key=lambda o: o[0]):
                    if other_id != entry.id and (
                        not company_id
                        or not other_company
                        or company_id == other_company
                    ):
                        entry._vn_raise_duplicate(key[0], self.browse(other_id))

    def _vn_raise_duplicate(self, kind, other):
        # sudo: only the name of a catalog entry is told, which is no secret
        other = other.sudo()
        value = other.name if kind == "name" else other.code
        message = (
            self.env._("There is already an entry named %(value)s.", value=value)
            if kind == "name"
            else self.env._(
                "Code %(value)s is already used by %(name)s.",
                value=value,
                name=other.name,
            )
        )
        if not other.active:
            message += " " + self.env._("It is archived: restore it instead.")
        else:
            message += " " + self.env._("Capitals and accents make no difference.")
        raise ValidationError(message)

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Show a catalog without views of its own as every catalog looks."""
        if not view_id and not self.env.context.get(f"{view_type}_view_ref"):
            # sudo: which views there are, as Odoo finds its default ones
            views = self.env["ir.ui.view"].sudo()
            view_id = views.default_view(self._name, view_type) or views.default_view(
                "crm.vn.catalog.mixin", view_type
            )
        return super()._get_view(view_id, view_type, **options)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._vn_prepare_values(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._vn_prepare_values(vals))

    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        if "name" in (default or {}):
            return vals_list
        taken = self._vn_get_taken_names()
        for entry, vals in zip(self, vals_list, strict=True):
            name = self.env._("%s (copy)", entry.name)
            number = 1
            while fold(name) in taken:
                number += 1
                name = self.env._(
                    "%(name)s (copy %(number)s)", name=entry.name, number=number
                )
            taken.add(fold(name))
            vals["name"] = name
        return vals_list

    def copy_translations(self, new, excluded=()):
        # the name of the copy is new in every language
        return super().copy_translations(new, excluded=(*excluded, "name"))

    @api.model
    def _vn_get_taken_names(self):
        """Return the names of all entries in every language, folded."""
        self.flush_model(["name"])
        rows = self.env.execute_query(
            SQL("SELECT name FROM %s", SQL.identifier(self._table))
        )
        return {fold(name) for (names,) in rows for name in (names or {}).values()}

    @api.model
    def _vn_prepare_values(self, vals):
        """Return *vals* with the texts in the form they are stored in."""
        texts = {
            name: tidy(vals[name]) or False
            for name in ("name", "code")
            if isinstance(vals.get(name), str)
        }
        return {**vals, **texts}
