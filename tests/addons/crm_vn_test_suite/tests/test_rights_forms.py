import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .common import ADMINISTRATOR, MANAGER, SALESPERSON, is_ours

#: Odoo's models whose form has something of ours, or whose saving passes our code
EXTENDED = (
    "calendar.event",
    "crm.lead",
    "crm.lost.reason",
    "crm.stage",
    "crm.team",
    "crm.team.member",
    "mail.activity",
    "mail.activity.plan",
    "mail.activity.type",
    "product.pricelist",
    "product.template",
    "res.city",
    "res.company",
    "res.partner",
    "res.partner.category",
    "res.partner.industry",
    "res.users",
    "sale.order",
    "utm.campaign",
    "utm.source",
)
#: values that a person would type where the first best is refused
TYPED = {
    "crm.vn.assignment.rule": {"condition": "[]"},
    "crm.vn.call.extension": {"extension": "199", "hotline": "02873000001"},
    "crm.vn.kpi.plan": {"date_start": "2027-01-01"},
    "crm.vn.refusal.import": {"file": "MDkwMzEyMzQ1Ng=="},
    "crm.vn.score.rule": {"points": 5},
}
#: dialogs that a button opens, and what it gives them
OPENED_BY = {
    "crm.vn.care.apply": {"plan_id": "mail.activity.plan"},
    "crm.vn.care.set": {},
    "crm.vn.feedback.hide": {"answer_id": "crm.vn.feedback.answer"},
    "crm.vn.kpi.adjustment": {"line_id": "crm.vn.kpi.sheet.line"},
    "crm.vn.kpi.try": {"plan_id": "crm.vn.kpi.plan"},
    "crm.vn.score.rule.preview": {"rule_id": "crm.vn.score.rule"},
}
#: forms of Odoo's that need a right which a salesperson does not have without us either
ODOOS = ("utm.campaign", "mail.activity.plan", "res.users")
#: kinds of fields that a test can fill without knowing what they mean
SIMPLE = ("char", "text", "html", "integer", "float", "monetary", "boolean", "date")
NUMBERS = ("integer", "float", "monetary")


@tagged("post_install", "-at_install")
class TestForms(TransactionCase):
    """Every form of the suite is opened and saved, as the people who use it.

    What a browser sends then, defaults and answers of onchanges included, must not be
    refused as a write of what the system keeps.
    """

    def _models(self):
        """Return the names of the models that have a form of ours."""
        views = self.env["ir.ui.view"].search([("type", "=", "form")])
        xmlids = views.get_external_id()
        return sorted(
            {
                view.model
                for view in views
                if is_ours(xmlids[view.id])
                and view.model in self.env
                and not self.env[view.model]._abstract
                and view.model.startswith("crm.vn.")
            }
            | {name for name in EXTENDED if name in self.env}
        )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        users = cls.env["res.users"].search(
            [("login", "in", (ADMINISTRATOR, MANAGER, SALESPERSON))]
        )
        # who writes contacts without selling
        employee = new_test_user(
            cls.env, "forms_employee", "base.group_user,base.group_partner_manager"
        )
        cls.people = [*users, employee]

    def _is_open(self, form, name):
        return not (
            form._get_modifier(name, "readonly")
            or form._get_modifier(name, "invisible")
        )

    def _fill(self, form, name):
        """Put something into a field, as a person would."""
        info = form._view["fields"][name]
        kind = info["type"]
        typed = TYPED.get(form._record._name, {})
        if name in typed:
            form[name] = typed[name]
        elif kind == "binary":
            form[name] = "MQ=="
        elif kind in ("char", "text", "html"):
            form[name] = f"Thử {name}"
        elif kind in NUMBERS:
            form[name] = 1
        elif kind == "date":
            form[name] = "2027-03-01"
        elif kind == "datetime":
            form[name] = "2027-03-01 02:00:00"
        elif kind == "selection":
            form[name] = info["selection"][0][0]
        elif kind == "many2one":
            form[name] = self._choose(form, info)
        elif kind == "many2many":
            form[name].add(self._choose(form, info))

    def _choose(self, form, info):
        """Return the first record that the drop-down list shows."""
        domain = info.get("domain") or []
        if isinstance(domain, str):
            values = {**form._get_eval_context(), "company_id": self.env.company.id}
            try:
                domain = safe_eval(domain, values)
            except ValueError:
                domain = []
        model = form._env[info["relation"]]
        return model.search(domain, limit=1)

    def _required(self, form):
        """Fill what must be filled, and what a person would type."""
        for name in TYPED.get(form._record._name, {}):
            if name in form._view["fields"] and self._is_open(form, name):
                self._fill(form, name)
        for name in form._view["fields"]:
            info = form._view["fields"][name]
            if name == "id" or not self._is_open(form, name):
                continue
            empty = info["type"] not in (*NUMBERS, "boolean")
            if (
                info["type"] != "one2many"
                and form._get_modifier(name, "required")
                and empty
                and not form[name]
            ):
                self._fill(form, name)

    def _change(self, form):
        """Change one simple field that is open; return its name."""
        for name, info in form._view["fields"].items():
            if (
                name != "id"
                and info["type"] in SIMPLE[:3]
                and self._is_open(form, name)
                and not info.get("related")
                and name not in TYPED.get(form._record._name, {})
            ):
                form[name] = f"{form[name] or ''} sửa".strip()
                return name
        return None

    def _views(self, model):
        """Return the forms that actions of ours open, and the model's own."""
        actions = self.env["ir.actions.act_window"].search(
            [("res_model", "=", model._name)]
        )
        ours = {
            key: xmlid
            for key, xmlid in actions.get_external_id().items()
            if is_ours(xmlid)
        }
        actions = actions.browse(ours)
        views = actions.view_ids.filtered(lambda view: view.view_mode == "form").view_id
        views = (views | actions.view_id).filtered(lambda view: view.type == "form")
        return [*([] if model._name in ODOOS else [False]), *views.ids]

    def _opened(self, model):
        """Return *model* with what the button that opens its form gives it."""
        context = {}
        for name, comodel in OPENED_BY.get(model._name, {}).items():
            found = model.env[comodel].search([], limit=1)
            context[f"default_{name}"] = found.id
        partner = model.env["res.partner"].search(
            [("vn_relationship_id", "!=", False)], order="id desc", limit=1
        )
        if model._name in ("crm.vn.campaign.member", "crm.vn.offer.line"):
            context["default_partner_id"] = partner.copy().id
        if model._name == "crm.vn.care.set":
            context["active_model"] = context["default_res_model"] = "res.partner"
            context["active_ids"] = partner.ids
            context["default_res_ids"] = str(partner.ids)
        if model._name == "mail.activity.plan":
            context["default_res_model"] = "res.partner"
            context["default_vn_is_care_schedule"] = True
        return model.with_context(**context)

    def _each(self, mode):
        """Yield (user, empty recordset of the user, id of a form)."""
        for user in self.people:
            for name in self._models():
                model = self.env[name].with_user(user).with_context(lang=user.lang)
                if not model.has_access(mode) or not model.has_access("read"):
                    continue
                for view in self._views(model):
                    yield user, model, view

    # Odoo asks whether it is meant: what one sees is no fault
    @mute_logger("odoo.tests.form.onchange")
    def test_open_and_save_what_is_there(self):
        changed = 0
        for user, model, view in self._each("write"):
            records = model.search([], limit=40)._filtered_access("write")
            if model._transient or not records:
                continue
            with (
                self.subTest(user=user.login, model=model._name, view=view),
                self.env.cr.savepoint() as savepoint,
            ):
                form = Form(records[0], view)
                if self._change(form):
                    changed += 1
                    form.save()
                savepoint.rollback()
            self.env.invalidate_all(flush=False)
            # what was taken back may be remembered
            self.env.registry.clear_all_caches()
        self.assertGreater(changed, 50)

    def test_make_new_ones(self):
        """Who may make one is not refused; what a test can't fill in is left."""
        made, left = 0, []
        for user, model, view in self._each("create"):
            where = f"{user.login}: {model._name} ({view})"
            with (
                self.subTest(user=user.login, model=model._name, view=view),
                mute_logger("odoo.sql_db", "odoo.tests.form.onchange"),
                self.env.cr.savepoint() as savepoint,
            ):
                try:
                    form = Form(self._opened(model), view)
                    arch = form._view["tree"]
                    if arch.get("create") not in ("0", "false", "False"):
                        self._required(form)
                        form.save()
                        made += 1
                except AccessError:
                    raise
                except (AssertionError, KeyError, UserError, ValueError) as error:
                    left.append(f"{where}: {error!r:.200}")
                except psycopg2.Error as error:
                    left.append(f"{where}: {error!r:.200}")
                finally:
                    savepoint.rollback()
            self.env.invalidate_all(flush=False)
            # what was taken back may be remembered
            self.env.registry.clear_all_caches()
        self.assertGreater(made, 60)
        self.assertLess(len(left), 30, "\n".join(left))
