"""A copy of a record of every kind is made, or refused with a sentence."""

import psycopg2
from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import ADMINISTRATOR, MANAGER, is_ours

# Odoo's own kinds that the suite adds rules to
EXTENDED = ("crm.lead", "mail.activity.plan", "res.partner", "sale.order")
EXTENDED += ("utm.campaign",)


@tagged("post_install", "-at_install")
class TestCopyWhole(TransactionCase):
    def _models(self):
        """Return the kinds of records of ours, and of Odoo's that we extend."""
        return [
            model
            for model in self.env.values()
            if (is_ours(model._original_module) or model._name in EXTENDED)
            and not model._abstract
            and not model._transient
        ]

    @mute_logger("odoo.sql_db")
    def _try(self, record):
        """Return what became of a copy: ``made``, ``refused``, or what broke.

        Nothing of it stays.
        """
        savepoint = self.env.cr.savepoint()
        try:
            copied = record.copy()
            self.env.flush_all()
            # sudo: who copies may not see what a rule gave away
            return "made" if copied.sudo().exists() else "no copy"
        except AccessError:
            return "forbidden"
        except UserError as error:
            return "refused" if str(error).strip() else "a refusal without a word"
        except psycopg2.Error as error:
            return f"{record._name}: {error}"
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def _tried(self, login):
        """Yield a record of each kind, as *login*, and what became of its copy."""
        user = self.env["res.users"].search([("login", "=", login)])
        user.ensure_one()
        for model in self._models():
            everything = model.with_context(active_test=False)
            if record := everything.search([], order="id", limit=1):
                record = record.with_env(model.with_user(user).env)
                yield record, self._try(record)

    def test_a_copy_or_a_sentence(self):
        """For managers, and for the administrator, who may make more.

        Who may make such records is offered no copy that would be refused.
        """
        for login in (MANAGER, ADMINISTRATOR):
            made = 0
            for record, result in self._tried(login):
                with self.subTest(login=login, model=record._name):
                    self.assertIn(result, ("made", "refused", "forbidden"))
                    made += result == "made"
                    if result != "made" and record.has_access("create"):
                        self._check_not_offered(record)
            self.assertGreater(made, 30)

    def _check_not_offered(self, record):
        """No screen of this kind of record has a *Duplicate*."""
        views = self.env["ir.ui.view"].search(
            [
                ("model", "=", record._name),
                ("type", "in", ("form", "list")),
                ("mode", "=", "primary"),
            ]
        )
        for view in views:
            arch = etree.fromstring(record.get_view(view.id, view.type)["arch"])
            offers = {arch.get("create", "1"), arch.get("duplicate", "1")}
            self.assertTrue(offers & {"0", "false", "False"}, view.xml_id)

    def test_what_is_there_once(self):
        """The refusal says which record it is about; another one can be made."""
        mixin = self.env.registry["crm.vn.no.copy.mixin"]
        kinds = [model for model in self._models() if isinstance(model, mixin)]
        self.assertGreater(len(kinds), 10)
        for model in kinds:
            record = model.with_context(active_test=False).search([], limit=1)
            with self.subTest(model=model._name):
                with self.assertRaises(UserError) as caught:
                    record.copy()
                self.assertIn(record.display_name, str(caught.exception))

    def test_lines_come_along(self):
        """A document is copied with what can't be copied alone."""
        plan = self.env["crm.vn.kpi.plan"].search([("line_ids", "!=", False)], limit=1)
        self.assertEqual(len(plan.copy().line_ids), len(plan.line_ids))
        kind = self.env["crm.vn.contract.type"].search(
            [("reminder_step_ids", "!=", False)], limit=1
        )
        steps = kind.copy().reminder_step_ids
        self.assertEqual(steps.mapped("days"), kind.reminder_step_ids.mapped("days"))

    def test_a_copied_visit_is_of_no_route(self):
        visit = self.env["crm.vn.visit"].search([("line_id", "!=", False)], limit=1)
        copied = visit.copy()
        self.assertFalse(copied.route_id | copied.line_id.route_id)
        self.assertEqual((copied.state, copied.is_planned), ("planned", False))
