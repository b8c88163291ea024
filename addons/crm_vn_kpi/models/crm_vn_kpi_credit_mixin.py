from odoo import models


class CrmVnKpiCreditMixin(models.AbstractModel):
    """Documents that remember who earned them: the owner at the time of the event.

    The stored columns are computed from the event (a status, a signature), never
    from the owner: handing a document over changes nothing that was earned before.
    """

    _name = "crm.vn.kpi.credit.mixin"
    _description = "Credit for KPI"

    #: names of the stored columns that hold somebody's credit
    _vn_credit_fields = ("vn_credit_user_id",)

    def write(self, vals):
        if "user_id" in vals:
            # what was earned until now belongs to the owner until now
            self._vn_settle_credit()
        return super().write(vals)

    def _vn_settle_credit(self):
        """Compute the credit that is due now, before the owner changes."""
        # sudo: stored for everybody alike, whoever hands the document over
        self.sudo()._recompute_recordset(self._vn_credit_fields)

    def _vn_keep_credit(self, name, owner="user_id"):
        """Set credit *name* to the *owner*, unless somebody has it already."""
        for record in self:
            record[name] = record[name] or record[owner]
