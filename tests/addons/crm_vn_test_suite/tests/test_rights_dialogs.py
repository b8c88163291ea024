import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.crm_vn_visibility.tests.common import VisibilityCommon

from .common import SALESPERSON
from .rights_common import read_table

REFUSALS = (UserError, ValueError, TypeError, psycopg2.Error)
#: what a person would type where a dialog needs something
FILLING = {
    "char": "Thử",
    "text": "Thử",
    "html": "Thử",
    "integer": 1,
    "float": 1,
    "monetary": 1,
    "date": "2027-03-01",
    "datetime": "2027-03-01 02:00:00",
    "binary": "MQ==",
}
#: fields of Odoo's that name a customer in a document
LINKS = {
    "crm.lead": ("partner_id",),
    "res.partner": ("parent_id",),
    "sale.order": ("partner_id", "partner_invoice_id", "partner_shipping_id"),
}
#: what forms name
CUSTOMERS = ("res.partner", "crm.lead", "sale.order", "crm.vn.contract")
#: names of records that everybody who works here may read
SEEN_BY_ALL = ("res.users", "res.company", "res.currency", "ir.model")


@tagged("post_install", "-at_install")
class TestRightsOfDialogs(VisibilityCommon):
    """A dialog is given ids by the client: it tells nothing of what they hide.

    Odoo gives the name of a linked record without asking whether it may be read. A
    dialog is made by whoever asks, so that its links would tell any name.
    """

    def _dialogs(self, user):
        for name in sorted(self.env.registry):
            model = self.env[name]
            ours = name.startswith("crm.vn.") and model._transient
            if ours and model.with_user(user).has_access("create"):
                yield model.with_user(user)

    def _hidden(self, model, user):
        """Return a record that *user* may not read, or none."""
        records = self.env[model].sudo().with_context(active_test=False)
        if records._abstract or records._transient or not records._auto:
            return records.browse()
        found = records.search([], limit=200, order="id desc")
        return (found - found.with_user(user)._filtered_access("read").sudo())[:1]

    def _required(self, model):
        values = model.default_get(list(model._fields))
        for name, field in model._fields.items():
            if not field.required or values.get(name) or not field.store:
                continue
            if field.type == "many2one":
                values[name] = model.env[field.comodel_name].search([], limit=1).id
            elif field.type == "selection":
                values[name] = field.get_values(self.env)[0]
            elif field.type in FILLING:
                values[name] = FILLING[field.type]
        return values

    def _told(self, model, values):
        """Return what the browser gets of a dialog with these values, as text."""
        spec = {
            name: {"fields": {"display_name": {}}} if field.relational else {}
            for name, field in model._fields.items()
        }
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
            try:
                dialog = model.create(values)
                self.env.flush_all()
                self.env.invalidate_all()
                told = [dialog.read(), dialog.web_read(spec), dialog.display_name]
            except REFUSALS:
                told = []
            finally:
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
        return str(told)

    def test_names_of_hidden_records(self):
        self._limit()
        self.env.flush_all()
        tried = 0
        for role in ("other_salesperson", "manager", "other_company"):
            user = self.roles[role]
            for model in self._dialogs(user):
                for name, field in model._fields.items():
                    if (
                        not field.relational
                        or field.type == "one2many"
                        or not field.store
                        or field.comodel_name in SEEN_BY_ALL
                    ):
                        continue
                    hidden = self._hidden(field.comodel_name, user)
                    if not hidden:
                        continue
                    tried += 1
                    given = hidden.id
                    if field.type == "many2many":
                        given = [(6, 0, hidden.ids)]
                    told = self._told(model, {**self._required(model), name: given})
                    with self.subTest(role=role, model=model._name, field=name):
                        self.assertNotIn(hidden.display_name, told)
        self.assertGreater(tried, 20)

    def _forms(self, user):
        """Yield the models that name customers and that *user* may make records of."""
        for name in sorted(self.env.registry):
            model = self.env[name].with_user(user)
            if (
                (name.startswith("crm.vn.") or hasattr(model, "_vn_customer_links"))
                and not model._abstract
                and model._auto
                and model.has_access("create")
            ):
                yield model

    def _ask_form(self, model, name, hidden, spec):
        """Yield what the browser gets of a form with a link, way by way."""
        more = {
            "as a record": lambda: model.onchange(
                {name: {"id": hidden.id}}, [name], dict(spec)
            ),
            "given": lambda: model.onchange({name: hidden.id}, [], dict(spec)),
        }
        for way, ask in {
            **more,
            "chosen": lambda: model.onchange({name: hidden.id}, [name], dict(spec)),
            "default": lambda: model.with_context(
                **{f"default_{name}": hidden.id}
            ).onchange({}, [], dict(spec)),
        }.items():
            self.env.invalidate_all()
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
                try:
                    told = str(ask())
                except REFUSALS as error:
                    told = str(error)
                finally:
                    savepoint.rollback()
                    self.env.invalidate_all(flush=False)
            yield way, told

    def test_forms_name_nobody_hidden(self):
        """While a form is filled in, nothing is saved and nobody hidden is named."""
        self._limit()
        self.env.flush_all()
        tried = 0
        for role in ("other_salesperson", "other_company"):
            user = self.roles[role]
            for model in self._forms(user):
                links = getattr(model, "_vn_customer_links", ())
                names = model.get_view(view_type="form")["models"][model._name]
                spec = {
                    one: {"fields": {"display_name": {}}}
                    if model._fields[one].relational
                    else {}
                    for one in names
                }
                for name, field in model._fields.items():
                    ours = name in links or model._name.startswith("crm.vn.")
                    if not ours or field.type != "many2one":
                        continue
                    if name not in links and field.comodel_name not in CUSTOMERS:
                        continue
                    hidden = self._hidden(field.comodel_name, user)
                    if not hidden or len(hidden.display_name or "") < 5:
                        continue
                    tried += 1
                    asked = {**spec, name: {"fields": {"display_name": {}}}}
                    for way, told in self._ask_form(model, name, hidden, asked):
                        with self.subTest(
                            role=role, model=model._name, field=name, way=way
                        ):
                            self.assertNotIn(hidden.display_name, told)
        self.assertGreater(tried, 50)

    def _links(self):
        """Yield (model, field) of what a salesperson fills in, ours and Odoo's."""
        for row in read_table("fields.csv"):
            if "w" in row["salesperson"] and row["model"] in self.env:
                model = self.env[row["model"]]
                field = model._fields.get(row["field"])
                if field and field.type == "many2one" and field.store:
                    yield model, field
        for name, fields in LINKS.items():
            for field in fields:
                yield self.env[name], self.env[name]._fields[field]

    def test_documents_name_nobody_hidden(self):
        """A record that one writes tells no name of another that one may not read."""
        self._limit()
        self.env.flush_all()
        user = self.env["res.users"].search([("login", "=", SALESPERSON)])
        tried = 0
        for model, field in self._links():
            if field.comodel_name in SEEN_BY_ALL:
                continue
            mine = model.with_user(user)
            record = mine.search([], limit=30)._filtered_access("write")[:1]
            hidden = self._hidden(field.comodel_name, user)
            if not record or not hidden:
                continue
            tried += 1
            with self.subTest(model=model._name, field=field.name):
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
                    self.env.invalidate_all()
                    try:
                        record.write({field.name: hidden.id})
                        self.env.flush_all()
                        taken = record.sudo()[field.name] == hidden
                    except REFUSALS:
                        taken = False
                    savepoint.rollback()
                self.env.invalidate_all(flush=False)
                self.assertFalse(taken)
        self.assertGreater(tried, 5)
