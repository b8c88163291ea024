"""What people see while it rings, and what they do from there."""

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.crm_vn_base.arguments import takes
from odoo.addons.crm_vn_duplicate.tools import phone

#: of so many customers with one number each has a button; more are chosen in the form
CHOICES = 4


class CrmVnCall(models.Model):
    _inherit = "crm.vn.call"

    def _announce(self, before):
        """Tell the screens of those it rings for; take it away when it is over."""
        for call in self.filtered(lambda call: call.direction == "in"):
            rings = call.leg_ids.filtered(lambda leg: leg.state == "ringing").user_id
            if call.state == "ringing":
                for user in rings:
                    user._bus_send("crm_vn_call/ringing", call._get_popup(user))
                gone = call.leg_ids.user_id - rings
            elif before[call] in ("new", "ringing"):
                gone = call.leg_ids.user_id | call.user_id
            else:
                continue
            payload = {
                "id": call.id,
                "user_id": call.user_id.id,
                "state": call.state,
                "known": bool(call.partner_id or call.lead_id),
            }
            for user in gone:
                user._bus_send("crm_vn_call/over", payload)

    def _get_popup(self, user):
        """Return what *user* is shown while it rings; no more than he may read."""
        self.ensure_one()
        partner = self.partner_id.with_user(user)._filtered_access("read")
        lead = self.lead_id.with_user(user)._filtered_access("read")
        choices = self.with_user(user).candidate_ids if not self.partner_id else ()
        return {
            "id": self.id,
            "number": phone.display(self.number_key or self.number or ""),
            "customer": partner.display_name or lead.display_name or "",
            "details": partner._vn_call_details() if partner else "",
            "choices": [
                {"id": choice.id, "name": choice.display_name}
                for choice in choices[:CHOICES]
            ],
        }

    @api.readonly
    def action_open_customer(self):
        """Open who it was: the customer, the opportunity, or a new customer."""
        self.ensure_one()
        self.check_access("read")
        for record in (self.partner_id, self.lead_id):
            if record:
                return self._get_form(record._name, res_id=record.id)
        return self._get_form("res.partner", context=self._get_new_context())

    @api.readonly
    def action_new_lead(self):
        """Open a new opportunity of who called; alike ones are shown beside it."""
        self.ensure_one()
        self.check_access("read")
        context = {**self._get_new_context(), "default_type": "lead"}
        if not self.env.user.has_group("crm.group_use_lead"):
            context["default_type"] = "opportunity"
        return self._get_form("crm.lead", context=context)

    @takes(partner_id="id")
    def action_choose_customer(self, partner_id):
        """Say which of those that have the number it was, and open the customer.

        :param int partner_id: one of :attr:`candidate_ids`
        :raise UserError: somebody else
        """
        self.ensure_one()
        self.check_access("write")
        partner = self.candidate_ids.filtered(lambda one: one.id == partner_id)
        if not partner:
            raise UserError(
                self.env._(
                    "%s: this customer does not have the number.", self.display_name
                )
            )
        self.partner_id = partner
        return self._get_form("res.partner", res_id=partner.id)

    @api.model
    def _link_made(self, records, name):
        """Say that these, made from the form of :meth:`_get_new_context`, called."""
        call_id = self.env.context.get("vn_call_id")
        if not isinstance(call_id, int) or len(records) != 1:
            return
        call = self.browse(call_id).exists()
        if call and call.has_access("write") and not call[name]:
            call[name] = records

    def _get_new_context(self):
        """Return the defaults of a record that is made of an unknown caller."""
        number = phone.display(self.number_key) if self.number else False
        return {"default_phone": number, "vn_call_id": self.id}

    def _get_form(self, model, **values):
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "views": [(False, "form")],
            **values,
        }
