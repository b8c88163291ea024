from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _vn_erase(self, dry_run=False):
        """Anonymise these people in every model that names them.

        Called by a request to erase, which checks who may; accounting keeps what it
        must. Hashes of number and address are kept, so that no file brings them back.

        :param bool dry_run: say what would be changed, and change nothing
        :return: ``{model: number of rows}``
        :raise UserError: for somebody who logs in to this system
        """
        self._check_vn_not_user()
        if not dry_run:
            return self.env["crm.vn.eraser"]._erase(self)
        self.env.flush_all()
        with self.env.cr.savepoint() as savepoint:
            report = self.env["crm.vn.eraser"]._erase(self)
            savepoint.rollback()
        self.env.invalidate_all()
        return report
