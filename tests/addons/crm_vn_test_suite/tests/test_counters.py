"""Every number on a button opens a list of exactly that length."""

from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval

from .common import ADMINISTRATOR, MANAGER, SALESPERSON, is_ours

#: records that are looked at of each model
SAMPLE = 60
#: numbers that are no length of a list
NO_LENGTH = {"vn_score", "progress"}


@tagged("post_install", "-at_install")
class TestCounters(TransactionCase):
    def _models(self):
        """Return the models that have a form with a button of ours."""
        views = self.env["ir.ui.view"].search(
            [("type", "=", "form"), ("arch_db", "ilike", "oe_stat_button")]
        )
        return sorted(
            {
                view.model
                for view in views
                if view.model in self.env and not self.env[view.model]._transient
            }
        )

    def _buttons(self, model):
        """Yield (method, context, field) of the buttons that have a number of ours."""
        arch = etree.fromstring(model.get_view(view_type="form")["arch"])
        for button in arch.iter("button"):
            if "oe_stat_button" not in (button.get("class") or ""):
                continue
            if button.get("type") != "object":
                continue
            for node in button.iter("field"):
                field = model._fields.get(node.get("name"))
                if (
                    field is not None
                    and field.type == "integer"
                    and field.name not in NO_LENGTH
                    and is_ours(field._module)
                ):
                    yield button.get("name"), button.get("context"), field.name

    def test_numbers_are_lengths(self):
        seen = 0
        for login in (ADMINISTRATOR, MANAGER, SALESPERSON):
            user = self.env["res.users"].search([("login", "=", login)])
            for name in self._models():
                model = self.env[name].with_user(user)
                if model.has_access("read"):
                    seen += self._check_model(model, login)
        self.assertGreater(seen, 100)

    def _check_model(self, model, login):
        buttons = set(self._buttons(model))
        if not buttons:
            return 0
        numbers = 0
        # numbers that somebody else was told are not those of this person
        self.env.invalidate_all()
        user_id = model.env.uid
        for record in model.search([], limit=SAMPLE):
            for method, context, field in buttons:
                number = record[field]
                if not number:
                    continue
                with self.subTest(login=login, record=record, number=field):
                    known = {"id": record.id, "active_id": record.id, "uid": user_id}
                    context = safe_eval(context or "{}", known)
                    action = getattr(record.with_context(**context), method)()
                    self.assertEqual(self._length(record, action), number)
                    numbers += 1
        return numbers

    def _length(self, record, action):
        target = record.env[action["res_model"]]
        context = action.get("context") or {}
        if isinstance(context, str):
            context = {}
        if action.get("res_id"):
            return 1
        domain = list(action.get("domain") or [])
        for key, value in context.items():
            if key.startswith("search_default_") and value:
                domain += self._filter(target, key.removeprefix("search_default_"))
        return target.with_context(**context).search_count(domain)

    def _filter(self, target, name):
        """Return the domain of a filter that the list begins with."""
        arch = etree.fromstring(target.get_view(view_type="search")["arch"])
        for node in arch.iter("filter"):
            if node.get("name") == name and node.get("domain"):
                return safe_eval(node.get("domain"), {"uid": target.env.uid})
        return []
