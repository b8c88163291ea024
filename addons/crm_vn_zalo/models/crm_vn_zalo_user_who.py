"""Asking in the chat who somebody is: a signed link that the person confirms."""

from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import hash_sign, verify_hash_signed

SCOPE = "crm_vn_zalo.who"
VALID = timedelta(days=7)


class CrmVnZaloUser(models.Model):
    _inherit = "crm.vn.zalo.user"

    def _vn_ask_who(self, partner):
        """Send the person a link to confirm that he or she is a customer.

        :param partner: the customer, as the employee supposes
        :return: the action that opens the chat
        :raise AccessError: the user may not see the customer that the person is now
        :raise UserError: the customer has no phone number, or Zalo delivers no chat now
        """
        self.ensure_one()
        if not partner.vn_contact_number:
            raise UserError(
                self.env._(
                    "%s has no phone number by which the person could know that it is "
                    "about him or her. Enter it first.",
                    partner.display_name,
                )
            )
        action = self.action_open_chat()
        words = self.with_context(lang=partner.lang or self.env.lang).env
        self.channel_id.message_post(
            body=words._(
                "Are you a customer of %(company)s? Please confirm it here: %(link)s",
                company=self.company_id.name,
                link=f"{self.get_base_url()}/vn/zalo/who/{self._vn_sign_who(partner)}",
            ),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        return action

    def _vn_sign_who(self, partner):
        """Return the signed token of the link; it is good until somebody links."""
        # sudo: the secret of the database signs here and is not given out
        person = self.sudo()
        values = [person.id, partner.id, person.link_ids[:1].id]
        return hash_sign(person.env, SCOPE, values, VALID)

    @api.model
    def _vn_read_who(self, token):
        """Return the person and the customer of a link (superuser).

        :return: nobody and nobody for a wrong, an old or a used one
        """
        # sudo: the token is signed with the secret of the database
        people = self.sudo()
        try:
            signed = verify_hash_signed(people.env, SCOPE, token)
        except ValueError:
            signed = None
        person_id, partner_id, link_id = signed or (False, False, False)
        person = people.browse(person_id or ()).exists()
        partner = people.env["res.partner"].browse(partner_id or ()).exists()
        if not partner or person.link_ids[:1].id != link_id:
            return people.browse(), partner.browse()
        return person, partner
