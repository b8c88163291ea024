from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon

from .common import VisibilityCommon

#: what the hidden record is called, wherever it has a name of its own
SECRET = "Bí mật của đồng nghiệp"


class VnFormsCase(VisibilityCommon, VnRegistryCommon):
    """While a form is filled in nothing is saved, and nobody hidden is named.

    Odoo tells the name of a linked record without asking. The addons that bring models
    with links to customers have a test class made from this one, which acts as a
    salesperson who sees none but his own customers.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own_customer = cls.Partner.create(
            {
                "name": "Khách của mình",
                "company_id": cls.company.id,
                "user_id": cls.other.id,
                "vn_relationship_id": cls.relationship_customer.id,
            }
        )
        cls.customer.name = SECRET

    def check_forms_name_nobody_hidden(self, *names):
        """Try every link of these models; of all models of ours if none is named."""
        self._limit()
        self.env.flush_all()
        self.hidden = {}
        tried = 0
        for name in names or sorted(self.env.registry):
            model = self.env[name].with_user(self.other)
            ours = name.startswith("crm.vn.") or hasattr(model, "_vn_customer_links")
            if not ours or model._abstract or not model._auto:
                continue
            if model.has_access("create"):
                tried += self._check_forms_of(model)
            elif model.has_access("write"):
                row = self._make_row(model, self.own_customer, self.other)
                tried += self._check_forms_of(row.with_user(self.other))
        self.assertTrue(tried)

    def _tells(self, name):
        """Whether the name of a record may be that of a customer, or what he wants."""
        fields = self.env[name]._fields.values()
        return name in ("mail.activity", *self.get_documents()) or (
            name.startswith("crm.vn.")
            and any(field.comodel_name == "res.partner" for field in fields)
        )

    def _make_row(self, model, customer, user):
        """Insert a row about *customer* that is *user*'s."""
        values = {}
        for name, field in model._fields.items():
            if field.type != "many2one" or not field.store or not field.column_type:
                continue
            if field.comodel_name == "res.partner" and model._name != "res.partner":
                values[name] = customer.id
            elif field.comodel_name == "res.users" and name == "user_id":
                values[name] = user.id
            elif field.comodel_name == "res.company":
                values[name] = self.company.id
            elif field.required and self._tells(field.comodel_name):
                above = self.env[field.comodel_name]
                values[name] = self._make_row(above, customer, user).id
        row = model.sudo().browse(self.make_row(model, customer, **values))
        self.env.invalidate_all()
        return row

    def _make_hidden(self, model):
        """Return the record of a model that the salesperson may not read, or none."""
        if model._name not in self.hidden:
            self.hidden[model._name] = self._try_to_hide(model)
        return self.hidden[model._name]

    def _try_to_hide(self, model):
        if model._name == "res.partner":
            return self.customer
        if model._abstract or model._transient or not model._auto:
            return model.browse()
        row = self._make_row(model.sudo(), self.customer, self.user_own)
        if model._rec_name and model._fields[model._rec_name].type == "char":
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id = %s",
                    SQL.identifier(model._table),
                    SQL.identifier(model._rec_name),
                    SECRET,
                    row.id,
                )
            )
        self.env.invalidate_all()
        hidden = not row.with_user(self.other).has_access("read")
        return row if hidden and SECRET in (row.display_name or "") else row.browse()

    def _check_forms_of(self, record):
        tried = 0
        for name, field in record._fields.items():
            if field.type != "many2one" or not self._tells(field.comodel_name):
                continue
            hidden = self._make_hidden(self.env[field.comodel_name])
            if not hidden:
                continue
            tried += 1
            for way, ask in self._ask(record, name, hidden).items():
                self.env.invalidate_all()
                with self.subTest(model=record._name, field=name, way=way):
                    try:
                        told = str(ask())
                    except UserError as error:
                        told = str(error)
                    self.assertNotIn(SECRET, told)
        return tried

    def _ask(self, record, name, hidden):
        """Return {way: what asks for a form that names the hidden record}."""
        spec = {name: {"fields": {"display_name": {}}}}
        if "display_name" in record._fields:
            spec["display_name"] = {}
        default = record.with_context(**{f"default_{name}": hidden.id})
        named = {"id": hidden.id, "display_name": "x"}

        def saved():
            self.env["ir.default"].set(
                record._name, name, hidden.id, user_id=record.env.uid
            )
            try:
                return record.onchange({}, [], dict(spec))
            finally:
                self.env["ir.default"].set(
                    record._name, name, False, user_id=record.env.uid
                )

        return {
            "chosen": lambda: record.onchange({name: hidden.id}, [name], dict(spec)),
            "given": lambda: record.onchange({name: hidden.id}, [], dict(spec)),
            "as a record": lambda: record.onchange({name: named}, [name], dict(spec)),
            "by default": lambda: default.onchange({}, [], dict(spec)),
            "by a saved default": saved,
        }
