from odoo import api, models
from odoo.exceptions import UserError

CONTENT_FIELDS = {
    *("datas", "raw", "db_datas", "store_fname", "url", "type"),
    *("name", "description", "mimetype"),
}
OWNER_FIELDS = {"res_model", "res_id", "res_field"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def write(self, vals):
        if not CONTENT_FIELDS.isdisjoint(vals):
            self._check_signed_contract_files()
        elif not OWNER_FIELDS.isdisjoint(vals):
            self.filtered("res_id")._check_signed_contract_files()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed_contract_file(self):
        self._check_signed_contract_files()

    def _check_signed_contract_files(self):
        """Raise when one of these is a file of a signed contract."""
        if not self.ids:
            return
        # whoever holds the file; its number is told to those who may change the file
        contract = (
            self.env["crm.vn.contract"]
            .sudo()
            .with_context(active_test=False)
            .search([("file_ids", "in", self.ids), ("is_signed", "=", True)], limit=1)
        )
        if contract:
            self.check_access("write")
            raise UserError(
                self.env._(
                    "The files of contract %(contract)s can't be changed or deleted: "
                    "the contract is signed. Add a file instead.",
                    contract=contract.name,
                )
            )
