from odoo.exceptions import AccessError
from odoo.tests import tagged

from .customers_common import CustomerRowsCase

#: seen by owners and followers alone, whatever the setting says
ALWAYS_OWN = ("crm.vn.tier.move",)
RULE = "user._vn_customer_rule('partner_id')"


@tagged("post_install", "-at_install")
class TestRightsOfCustomers(CustomerRowsCase):
    """Own customers only, on every model that tells something of a customer.

    ``tests/tables/customers.csv`` says where rows are hidden with their customer, and
    why elsewhere they are not. A new model fails until it is in the table.
    """

    def _ways(self, row):
        """Return {way of reading: whether it gives anything of the row}."""
        model, name = row.browse(), row._name
        partner = row.sudo().partner_id
        asked = [("id", "=", row.id)]
        through = [*asked, ("partner_id.name", "=", partner.name)]
        groups = model.formatted_read_group(asked, ["partner_id"], ["__count"])
        found = model.web_search_read(asked, {"partner_id": {"fields": {"phone": {}}}})
        ways = {
            "search": bool(model.search(asked)),
            "search by a path": bool(model.search(through)),
            "count": bool(model.search_count(through)),
            "group": bool(groups),
            "web_search_read": bool(found["records"]),
            "from the customer": bool(
                self.env["res.partner"]
                .with_user(row.env.user)
                .search_count([("id", "=", partner.id)])
            ),
        }
        for way, read in {
            "read": lambda: row.read(["partner_id"]),
            "web_read": lambda: row.web_read({"display_name": {}}),
            "export": lambda: row.export_data(["id", "partner_id"]),
            "name": lambda: row.display_name,
        }.items():
            self.env.invalidate_all()
            try:
                read()
            except AccessError:
                ways[way] = False
            else:
                ways[way] = True
        if model._rec_name == "partner_id" or name == "crm.vn.campaign.member":
            self.env.invalidate_all()
            names = model.name_search(partner.name, asked)
            ways["name_search"] = bool(names)
        return ways

    def test_every_model_is_in_the_table(self):
        found = {
            name
            for name in self.env.registry
            if name.startswith("crm.vn.")
            and not self.env[name]._abstract
            and not self.env[name]._transient
            and any(
                field.store
                and (
                    (field.type == "many2one" and field.comodel_name == "res.partner")
                    or field.type == "many2one_reference"
                )
                for field in self.env[name]._fields.values()
            )
        }
        self.assertEqual(found, set(self.table), "tests/tables/customers.csv")
        for name, row in self.table.items():
            if row["seen"] != "customer":
                self.assertTrue(row["reason"], name)

    def test_rows_are_hidden_by_one_rule(self):
        for name, row in self.table.items():
            if row["seen"] != "customer":
                continue
            with self.subTest(model=name):
                rule = self.env["ir.rule"].search(
                    [("model_id.model", "=", name), ("domain_force", "=", RULE)]
                )
                self.assertEqual(len(rule), 1)
                self.assertFalse(rule.groups)
                modes = ("read", "write", "create", "unlink")
                self.assertTrue(all(rule[f"perm_{mode}"] for mode in modes))

    def test_who_reads_what(self):
        for limited in (False, True):
            self._limit(limited)
            for model in self._hidden_with_customer():
                for role, customer, seen in (
                    ("owner", self.customer, True),
                    ("owner", self.customer_contact, True),
                    ("follower", self.customer, True),
                    ("manager", self.customer, True),
                    ("other_salesperson", self.customer, not limited),
                    ("other_salesperson", self.customer_contact, not limited),
                    ("manager", self.elsewhere, False),
                    ("other_company", self.customer, False),
                ):
                    user = self.roles[role]
                    with self.subTest(
                        model=model._name,
                        role=role,
                        customer=customer.name,
                        limited=limited,
                    ):
                        if not model.with_user(user).has_access("read"):
                            continue
                        if model._name in ALWAYS_OWN and role == "other_salesperson":
                            seen = False
                            customer = self.elsewhere
                        with self.env.cr.savepoint() as savepoint:
                            row = self._row(model, customer, user).with_user(user)
                            ways = self._ways(row)
                            savepoint.rollback()
                        self.env.invalidate_all(flush=False)
                        self.assertEqual(set(ways.values()), {seen}, ways)

    def test_who_writes_what(self):
        """What is hidden is neither written nor deleted nor made."""
        self._limit()
        for model in self._hidden_with_customer():
            row = self._row(model, self.customer, self.other)
            mine = model.with_user(self.other)
            for mode in ("write", "unlink"):
                self.env.invalidate_all()
                with self.subTest(model=model._name, mode=mode):
                    self.assertFalse(mine.browse(row.id).has_access(mode))
                    with self.assertRaises(AccessError):
                        mine.browse(row.id).check_access(mode)
            if mine.has_access("create"):
                self.env.invalidate_all()
                with self.subTest(model=model._name, mode="create"):
                    self.assertFalse(mine.browse(row.id).has_access("create"))

    def test_views_of_sql_are_hidden_with_the_customer(self):
        """Reports that are made of others' rows: what is left is of customers seen."""
        line = self._row(self.env["crm.vn.care.line"], self.customer, self.other)
        report = self.env["crm.vn.care.report"]
        self.env.invalidate_all()
        asked = [("partner_id", "=", self.customer.id)]
        for limited in (False, True):
            self._limit(limited)
            seen = report.with_user(self.other).search_count(asked)
            self.assertEqual(bool(seen), not limited)
        self.assertTrue(line.exists())

    def test_no_list_ends_in_an_error(self):
        """Hidden customers' rows are left out; they don't break the list of others."""
        self._limit()
        for model in self._hidden_with_customer():
            mine = model.with_user(self.other)
            if not mine.has_access("read"):
                continue
            self._row(model, self.customer, self.other)
            action = self.env["ir.actions.act_window"].search(
                [("res_model", "=", model._name), ("view_mode", "like", "list")],
                limit=1,
            )
            views = mine.get_views([(False, "list")])
            names = views["models"][model._name]["fields"]
            with self.subTest(model=model._name, action=action.name):
                mine.web_search_read([], {name: {} for name in names}, limit=80)
