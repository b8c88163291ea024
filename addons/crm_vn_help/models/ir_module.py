from odoo import api, models
from odoo.tools.misc import file_path
from odoo.tools.translate import TranslationImporter

LANG = "vi_VN"
WORDS = "crm_vn_help/i18n_extra/vi.po"


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def _load_module_terms(self, modules, langs, overwrite=False):
        """Let our words stand in the place of those of Odoo's translators."""
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        if LANG in langs:
            self._vn_load_words()
        return result

    @api.model
    def _vn_load_words(self):
        """Load the terms of Odoo's own that are English or say another word.

        Whatever a person translated by hand on a record of Odoo's data
        (``noupdate``) stays.
        """
        importer = TranslationImporter(self.env.cr, verbose=False)
        importer.load_file(file_path(WORDS), LANG)
        importer.save(overwrite=True)
