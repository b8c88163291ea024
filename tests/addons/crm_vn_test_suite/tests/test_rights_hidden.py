import inspect

from odoo.tests import tagged

from .hidden_common import DOCUMENTS, REFUSALS, HiddenCustomerCase
from .rights_common import own_methods

#: Odoo's own dialogs: one keeps what it does while it does it, one shows whom it is
#: given; neither was made for customers
ODOOS = ("base.partner.merge.automatic.wizard", "portal.wizard.user")
#: Odoo's, which ours only extends: who follows a record is named by Odoo
FOLLOWING = ("message_subscribe",)
#: values that fit, so that the hidden one beside them is met
FITTING = {
    "activity_type_id": 1,
    "body": "x",
    "data": "MQ==",
    "field": "partner_id",
    "fields": ["name", "phone"],
    "kind": "team",
    "latitude": 10.5,
    "longitude": 106.5,
    "model": "res.partner",
    "name": "Thử",
    "options": {},
    "partner_ids": [3],
    "res_model": "res.partner",
    "text": "Khách Kín",
}


@tagged("post_install", "-at_install")
class TestRightsOfHidden(HiddenCustomerCase):
    """A hidden customer is named by no method, whatever id or context it is given.

    And nothing is written about him: no row, no message, no follower.
    """

    def _methods(self):
        """Yield (model, method, parameters, whether it needs no record)."""
        for owner, name, function in own_methods(self.env):
            model = self.env[owner]
            parameters = [
                one
                for one in list(inspect.signature(function).parameters.values())[1:]
                if one.kind is one.POSITIONAL_OR_KEYWORD
            ]
            alone = getattr(getattr(type(model), name), "_api_model", False)
            for concrete in model._inherit_children if model._abstract else [owner]:
                if concrete in self.env and not self.env[concrete]._abstract:
                    yield self.env[concrete], name, parameters, alone
            if model._abstract and not model._inherit_children:
                yield model, name, parameters, alone

    def _fitting(self, parameter):
        default = 1 if parameter.default is parameter.empty else parameter.default
        return FITTING.get(parameter.name, default)

    def test_methods_on_hidden_records(self):
        """No button of a hidden record can be pressed."""
        rows = self._hidden_rows()
        tried = 0
        for model, name, parameters, alone in self._methods():
            row = rows.get(model._name)
            if row is None or alone:
                continue
            given = [self._fitting(one) for one in parameters]
            for user in self.people:
                mine = row.with_user(user)
                if mine.has_access("read"):
                    continue
                tried += 1
                with self.subTest(model=model._name, method=name, user=user.login):
                    refused = self._check(
                        lambda m=mine, n=name, g=given: getattr(m, n)(*g)
                    )
                    self.assertTrue(refused or name.startswith("copy"))
        self.assertGreater(tried, 60)

    def test_arguments_that_name_hidden_records(self):
        tried = 0
        hidden = self.customer
        named = {"partner_id": hidden.id, "id": hidden.id, "partner_ids": hidden.ids}
        wrong = (hidden.id, hidden.ids, named, [named])
        for model, name, parameters, alone in self._methods():
            if not parameters or name in FOLLOWING:
                continue
            if model._name == "base_import.import":
                continue
            mine = model.with_user(self.other)
            if not alone:
                try:
                    mine = mine.search([], limit=1)
                except REFUSALS:
                    continue
            for place in range(len(parameters)):
                for value in wrong:
                    given = [self._fitting(one) for one in parameters]
                    given[place] = value
                    tried += 1
                    with self.subTest(model=model._name, method=name, given=given):
                        self._check(lambda m=mine, n=name, g=given: getattr(m, n)(*g))
        self.assertGreater(tried, 300)

    def _dialogs(self, user):
        for name in sorted(self.env.registry):
            model = self.env[name].with_user(user)
            ours = any(
                base.__module__.startswith("odoo.addons.crm_vn")
                for base in type(model).mro()
                if base.__dict__.get("_inherit") != "base"
            )
            if name in ODOOS or not model._transient:
                continue
            if ours and model.has_access("create"):
                yield model

    def test_dialogs_on_hidden_records(self):
        """What the context says was chosen is neither shown nor worked on."""
        rows = self._hidden_rows()
        tried = 0
        for user in self.people:
            for dialog in self._dialogs(user):
                actions = [
                    name
                    for name in dir(type(dialog))
                    if name.startswith("action_")
                    and len(inspect.signature(getattr(type(dialog), name)).parameters)
                    == 1
                ]
                for about in DOCUMENTS if user == self.other else DOCUMENTS[:1]:
                    ids = rows[about].ids
                    links = {
                        f"default_{name}": ids[0]
                        if field.type == "many2one"
                        else [(6, 0, ids)]
                        for name, field in dialog._fields.items()
                        if field.comodel_name == about
                    }
                    mine = dialog.with_context(
                        active_model=about,
                        active_id=ids[0],
                        active_ids=ids,
                        default_res_model=about,
                        default_res_id=ids[0],
                        default_res_ids=str(ids),
                        default_composition_mode="mass",
                        default_mass_force_send=True,
                        default_body="Thử",
                        **links,
                    )
                    spec = {
                        name: {"fields": {"display_name": {}}}
                        if field.relational
                        else {}
                        for name, field in mine._fields.items()
                    }
                    doors = {
                        "default": lambda m=mine: m.default_get(list(m._fields)),
                        "form": lambda m=mine, s=spec: m.onchange({}, [], dict(s)),
                        "read": lambda m=mine, s=spec: m.create({}).web_read(s),
                        **{
                            action: lambda m=mine, a=action: getattr(m.create({}), a)()
                            for action in actions
                        },
                    }
                    for way, door in doors.items():
                        tried += 1
                        with self.subTest(
                            dialog=dialog._name, about=about, way=way, by=user.login
                        ):
                            self._check(door)
        self.assertGreater(tried, 100)
