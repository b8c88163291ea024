import inspect

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged

from .rights_common import RightsCase, own_methods

REFUSALS = (AccessError, MissingError, UserError, ValueError, TypeError)


@tagged("post_install", "-at_install")
class TestRightsOfMethods(RightsCase):
    """What RPC can call of ours; tests/tables/methods.csv says what it checks."""

    def _try(self, user, model, name, found=None):
        """Return whether *user* may call a method that needs no argument.

        :param found: on which record; on the first one by default
        """
        if found is None:
            found = self.env[model].with_context(active_test=False)
            found = found.search([], limit=1)
        mine = self.env[model].with_user(user).browse(found.ids)
        with self.env.cr.savepoint() as savepoint:
            try:
                getattr(mine, name)()
            except REFUSALS:
                return "refused"
            finally:
                savepoint.rollback()
        return "open"

    def _without_arguments(self):
        """Yield (model name, method name) of ours that need no argument."""
        for model, name, function in own_methods(self.env):
            needed = [
                parameter
                for parameter in inspect.signature(function).parameters.values()
                if parameter.default is parameter.empty
                and parameter.kind is not parameter.VAR_KEYWORD
            ]
            # what Odoo itself lets be called is Odoo's to refuse
            if len(needed) == 1 and not self._is_odoos(model, name):
                yield model, name

    def _is_odoos(self, model, name):
        """Tell whether Odoo has a method of that name, which ours only extends."""
        return any(
            name in vars(base) and not base.__module__.startswith("odoo.addons.crm_vn")
            for base in type(self.env[model]).mro()
            if base is not type(self.env[model])
        )

    def test_portal_and_public(self):
        """Who is no employee calls none of them, as far as they need no argument."""
        for model, name in self._without_arguments():
            if self.env[model]._abstract:
                continue
            for role in ("public", "portal"):
                with self.subTest(model=model, method=name, role=role):
                    answer = self._try(self.people[role], model, name)
                    self.assertEqual(answer, "refused")

    def test_records_of_another_company(self):
        """Whoever may not read a record presses none of its buttons."""
        user = self.people["other_manager"]
        tried = 0
        for owner, name in self._without_arguments():
            model = self.env[owner]
            if getattr(getattr(type(model), name), "_api_model", False):
                # about whoever calls it, whatever the ids
                continue
            inherit = [owner] if not model._abstract else model._inherit_children
            for concrete in inherit:
                if concrete not in self.env or self.env[concrete]._abstract:
                    continue
                records = self.env[concrete].with_context(active_test=False)
                if not records._auto or records._transient:
                    continue
                records = records.search([], limit=30)
                hidden = (
                    records - records.with_user(user)._filtered_access("read").sudo()
                )
                if not hidden:
                    continue
                tried += 1
                self.env.invalidate_all()
                with self.subTest(model=concrete, method=name):
                    answer = self._try(user, concrete, name, hidden[0])
                    self.assertEqual(answer, "refused")
        self.assertGreater(tried, 30)
