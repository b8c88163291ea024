import psycopg2

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .customers_common import CustomerRowsCase

REFUSALS = (UserError, ValueError, TypeError, psycopg2.Error)


@tagged("post_install", "-at_install")
class TestRightsOfCompanies(CustomerRowsCase):
    """A manager of one company reaches nothing of another, not by a link either."""

    def _models(self):
        """Yield the models that the manager of a company writes, as that person."""
        for name in sorted(self.env.registry):
            model = self.env[name].with_user(self.manager)
            if (
                name.startswith("crm.vn.")
                and not model._abstract
                and not model._transient
                and model._auto
                and model.has_access("write")
            ):
                yield model

    def _mine(self, model):
        """Return a record that the manager writes, or none."""
        model = model.with_context(active_test=False)
        return model.search([], limit=30)._filtered_access("write")[:1]

    def _elsewhere(self, comodel):
        """Return a record of the other company, or none."""
        if comodel not in self.strange:
            model = self.env[comodel].with_context(active_test=False)
            found = model.browse()
            field = model._fields.get("company_id")
            if field is not None and field.store and model._auto:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
                    try:
                        found = self._row(model, self.elsewhere, self.user_2)
                    except (KeyError, TypeError, ValueError, AssertionError):
                        found = model.browse()
                if found.with_user(self.manager).has_access("read"):
                    found = model.browse()
            self.strange[comodel] = found
        return self.strange[comodel]

    def _taken(self, record, values, asked):
        """Return whether *values* were taken, or tell what they name."""
        self.env.invalidate_all()
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
            try:
                if record:
                    record.write(values)
                else:
                    record = record.create(values)
                self.env.flush_all()
                return asked(record.sudo())
            except REFUSALS:
                return False
            finally:
                savepoint.rollback()
                self.env.invalidate_all(flush=False)

    def test_nothing_moves_to_another_company(self):
        tried = 0
        company = self.company_2
        for model in self._models():
            field = model._fields.get("company_id")
            if field is None or not field.store or field.related:
                continue
            record = self._mine(model)
            if not record:
                continue
            tried += 1
            try:
                values = record.sudo().copy_data()[0]
            except REFUSALS:
                values = {}
            doors = {
                "write": (record, {"company_id": company.id}),
                "create": (model.browse(), {**values, "company_id": company.id}),
                "default": (
                    model.browse().with_context(default_company_id=company.id),
                    {key: values[key] for key in values if key != "company_id"},
                ),
            }
            for way, (mine, given) in doors.items():
                with self.subTest(model=model._name, way=way):
                    taken = self._taken(
                        mine, given, lambda one: one.company_id == company
                    )
                    self.assertFalse(taken)
        self.assertGreater(tried, 15)

    def test_links_to_another_company(self):
        self.strange = {}
        tried = 0
        for model in self._models():
            record = self._mine(model)
            for name, field in model._fields.items() if record else ():
                ours = (field._module or "").startswith("crm_vn")
                if (
                    not ours
                    or field.type not in ("many2one", "many2many")
                    or not field.store
                    or field.comodel_name in ("res.users", "res.company")
                    or not model._has_field_access(field, "write")
                ):
                    continue
                strange = self._elsewhere(field.comodel_name)
                if not strange:
                    continue
                tried += 1
                value = strange.id
                if field.type == "many2many":
                    value = [Command.link(strange.id)]
                with self.subTest(model=model._name, field=name):
                    taken = self._taken(
                        record,
                        {name: value},
                        lambda one, n=name, s=strange: s in one[n],
                    )
                    self.assertFalse(taken)
        self.assertGreater(tried, 15)
