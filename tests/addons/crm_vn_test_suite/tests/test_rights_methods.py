import inspect

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged

from .rights_common import RightsCase, own_methods

REFUSALS = (AccessError, MissingError, UserError, ValueError, TypeError)


@tagged("post_install", "-at_install")
class TestRightsOfMethods(RightsCase):
    """What RPC can call of ours; tests/tables/methods.csv says what it checks."""

    def _try(self, user, model, name):
        """Return whether *user* may call a method that needs no argument."""
        found = self.env[model].with_context(active_test=False).search([], limit=1)
        mine = self.env[model].with_user(user).browse(found.ids)
        with self.env.cr.savepoint() as savepoint:
            try:
                getattr(mine, name)()
            except REFUSALS:
                return "refused"
            finally:
                savepoint.rollback()
        return "open"

    def _is_odoos(self, model, name):
        """Tell whether Odoo has a method of that name, which ours only extends."""
        return any(
            name in vars(base) and not base.__module__.startswith("odoo.addons.crm_vn")
            for base in type(self.env[model]).mro()
            if base is not type(self.env[model])
        )

    def test_portal_and_public(self):
        """Who is no employee calls none of them, as far as they need no argument."""
        for model, name, function in own_methods(self.env):
            needed = [
                parameter
                for parameter in inspect.signature(function).parameters.values()
                if parameter.default is parameter.empty
                and parameter.kind is not parameter.VAR_KEYWORD
            ]
            if len(needed) > 1 or self.env[model]._abstract:
                continue
            if self._is_odoos(model, name):
                # what Odoo itself lets be called is Odoo's to refuse
                continue
            for role in ("public", "portal"):
                with self.subTest(model=model, method=name, role=role):
                    answer = self._try(self.people[role], model, name)
                    self.assertEqual(answer, "refused")
