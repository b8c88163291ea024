import inspect

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .rights_common import RightsCase, own_methods

#: what a program may send for any argument
WRONG = ([1, 2], {}, {"a": 1}, "x", "", -1, 2**40, 1.5, True, None, "9999-12-31")
#: answers in words; Odoo says in words which constraint the database names
WORDS = (UserError, psycopg2.IntegrityError)
#: a list of customers
FILE = {"file": b"name\nThu\n", "file_name": "thu.csv", "file_type": "text/csv"}
#: values that fit, so that a wrong one beside them is met
FITTING = {
    "columns": ["name"],
    "data": "MQ==",
    "drill": {},
    "fields": ["name"],
    "latitude": 10.5,
    "longitude": 106.5,
    "model": "res.partner",
    "name": "thu",
    "options": {},
}


@tagged("post_install", "-at_install")
class TestRightsOfArguments(RightsCase):
    """What RPC may send for an argument is answered in words, not by a traceback."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.people["manager"]
        cls.manager.group_ids += cls.env.ref("crm_vn_kpi.group_kpi_all")

    def _methods(self):
        """Yield (records of the manager, name, parameters) of ours with arguments."""
        for owner, name, function in own_methods(self.env):
            model = self.env[owner]
            odoos = any(
                name in vars(base)
                and not base.__module__.startswith("odoo.addons.crm_vn")
                for base in type(model).mro()
                if base is not type(model)
            )
            parameters = [
                one
                for one in list(inspect.signature(function).parameters.values())[1:]
                if one.kind is one.POSITIONAL_OR_KEYWORD
            ]
            if odoos or not parameters:
                continue
            mine = model.with_user(self.manager)
            if owner == "base_import.import":
                mine = mine.create({"res_model": "res.partner", **FILE})
            elif not model._abstract:
                mine = mine.search([], limit=1)
            yield mine, name, parameters

    def _fitting(self, parameter):
        """Return what a program of ours may send for an argument."""
        if parameter.default is not parameter.empty:
            return parameter.default
        partners = self.env["res.partner"].with_user(self.manager)
        return {
            **FITTING,
            "res_id": partners.search(
                [("vn_relationship_id", "!=", False)], limit=1
            ).id,
            "type_id": self.env.ref("mail.mail_activity_data_call").id,
        }.get(parameter.name, 1)

    @mute_logger("odoo.sql_db", "odoo.addons.base_import.models.base_import")
    def test_wrong_arguments(self):
        tried = 0
        for mine, name, parameters in self._methods():
            for place in range(len(parameters)):
                for wrong in WRONG:
                    given = [self._fitting(one) for one in parameters]
                    given[place] = wrong
                    tried += 1
                    with (
                        self.subTest(model=mine._name, method=name, arguments=given),
                        self.env.cr.savepoint() as savepoint,
                    ):
                        try:
                            getattr(mine, name)(*given)
                        except WORDS:
                            self.env.invalidate_all(flush=False)
                        savepoint.rollback()
        self.assertGreater(tried, 200)

    def test_desk_and_report(self):
        desk = self.env["crm.vn.desk"].with_user(self.manager)
        for kind, res_id in (("team", [1, 2]), ("user", {}), ([], 1), ("nobody", 1)):
            with self.subTest(kind=kind, res_id=res_id), self.assertRaises(AccessError):
                desk.get_desk(kind, res_id)
        report = self.env["crm.vn.kpi.report"].with_user(self.manager)
        for first, last in (
            ("9999-01-01", "9999-12-31"),
            ("0001-01-01", "0001-01-02"),
            ("2026-02-30", "2026-03-01"),
            (["2026-01-01"], "2026-03-01"),
            (9999, 1),
        ):
            options = {"period": "custom", "date_from": first, "date_to": last}
            with self.subTest(options=options), self.assertRaises(UserError):
                report.get_report(options)

    @mute_logger("odoo.sql_db")
    def test_far_days(self):
        """The first and the last day there is: kept or refused in words."""
        tried = 0
        for name in sorted(self.env.registry):
            model = self.env[name]
            if not name.startswith("crm.vn.") or model._abstract or not model._auto:
                continue
            mine = model.with_user(self.manager)
            if not mine.has_access("write") or not mine.has_access("read"):
                continue
            record = mine.search([], limit=1)
            kept = getattr(model, "_vn_get_engine_fields", frozenset)()
            for field in model._fields.values():
                if (
                    not record
                    or field.type not in ("date", "datetime")
                    or not field.store
                    or field.compute
                    or field.name in {*kept, "create_date", "write_date"}
                ):
                    continue
                for day in ("9999-12-31", "0001-01-01"):
                    tried += 1
                    with (
                        self.subTest(model=name, field=field.name, day=day),
                        self.env.cr.savepoint() as savepoint,
                    ):
                        try:
                            record.write({field.name: day})
                            self.env.flush_all()
                            record.read()
                        except WORDS:
                            self.env.invalidate_all(flush=False)
                        savepoint.rollback()
        self.assertGreater(tried, 20)

    def test_another_company_in_a_dialog(self):
        """Not by an onchange, a default, a new record, nor a written one."""
        strange, mine = self.other_company, self.company
        tried = 0
        for name in sorted(self.env.registry):
            model = self.env[name].with_user(self.manager)
            field = model._fields.get("company_id")
            if (
                not model._transient
                or not name.startswith("crm.vn.")
                or not field
                or field.related
                or not model.has_access("create")
            ):
                continue
            tried += 1
            names = set(model.get_view(view_type="form")["models"][name])
            names.add("company_id")
            spec = {one: {} for one in names}
            forged = model.with_context(
                default_company_id=strange.id, allowed_company_ids=strange.ids
            )
            doors = {
                "onchange": lambda m=model, s=spec: m.onchange(
                    {"company_id": strange.id}, ["company_id"], s
                ),
                "onchange of defaults": lambda m=forged, s=spec: m.onchange({}, [], s),
                "create": lambda m=model: m.create({"company_id": strange.id}),
                "default": lambda m=model: m.with_context(
                    default_company_id=strange.id
                ).create({}),
                "web_save": lambda m=model: m.web_save({"company_id": strange.id}, {}),
            }
            for way, door in doors.items():
                with self.subTest(model=name, way=way):
                    with self.env.cr.savepoint() as savepoint:
                        try:
                            found = door()
                        except WORDS:
                            found = None
                        savepoint.rollback()
                    self.env.invalidate_all(flush=False)
                    if isinstance(found, dict):
                        # nothing but the id that was asked for comes back
                        value = found.get("value", {})
                        lines = [
                            value[one]
                            for one in value
                            if one != "company_id"
                            and model._fields[one].compute
                            and value[one]
                        ]
                        self.assertFalse(lines)
                    else:
                        self.assertIsNone(found)
            fine = model.onchange({"company_id": mine.id}, ["company_id"], spec)
            self.assertIsInstance(fine, dict)
        self.assertGreaterEqual(tried, 5)

    def test_computed_as_superuser(self):
        """What asks for rights while it is computed is not computed as superuser."""
        asks = ("check_access", "has_access", "_filtered_access", "_vn_check_mine")
        for name in sorted(self.env.registry):
            model = self.env[name]
            for field in model._fields.values():
                ours = (field._module or "").startswith("crm_vn")
                if not ours or not field.compute_sudo or field.related:
                    continue
                compute = field.compute
                if isinstance(compute, str):
                    compute = getattr(type(model), compute)
                if not inspect.isfunction(compute):
                    continue
                source = inspect.getsource(compute)
                with self.subTest(model=name, field=field.name):
                    self.assertFalse([word for word in asks if f".{word}(" in source])

    def test_quick_action_tells_no_name(self):
        """Neither a hidden customer's name, nor what a check left in the cache."""
        customer = self.env["res.partner"].create(
            {
                "name": "Khách kín",
                "phone": "0903 111 222",
                "company_id": self.other_company.id,
                "vn_relationship_id": self.env["crm.vn.relationship"]
                .search([], limit=1)
                .id,
            }
        )
        for role in ("portal", "employee", "salesperson", "manager"):
            mine = customer.with_user(self.people[role])
            for action in ("call", "owner", "file", "unlink", "_vn_quick", "", None):
                self.env.invalidate_all()
                with (
                    self.subTest(role=role, action=action),
                    self.assertRaises(UserError) as caught,
                ):
                    mine.action_vn_quick(action)
                self.assertNotIn("Khách kín", str(caught.exception))
        customer.company_id = False
        own = customer.with_user(self.people["manager"])
        self.env.invalidate_all()
        for action in ("call", "mail", "unlink", "", None, 5, [1]):
            with self.subTest(action=action):
                try:
                    own.action_vn_quick(action)
                except UserError:
                    continue
