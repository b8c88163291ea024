from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.crm_vn_base.tools.text import fold

from ..tools import care


class CrmVnCareReady(models.TransientModel):
    """Three care schedules to begin with, of which one takes what fits."""

    _name = "crm.vn.care.ready"
    _description = "Ready-made care schedules"

    line_ids = fields.One2many(
        "crm.vn.care.ready.line",
        "ready_id",
        default=lambda self: self._default_line_ids(),
    )

    @api.model
    def _default_line_ids(self):
        taken = self._get_taken_names()
        return [
            Command.create(
                {"code": code, "selected": not self._is_there(schedule, taken)}
            )
            for code, schedule in care.schedules().items()
        ]

    @api.model
    def _say(self, row, name):
        """Return a text in the language of the user: Odoo doesn't translate plans."""
        language = "vi" if (self.env.lang or "").startswith("vi") else "en"
        return row[f"{name}_{language}"]

    @api.model
    def _get_taken_names(self):
        plans = self.env["mail.activity.plan"].search(
            [("vn_is_care_schedule", "=", True)]
        )
        return {fold(name) for name in plans.mapped("name")}

    @api.model
    def _is_there(self, schedule, taken):
        return bool({fold(schedule["name_en"]), fold(schedule["name_vi"])} & taken)

    # === Actions ===
    def action_add(self):
        """Add the chosen schedules; those that are there stay as they are.

        Only documents from today on start them.

        :return: the list of care schedules
        :raise UserError: nothing is chosen
        """
        self.ensure_one()
        self.check_access("write")
        known = care.schedules()
        codes = self.line_ids.filtered("selected").mapped("code")
        chosen = [known[code] for code in codes if code in known]
        if not chosen:
            raise UserError(self.env._("Choose at least one schedule."))
        taken = self._get_taken_names()
        self.env["mail.activity.plan"].create(
            [
                self._prepare_plan(schedule)
                for schedule in chosen
                if not self._is_there(schedule, taken)
            ]
        )
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.mail_activity_plan_action"
        )

    @api.model
    def _prepare_plan(self, schedule):
        return {
            "name": self._say(schedule, "name"),
            "res_model": "res.partner",
            "company_id": False,
            "vn_is_care_schedule": True,
            "vn_trigger": schedule["trigger"],
            "template_ids": [
                Command.create(
                    {
                        "sequence": 10 * number,
                        "activity_type_id": self._get_type(line["type"]).id,
                        "summary": self._say(line, "summary"),
                        "delay_count": line["days"],
                        "delay_unit": "days",
                        "delay_from": "after_plan_date",
                        "responsible_type": "vn_customer_owner",
                    }
                )
                for number, line in enumerate(schedule["lines"], 1)
            ],
        }

    @api.model
    def _get_type(self, xmlid):
        """Return the type of activity, or what stands in for one that is gone."""
        found = self.env.ref(xmlid, raise_if_not_found=False)
        return found or self.env["mail.activity.type"].search(
            [("res_model", "in", [False, "res.partner"])], limit=1
        )
