from odoo import models


class CrmVnOwnedMixin(models.AbstractModel):
    """Work that somebody has (``user_id``) and that may go to somebody else.

    A model joins by inheriting this and being in ``res.users._vn_open_work``.
    """

    _name = "crm.vn.owned.mixin"
    _description = "Work that may be handed over"

    def _vn_work_customers(self):
        """Return the customer that each record is about: {id: partner or empty}."""
        return {record.id: record.partner_id for record in self}

    def _vn_give_to(self, user):
        """Give these records to *user*: no mail for each, everything else follows.

        Called as superuser by who checked that this may be.
        """
        self._vn_silently().write({"user_id": user.id})

    def _vn_silently(self):
        """Return these records for a change of owner that mails nobody."""
        return self.with_context(
            mail_auto_subscribe_no_notify=True, mail_activity_quick_update=True
        )
