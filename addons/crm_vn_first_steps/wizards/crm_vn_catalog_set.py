from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.crm_vn_base.tools.text import fold

from ..tools import trades

VIETNAMESE = "vi_VN"


class CrmVnCatalogSet(models.TransientModel):
    """The catalogs of a trade, of which one takes what fits."""

    _name = "crm.vn.catalog.set"
    _description = "Ready-made catalogs of a trade"

    trade = fields.Selection(
        [
            ("interior", "Interior and furniture"),
            ("software", "Software and IT services"),
            ("distribution", "Distribution and wholesale"),
        ],
        required=True,
        default="interior",
    )
    line_ids = fields.One2many(
        "crm.vn.catalog.set.line",
        "set_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("trade")
    def _compute_line_ids(self):
        taken = self._get_taken_names()
        for wizard in self:
            wizard.line_ids = [Command.clear()] + [
                Command.create({"key": key, "selected": not self._is_there(row, taken)})
                for key, row in trades.of_trade(wizard.trade).items()
                if row["model"] in self.env
            ]

    @api.model
    def _get_taken_names(self):
        """Return {model: folded names of its entries in every language}."""
        models = {row["model"] for row in trades.entries().values()}
        return {
            model: self.env[model]._vn_get_taken_names()
            for model in models
            if model in self.env
        }

    @api.model
    def _is_there(self, row, taken):
        names = {fold(row["name_en"]), fold(row["name_vi"])}
        return bool(names & taken[row["model"]])

    # === Actions ===
    def action_add(self):
        """Add the chosen entries in both languages; those that are there stay.

        :raise UserError: nothing is chosen, or there is no customer type
        """
        self.ensure_one()
        self.check_access("write")
        known = trades.of_trade(self.trade)
        keys = self.line_ids.filtered("selected").mapped("key")
        rows = [known[key] for key in keys if key in known]
        if not rows:
            raise UserError(self.env._("Choose at least one entry."))
        taken = self._get_taken_names()
        added = 0
        for row in rows:
            if not self._is_there(row, taken):
                self._add_entry(row)
                taken = self._get_taken_names()
                added += 1
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%(number)s entries were added", number=added),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _add_entry(self, row):
        catalog = self.env[row["model"]]
        entry = catalog.with_context(lang="en_US").create(
            self._prepare_entry(catalog, row)
        )
        if VIETNAMESE in dict(self.env["res.lang"].get_installed()):
            entry.with_context(lang=VIETNAMESE).name = row["name_vi"]

    @api.model
    def _prepare_entry(self, catalog, row):
        last = catalog.search([], order="sequence desc", limit=1)
        values = {"name": row["name_en"], "sequence": last.sequence + 10}
        if "type_id" in catalog:
            types = self.env["crm.vn.customer.type"]
            kind = self.env.ref(row["parent"], raise_if_not_found=False)
            kind = kind or types.search([("company_id", "=", False)], limit=1)
            if not kind:
                raise UserError(
                    self.env._(
                        "“%(group)s” needs a customer type: create one first.",
                        group=row["name_en"],
                    )
                )
            values["type_id"] = kind.id
        return values
