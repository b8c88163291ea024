"""What is logged from the desk, and whom one may call from it."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.crm_vn_base.arguments import takes
from odoo.addons.crm_vn_contact_log.tools import outcomes

from .crm_vn_desk import ROWS


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

    @api.model
    @takes(
        model="text",
        res_id="id",
        type_id="id",
        note="text?",
        next_days="days?",
        activity_id="id?",
        outcome="text?",
    )
    def log_contact(
        self,
        model,
        res_id,
        type_id,
        note="",
        next_days=None,
        activity_id=None,
        outcome=None,
    ):
        """Log that somebody was in touch: an activity done at once.

        :param str model: ``res.partner`` or another document with activities
        :param int res_id: its id
        :param int type_id: the type of activity
        :param str note: what was said
        :param int next_days: plan the next step in so many days, 0 for none; None
            for what the outcome proposes
        :param int activity_id: the to-do that this finishes, instead of a new one
        :param str outcome: what came out of a call, see ``mail.activity.vn_outcome``
        :return: id of the activity
        :raise AccessError: the user may not plan activities there
        :raise UserError: there is no such outcome
        """
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True
        )
        if model not in self.env or "activity_ids" not in self.env[model]._fields:
            raise UserError(self.env._("Nothing can be logged on “%s”.", model[:60]))
        said = dict(activities._fields["vn_outcome"]._description_selection(self.env))
        if outcome and outcome not in said:
            raise UserError(
                self.env._(
                    "“%(outcome)s” is no outcome of a call: choose one of %(choices)s.",
                    outcome=outcome,
                    choices=", ".join(said.values()),
                )
            )
        activity = self._find_todo(activities, activity_id, model, res_id)
        values = {"activity_type_id": type_id, "vn_outcome": outcome or False}
        if activity:
            activity.write(values)
        else:
            values |= {
                "res_model_id": self.env["ir.model"]._get_id(model),
                "res_id": res_id,
                "user_id": self.env.uid,
                "date_deadline": self.env.company._vn_today(),
            }
            activity = activities.create(values)
        words = [said[outcome] if outcome else "", (note or "").strip()]
        activity.action_feedback(feedback=". ".join(filter(None, words)) or False)
        days = outcomes.next_days(outcome, next_days)
        if days:
            activities.create(
                self._prepare_next_step(model, res_id, type_id, days, outcome)
            )
        return activity.id

    @api.model
    def _find_todo(self, activities, activity_id, model, res_id):
        """Return the open to-do *activity_id* of a document, if it still is one."""
        found = activities.browse(activity_id or []).exists()
        return found.filtered(
            lambda todo: (
                todo.active and todo.res_model == model and todo.res_id == res_id
            )
        )

    @api.model
    def _prepare_next_step(self, model, res_id, type_id, days, outcome):
        """Return the values of the activity that follows a logged one."""
        summaries = {
            outcomes.NO_ANSWER: self.env._("Call again: nobody answered"),
            outcomes.CALL_BACK: self.env._("Call back, as agreed"),
            outcomes.WRONG_NUMBER: self.env._("Find the right phone number"),
            outcomes.REFUSED: self.env._("Ask again after a refusal"),
        }
        if outcome == outcomes.WRONG_NUMBER:
            task = self.env.ref(
                "crm_vn_desk.mail_activity_type_task", raise_if_not_found=False
            )
            type_id = task.id if task else type_id
        return {
            "res_model_id": self.env["ir.model"]._get_id(model),
            "res_id": res_id,
            "activity_type_id": type_id,
            "summary": summaries.get(outcome, False),
            "user_id": self.env.uid,
            "date_deadline": fields.Date.add(self.env.company._vn_today(), days=days),
        }

    @api.model
    @api.readonly
    def get_log_types(self):
        """Return the types that can be logged on a customer, a call first."""
        types = self.env["mail.activity.type"].search(
            [
                ("res_model", "in", [False, "res.partner"]),
                ("vn_show_on_home", "=", True),
                ("category", "!=", "upload_file"),
            ]
        )
        call = self.env.ref("mail.mail_activity_data_call", raise_if_not_found=False)
        types = types.sorted(lambda kind: kind != call)
        return [
            {
                "id": kind.id,
                "name": kind.name,
                "icon": kind.icon or "fa-tasks",
                "category": kind.category,
            }
            for kind in types
        ]

    @api.model
    @api.readonly
    @takes(text="text?")
    def find_customers(self, text=""):
        """Return the customers to call or to log: what a person typed, else the own.

        :param str text: part of a name, code, e-mail or phone number
        :return: list of dicts of ``id``, ``name``, ``phone`` and ``detail``
        """
        partners = self.env["res.partner"]
        domain = Domain(partners._vn_is_customer_domain())
        text = (text or "").strip()
        if text:
            domain &= Domain("display_name", "ilike", text)
            order = "complete_name, id"
        else:
            domain &= Domain("user_id", "=", self.env.uid)
            order = "vn_contact_base_date desc, id desc"
        found = partners.search_fetch(
            domain, ["complete_name", "phone", "ref"], limit=ROWS, order=order
        )
        return [
            {
                "id": partner.id,
                "name": partner.complete_name,
                "phone": partner.phone or "",
                "detail": " · ".join(filter(None, (partner.ref, partner.phone))),
            }
            for partner in found
        ]
