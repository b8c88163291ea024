import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.crm_vn_visibility.tests.common import VisibilityCommon

MIXIN = "crm.vn.condition.mixin"
#: what would answer letter by letter
SECRETS = (
    "[('create_uid.password', '=like', 'a%')]",
    "[('create_uid.totp_secret', '!=', False)]",
    "[('create_uid.api_key_ids.name', '!=', False)]",
    "[('create_uid', 'any', [('login', '=like', 'a%'), ('password', '!=', 0)])]",
    "[('create_uid', 'any!', [('login', '=like', 'a%')])]",
    "[('message_ids.mail_server_id.smtp_pass', '=like', 'a%')]",
    "[('message_ids.mail_server_id.smtp_host', '=like', 'a%')]",
)
#: what can't be run
FAULTS = (
    "[('id', '=', 'x')]",
    "[('create_date', '>', 'hôm nay')]",
    "[('khong_co', '=', 1)]",
    "[('id', 'like!', 1)]",
    "[('id', '=', 1, 2)]",
    "['&', ('id', '=', 1)]",
    "__import__('os').getcwd()",
    "x",
    "[",
    "{'id': 1}",
    "[" * 300 + "]" * 300,
    "[('id', 'in', [%s])]" % ("1," * 20_000),
)
REFUSALS = (UserError, psycopg2.Error)


@tagged("post_install", "-at_install")
class TestRightsOfConditions(VisibilityCommon):
    """What holds for one model with a typed condition holds for all of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.group_ids += cls.env.ref("crm_vn_kpi.group_kpi_all")

    def _records(self):
        """Yield a record of each model with conditions, as the manager."""
        for name in self.env[MIXIN]._inherit_children:
            model = self.env[name]
            if model._abstract:
                continue
            found = model.with_context(active_test=False).search([])
            found = found.with_user(self.manager)._filtered_access("write")
            with self.subTest(model=name):
                self.assertTrue(found)
            # drafts can be changed wholly
            drafts = found.filtered(lambda one: one._fields.get("state") and one.state)
            drafts = drafts.filtered(lambda one: one.state == "draft")
            yield (drafts or found)[:1]

    def _taken(self, door):
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
            try:
                door()
                self.env.flush_all()
            except REFUSALS:
                return False
            finally:
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
        return True

    def test_what_is_refused(self):
        for record in self._records():
            name = record._vn_condition_field
            values = record.sudo().copy_data()[0]
            values.pop("condition_user_id", None)
            rest = {key: value for key, value in values.items() if key != name}
            model = record.browse()
            with self.subTest(model=record._name):
                # what follows is refused for the condition, not for the rest
                fine = {name: "[('id', '>', 0)]"}
                self.assertTrue(self._taken(lambda r=record, v=fine: r.write(v)))
            for condition in (*SECRETS, *FAULTS):
                given = {name: condition}
                doors = {
                    "write": lambda r=record, v=given: r.write(v),
                    "create": lambda m=model, v={**rest, **given}: m.create(v),
                    "default": lambda m=model, v=rest, c=condition, n=name: (
                        m.with_context(**{f"default_{n}": c}).create(v)
                    ),
                    "forged": lambda r=record, v=given: r.with_context(
                        _vn_engine=True, import_file=True, install_mode=True
                    ).write(v),
                    "author": lambda r=record, v=given: r.write(
                        {**v, "condition_user_id": self.env.user.id}
                    ),
                }
                for way, door in doors.items():
                    with self.subTest(
                        model=record._name, condition=condition[:70], way=way
                    ):
                        self.assertFalse(self._taken(door))

    @mute_logger(
        "odoo.sql_db",
        "odoo.addons.crm_vn_base.models.crm_vn_condition_mixin",
        "odoo.addons.crm_vn_scoring.models.crm_vn_score_engine",
    )
    def test_what_fails_later_stops_nobody(self):
        """Documents are saved and lists are opened, whatever became of a condition."""
        for number, condition in enumerate(
            ("[('khong_co', '=', 1)]", "[('id', '=', 'x')]", "[(", "x")
        ):
            for record in self._records():
                self.env.flush_all()
                self.env.execute_query(
                    SQL(
                        "UPDATE %s SET %s = %s RETURNING id",
                        SQL.identifier(record._table),
                        SQL.identifier(record._vn_condition_field),
                        condition,
                    )
                )
            self.env.invalidate_all()
            self.env.registry.clear_all_caches()
            with self.subTest(condition=condition):
                mine = self.env["crm.lead"].with_user(self.user_own)
                lead = mine.create(
                    {"name": f"Cơ hội {number}", "phone": f"090311122{number}"}
                )
                lead.expected_revenue = 7
                customer = self.Partner.with_user(self.user_own).create(
                    {
                        "name": f"Khách {number}",
                        "vn_relationship_id": self.relationship_customer.id,
                    }
                )
                customer.street = "1 Lý Thái Tổ"
                product = self.env["product.product"].search(
                    [("sale_ok", "=", True)], limit=1
                )
                order = (
                    self.env["sale.order"]
                    .with_user(self.user_own)
                    .create(
                        {
                            "partner_id": customer.id,
                            "order_line": [(0, 0, {"product_id": product.id})],
                        }
                    )
                )
                order.action_confirm()
                self.env.flush_all()
                self.assertEqual(order.state, "sale")
            for record in self._records():
                model = record.browse()
                views = model.get_views([(False, "list")])
                spec = {one: {} for one in views["models"][model._name]["fields"]}
                with self.subTest(condition=condition, model=model._name):
                    self.env.invalidate_all()
                    self.assertTrue(model.web_search_read([], spec)["records"])
