from odoo.tests import Form, TransactionCase, tagged

from .common import MANAGER, SALESPERSON, is_ours

#: the salesperson of the other tests leads a team
PEOPLE = (SALESPERSON, "bao", MANAGER)
DESK_MAX = 15
#: beyond Odoo's own form, with the numbers and pages of sixteen addons; fourteen today
FORM_MAX = 15
#: the page in the form, asked once beside it
PAGE_MAX = 15


@tagged("post_install", "-at_install")
class TestRatios(TransactionCase):
    """What people open first asks little, with every addon and a year of data."""

    def _as(self, login):
        user = self.env["res.users"].search([("login", "=", login)])
        user.ensure_one()
        return self.env(user=user, context={"lang": "vi_VN", "tz": user.tz})

    def _count(self, act, *arguments):
        """Return how many queries *act* asks, the second time, with nothing read."""
        act(*arguments)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act(*arguments)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_desk(self):
        for login in PEOPLE:
            desk = self._as(login)["crm.vn.desk"]
            for kind in ("home", "me"):
                with self.subTest(login=login, kind=kind):
                    asked = self._count(desk.get_desk, kind)
                    self.assertLessEqual(asked, DESK_MAX)

    def test_customer_form(self):
        """What the suite adds to the form of a partner, its page included."""
        partner = self.env["res.partner"].search(
            [("user_id.login", "=", SALESPERSON), ("is_company", "=", True)],
            order="vn_score DESC, id",
            limit=1,
        )
        for login in (SALESPERSON, MANAGER):
            mine = self._as(login)["res.partner"].browse(partner.id)
            spec = Form(mine)._view["fields_spec"]
            stock = {
                name: part
                for name, part in spec.items()
                if not all(map(is_ours, partner._fields[name]._modules))
            }
            with self.subTest(login=login):
                added = self._count(mine.web_read, spec)
                added -= self._count(mine.web_read, stock)
                self.assertLessEqual(added, FORM_MAX)
                page = self._count(mine.vn_get_page)
                self.assertLessEqual(page, PAGE_MAX)
