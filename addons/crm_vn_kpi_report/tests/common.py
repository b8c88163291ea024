from odoo.addons.crm_vn_kpi.tests.common import VnKpiCommon


class VnKpiReportCommon(VnKpiCommon):
    """January 2027 with something in every block of the customer KPI report."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # customers with 1, 2 and 4 orders
        cls._order(cls.hoa, cls.lan, source_id=cls.source.id, amount=2_000_000)
        cls._order(cls.mai, cls.lan, source_id=cls.source.id)
        cls._order(cls.mai, cls.lan, "2027-01-16 03:00:00")
        for day in (4, 11, 18, 28):
            cls._order(cls.son, cls.minh, f"2027-01-{day:02} 03:00:00")
        cls._customer("Khách chưa ai nhận", None)
        cls._activity(cls.hoa, cls.lan)
        cls._activity(cls.mai, cls.lan)
        cls._activity(cls.son, cls.minh)
        cls._activity(cls.son, cls.minh, kind="todo")
        cls._comment(cls.hoa, cls.lan)
        cls._comment(cls.son, cls.minh)
        cls._lead(cls.lan, won="2027-01-20 03:00:00", source_id=cls.source.id)
        cls._lead(cls.lan, source_id=cls.source.id)
        cls._lead(cls.minh)
        cls._contract(cls.hoa, cls.lan)
        # and in December, to compare with
        cls._customer("Khách tháng trước", cls.lan, "2026-12-10 03:00:00")
        cls._order(cls.son, cls.minh, "2026-12-20 03:00:00")
        cls._activity(cls.hoa, cls.lan, "2026-12-21 03:00:00")
        cls.env.flush_all()

    def _as(self, user, companies=None):
        companies = companies or self.company
        return (
            self.env["crm.vn.kpi.report"]
            .with_user(user)
            .with_context(allowed_company_ids=companies.ids)
        )

    def _report(self, user, companies=None, **options):
        """Return the report of January 2027 as *user* sees it."""
        days = {"date_from": "2027-01-01", "date_to": "2027-01-31"}
        options = {"period": "custom", **days, **options}
        return self._as(user, companies).get_report(options)

    def _action(self, user, report, cell):
        return self._as(user).get_action(report["options"], cell["drill"])

    def _records(self, action, user):
        context = {**action["context"], "allowed_company_ids": self.company.ids}
        model = self.env[action["res_model"]].with_user(user).with_context(**context)
        return model.search(action["domain"])

    def _check_drill(self, report, cell, user):
        """Check that a number is the length, or the sum, of what it opens."""
        numbers = [(cell["value"], cell["drill"])]
        if cell["before"]:
            numbers.append((cell["before"]["value"], cell["before"]["drill"]))
        for value, drill in numbers:
            self.assertTrue(drill)
            action = self._action(user, report, {"drill": drill})
            records = self._records(action, user)
            if cell["kind"] == "count":
                self.assertEqual(len(records), value)
            elif cell["kind"] == "money":
                self.assertEqual(sum(records.mapped("vn_amount_company")), value)

    def _blocks(self, report):
        return {block["name"]: block for block in report["blocks"]}

    def _tiles(self, report):
        return {
            tile["name"]: tile["cell"]
            for block in report["blocks"]
            for tile in block["tiles"]
        }

    def _cells(self, report):
        """Yield (name, number) of everything on the screen."""
        for block in report["blocks"]:
            for tile in block["tiles"]:
                yield f"{block['name']}.{tile['name']}", tile["cell"]
            if block["table"]:
                lines = [(row["name"], row["cells"]) for row in block["table"]["rows"]]
                lines.append(("total", block["table"]["total"]))
                for title, cells in lines:
                    for column, cell in cells.items():
                        yield f"{block['name']}.{title}.{column}", cell
