from datetime import date, datetime

from odoo import Command
from odoo.tests import freeze_time
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tests.common import VnCompanyCase

#: January 2027 is the month in which everything happens
JANUARY = (date(2027, 1, 1), date(2027, 1, 31))
FEBRUARY = (date(2027, 2, 1), date(2027, 2, 28))


class VnKpiCommon(VnCompanyCase):
    """A company in Vietnam whose facts of January 2027 are known.

    ::

        company (VND, Asia/Ho_Chi_Minh)          other company ── nam  manager
        ├── huong   manager
        └── team    leader: tuan (all documents)
            ├── lan   salesperson (own documents)
            └── minh  salesperson (own documents)

        customers  hoa (lan, source fair)   1 order
                   mai (lan, source fair)   2 orders
                   son (minh)               4 orders
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vnd = cls._currency("VND")
        cls.usd = cls._currency("USD")
        cls._create_staff("kpi", currency_id=cls.vnd.id)
        cls.tuan = cls._make_user(
            "kpi_tuan", "sales_team.group_sale_salesman_all_leads"
        )
        cls.team = cls.env["crm.team"].create(
            {
                "name": "Đội Hà Nội",
                "company_id": cls.company.id,
                "user_id": cls.tuan.id,
                "member_ids": [Command.set((cls.lan | cls.minh).ids)],
            }
        )
        cls.source = cls.env["utm.source"].create({"name": "Hội chợ KPI"})
        cls.product = cls.env["product.product"].create(
            {
                "name": "Bàn làm việc",
                "type": "service",
                "list_price": 1_000_000,
                "taxes_id": False,
            }
        )
        # everything below is made by the superuser of this company
        cls.env = cls.env(
            context={
                **cls.env.context,
                "allowed_company_ids": cls.company.ids,
                "mail_create_nolog": True,
                "mail_create_nosubscribe": True,
                "tracking_disable": True,
            }
        )
        cls.hoa = cls._customer("Trần Thị Hoa", cls.lan, source_id=cls.source.id)
        cls.mai = cls._customer("Lê Thị Mai", cls.lan, source_id=cls.source.id)
        cls.son = cls._customer("Công ty Sơn Hà", cls.minh, is_company=True)

    # === Organisation ===
    @classmethod
    def _currency(cls, name):
        currency = (
            cls.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", name)])
        )
        currency.active = True
        return currency

    # === Facts ===
    @classmethod
    def _customer(cls, name, user, moment="2027-01-10 03:00:00", **values):
        """Make a customer of *user* at a *moment* (UTC)."""
        customer = cls.env["res.partner"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "user_id": user.id if user else False,
                "vn_relationship_id": cls.env.ref(
                    "crm_vn_customer.crm_vn_relationship_customer"
                ).id,
                **values,
            }
        )
        cls._backdate(customer, "create_date", moment)
        return customer

    @classmethod
    def _order(
        cls, customer, user, moment="2027-01-15 03:00:00", amount=1_000_000, **values
    ):
        """Make an order, confirmed at *moment* (UTC); a quotation with no moment."""
        order = cls.env["sale.order"].create(
            {
                "partner_id": customer.id,
                "company_id": cls.company.id,
                "user_id": user.id if user else False,
                "order_line": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "product_uom_qty": 1,
                            "price_unit": amount,
                            "tax_ids": False,
                        }
                    )
                ],
                **values,
            }
        )
        if moment:
            order.action_confirm()
            order.date_order = datetime.fromisoformat(moment)
            cls._backdate(order, "create_date", moment)
        return order

    @classmethod
    def _activity(
        cls, record, user, moment="2027-01-20 03:00:00", kind="call", done=True
    ):
        """Make an activity of *user*, done at *moment* (UTC)."""
        activity = cls.env["mail.activity"].create(
            {
                "res_model_id": cls.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "activity_type_id": cls.env.ref(f"mail.mail_activity_data_{kind}").id,
                "user_id": user.id if user else False,
            }
        )
        if done:
            with freeze_time(moment):
                activity.with_user(user or cls.huong).action_feedback()
        return activity

    @classmethod
    def _comment(cls, record, user, moment="2027-01-21 03:00:00", body="Khách hỏi giá"):
        """Let *user* write a comment on *record* at *moment* (UTC)."""
        message = (
            record.with_user(user)
            .sudo()
            .message_post(
                body=body,
                message_type="comment",
                subtype_xmlid="mail.mt_note",
                author_id=user.partner_id.id,
            )
        )
        cls._backdate(message, "date", moment)
        return message

    @classmethod
    def _lead(cls, user, moment="2027-01-05 03:00:00", won=None, **values):
        """Make an opportunity at *moment* (UTC), won at the moment *won*."""
        lead = cls.env["crm.lead"].create(
            {
                "name": "Cơ hội",
                "type": "opportunity",
                "company_id": cls.company.id,
                "user_id": user.id if user else False,
                **values,
            }
        )
        cls._backdate(lead, "create_date", moment)
        if won:
            lead.action_set_won()
            lead.date_closed = datetime.fromisoformat(won)
        return lead

    @classmethod
    def _contract(cls, customer, user, signed="2027-01-12", **values):
        """Make a contract, signed on a day; a draft with no day."""
        contract = cls.env["crm.vn.contract"].create(
            {
                "partner_id": customer.id,
                "company_id": cls.company.id,
                "user_id": user.id if user else False,
                "value": 10_000_000,
                "start_date": signed,
                "signed_date": signed,
                **values,
            }
        )
        if signed:
            contract.action_sign()
        return contract

    @classmethod
    def _backdate(cls, record, column, moment):
        """Set a column that Odoo fills by itself."""
        record.flush_recordset()
        cls.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                SQL.identifier(record._table),
                SQL.identifier(column),
                moment,
                record.id,
            )
        )
        record.invalidate_recordset()

    @classmethod
    def _rate(cls, currency, day, rate):
        """Let *rate* units of *currency* be worth one of the company's on *day*."""
        cls.env["res.currency.rate"].create(
            {
                "currency_id": currency.id,
                "company_id": cls.company.id,
                "name": day,
                "rate": rate,
            }
        )

    @classmethod
    def _make_january(cls):
        """Make at least one fact of every metric in January 2027.

        Whoever calls it says what day it is: contracts expire by the calendar.
        """
        nobody = cls._customer("Khách chưa ai phụ trách", None)
        for customer, user, number in (
            (cls.hoa, cls.lan, 1),
            (cls.mai, cls.lan, 2),
            (cls.son, cls.minh, 4),
            (nobody, None, 1),
        ):
            for _number in range(number):
                cls._order(customer, user, source_id=customer.source_id.id)
        cls._order(cls.hoa, cls.minh, moment="2027-01-31 16:59:59", amount=500_000)
        cls._order(cls.hoa, cls.lan, moment="2027-01-31 17:00:00")
        for kind in ("call", "meeting", "todo", "email"):
            cls._activity(cls.hoa, cls.lan, kind=kind)
            cls._activity(cls.son, cls.minh, kind=kind)
        cls._activity(cls.son, cls.minh, done=False)
        cls._comment(cls.hoa, cls.lan)
        cls._comment(cls.son, cls.minh)
        for user in (cls.lan, cls.lan, cls.minh, None):
            cls._lead(user)
        cls._lead(cls.lan, won="2027-01-25 03:00:00")
        cls._lead(cls.minh, won="2027-01-26 03:00:00")
        cls._contract(cls.hoa, cls.lan)
        cls._contract(cls.son, cls.minh)
        cls._contract(cls.son, cls.minh, signed=False)
        for customer, user in ((cls.hoa, cls.lan), (cls.son, cls.minh)):
            old = cls._contract(
                customer, user, signed="2026-02-01", end_date="2027-01-31"
            )
            new = old.action_renew()
            new.signed_date = "2027-01-28"
            new.action_sign()
        cls._contract(cls.mai, cls.lan, signed="2026-02-01", end_date="2027-01-15")

    # === Metrics ===
    @classmethod
    def _metric(cls, code, user=None):
        """Return a metric as *user* (huong) sees it."""
        user = user or cls.huong
        metric = cls.env["crm.vn.kpi.metric"].search([("code", "=", code)])
        return metric.with_user(user).with_context(allowed_company_ids=cls.company.ids)

    @classmethod
    def _number(cls, code, period=JANUARY, users=None, user=None):
        """Return the number of *users* (all) that *user* (huong) sees."""
        ids = None if users is None else [person.id for person in users]
        return cls._metric(code, user)._vn_total(*period, ids)

    def _check_fill(self, code, records, names):
        """Check that the fill *code* gives *records* what they had; and nobody else.

        :param names: its columns; the first is looked at to tell who has any
        """
        self.env.flush_all()
        _label, model, fill = self.env["crm.vn.fill"]._vn_fills()[code]
        self.assertEqual(model, records._name)
        records = records.sorted("id")
        before = records.read(names)
        self.assertTrue(all(values[names[0]] for values in before), before)
        for record in records:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s WHERE id = %s",
                    SQL.identifier(records._table),
                    SQL(", ").join(
                        SQL("%s = NULL", SQL.identifier(name)) for name in names
                    ),
                    record.id,
                )
            )
        self.env.invalidate_all()
        # a batch that ends before the last one leaves it alone, a second one adds it
        fill(records[0].id, records[-1].id - 1)
        self.assertFalse(records[-1][names[0]])
        for _time in range(2):
            fill(records[-1].id, records[-1].id)
            self.assertEqual(records.read(names), before)
