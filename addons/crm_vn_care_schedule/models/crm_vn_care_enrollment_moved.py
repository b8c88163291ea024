from odoo import models


class CrmVnCareEnrollment(models.Model):
    """Care follows its document to another customer."""

    _inherit = "crm.vn.care.enrollment"

    def _vn_come_back(self):
        """Go on with the customer whose the document is now.

        An order that was cancelled may be confirmed again for somebody else.
        """
        for enrollment in self:
            if enrollment.state == "stopped" and enrollment.stop_cause == "document":
                enrollment._follow_document()
        return super()._vn_come_back()

    def _follow_document(self):
        """Belong to the document's customer; done lines stay with who got them."""
        self.ensure_one()
        source = self._source()
        partner = source._vn_care_partner() if source else None
        if not partner or partner == self.partner_id:
            return
        lines = self.line_ids.filtered(lambda line: line.state != "done")
        for records in (self, lines):
            records._vn_as_engine().write({"partner_id": partner.id})
