from contextlib import closing

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestTwoAtOnce(TransactionCase):
    """Two windows send at once, on a question that is really committed."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.partner = env["res.partner"].create(
                {"name": "Hai cửa sổ", "email": "hai@example.com"}
            )
            self.asked = env["crm.vn.feedback.request"]._vn_ask(
                self.partner, "customer"
            )
        self.addCleanup(self._forget)

    def _forget(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.partner.with_env(env).unlink()

    def _answer(self, cr, stars, browser):
        env = api.Environment(cr, SUPERUSER_ID, {})
        answer = env["crm.vn.feedback.answer"]._vn_receive(
            self.asked.with_env(env), {"stars": stars}, browser
        )
        env.flush_all()
        return answer

    def _counted(self):
        with self.registry.cursor() as cr:
            cr.execute(
                """SELECT stars FROM crm_vn_feedback_answer
                    WHERE request_id = %s AND is_suspect IS NOT TRUE""",
                [self.asked.id],
            )
            return [stars for (stars,) in cr.fetchall()]

    def _both(self, first, second):
        """Answer in two transactions that begin before either ends.

        :param tuple first: stars and browser of who is first
        :param tuple second: of the other one
        :return: why the other answer does not count, False where it does
        """
        with closing(self.registry.cursor()) as other:
            # its picture of the database is taken now
            other.execute("SELECT state FROM crm_vn_feedback_request")
            with self.registry.cursor() as cr:
                self._answer(cr, *first)
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self._answer(other, *second)
            other.rollback()
            # as the server does with a request that came too late
            suspicion = self._answer(other, *second).suspicion
            other.commit()
            return suspicion

    def test_one_of_two_people_wins(self):
        self.assertEqual(self._both((5, "phone"), (4, "desktop")), "late")
        self.assertEqual(self._counted(), [5])

    def test_two_tabs_of_one_browser_are_one_answer(self):
        """What was sent last stands: it changes the answer, there is no second one."""
        self.assertFalse(self._both((5, "phone"), (4, "phone")))
        self.assertEqual(self._counted(), [4])
