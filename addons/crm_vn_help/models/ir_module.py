import functools
import re

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.misc import file_open, file_path
from odoo.tools.translate import TranslationImporter, get_po_paths

LANG = "vi_VN"
OWN = "crm_vn_help"
WORDS = f"{OWN}/i18n_extra/vi.po"
#: the record that a term is of, in a line of the file
RECORD = re.compile(r"^#: model\w*:[\w.]+,\w+:([\w.]+)$", re.MULTILINE)


@functools.cache
def _records_with_words():
    """Return the XML ids of the records that the words are about."""
    with file_open(WORDS) as stream:
        return tuple(sorted(set(RECORD.findall(stream.read()))))


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def _load_module_terms(self, modules, langs, overwrite=False):
        """Let our words stand in the place of those of Odoo's translators."""
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        if LANG in langs:
            self._vn_load_words(None if OWN in modules else modules)
        return result

    @api.model
    def _vn_load_words(self, modules=None):
        """Load the terms of Odoo's own that are English or say another word.

        On a record of Odoo's data (``noupdate``) only Odoo's own translation is
        replaced: what a person wrote there stays.

        :param modules: names of the addons whose records may have lost our words, of
            all when it is left out
        """
        xmlids = None
        if modules is not None:
            xmlids = self._vn_records_with_words(modules)
            if not xmlids:
                return
        importer = TranslationImporter(self.env.cr, verbose=False)
        importer.load_file(file_path(WORDS), LANG, xmlids=xmlids)
        self._vn_load_words_of_data(importer.model_translations)
        importer.save(overwrite=True)

    @api.model
    def _vn_records_with_words(self, modules):
        """Return the XML ids of the words' records that *modules* have, too.

        A field has an XML id of each addon that defines it, and so has an addon itself.
        """
        known = {tuple(xmlid.split(".", 1)) for xmlid in _records_with_words()}
        self.env.cr.execute(
            SQL(
                """SELECT w.module || '.' || w.name
                     FROM ir_model_data w
                     JOIN ir_model_data m ON m.model = w.model AND m.res_id = w.res_id
                    WHERE (w.module, w.name) IN %s
                      AND (m.module = ANY(%s) OR m.module = 'base' AND m.name = ANY(%s))
                """,
                tuple(known),
                list(modules),
                [f"module_{name}" for name in modules],
            )
        )
        return {xmlid for (xmlid,) in self.env.cr.fetchall()}

    @api.model
    def _vn_load_words_of_data(self, words):
        """Replace Odoo's translations on records that an update leaves alone.

        :param words: ``{model: {field: {XML ID: {language: text}}}}``
        """
        wanted = {
            (model, field, xmlid): texts[LANG]
            for model, by_field in words.items()
            for field, by_xmlid in by_field.items()
            for xmlid, texts in by_xmlid.items()
        }
        names = {xmlid.partition(".")[2] for _model, _field, xmlid in wanted}
        # sudo: words of records that came with an addon, while one is loaded
        data = self.env["ir.model.data"].sudo()
        rows = data.search([("noupdate", "=", True), ("name", "in", list(names))])
        records = {
            row.complete_name: self.env[row.model].browse(row.res_id) for row in rows
        }
        found = {
            key: records[key[2]].sudo().exists().with_context(lang=LANG)
            for key in wanted
            if key[2] in records and records[key[2]]._name == key[0]
        }
        found = {key: one for key, one in found.items() if one[key[1]] != wanted[key]}
        if not found:
            return
        shipped = TranslationImporter(self.env.cr, verbose=False)
        xmlids = {xmlid for _model, _field, xmlid in found}
        for module in {xmlid.partition(".")[0] for xmlid in xmlids}:
            for path in get_po_paths(module, LANG):
                shipped.load_file(path, LANG, xmlids=xmlids)
        for (model, field, xmlid), record in found.items():
            texts = {record.with_context(lang="en_US")[field]}
            texts.update(shipped.model_translations[model][field][xmlid].values())
            if record[field] in texts:
                record[field] = wanted[model, field, xmlid]
