"""Columns that the system's own code keeps, and the one mark that opens them."""

from odoo import api, models, tools
from odoo.exceptions import AccessError

from ..tools.mark import is_marked, marked

_KEY = "_vn_engine"


class CrmVnProtectedMixin(models.AbstractModel):
    """A model with columns that only the system's own code may write.

    Name them in ``_vn_engine_fields``; those of all addons that extend the model
    count together. A write of anybody else (form, RPC, import, copy, ``default_*`` in
    the context, the superuser's RPC too) is refused, while what changes nothing passes:
    a new record may be given the field's own default, as new users hand the defaults of
    their contact on, and a written one the value that it has.

    What an own model computes and keeps, or takes from the record it belongs to, is
    protected without being named: a total, the company of a line.

    The system's own code writes with plain SQL, in a compute, or with the records that
    :meth:`_vn_as_engine` returns. A mark in the context that came from outside is
    another object, and opens nothing.
    """

    _name = "crm.vn.protected.mixin"
    _description = "Columns that the system keeps"

    #: names of the fields that only the system's own code writes
    _vn_engine_fields = ()
    #: names of those of them that own code may write as superuser, too: no RPC is that
    _vn_sudo_fields = ()
    #: whether only the system's own code makes, writes and deletes the records
    _vn_engine_only = False

    # === CRUD ===
    @api.model
    def default_get(self, fields):
        """Let no context and no saved default fill a protected field."""
        values = super().default_get(fields)
        if not self._vn_is_engine():
            for name in self._vn_get_engine_fields() & values.keys():
                if not self._vn_is_default(
                    name, values[name]
                ) and not self._vn_may_write([name]):
                    values[name] = self._vn_get_default(name)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        if not self._vn_is_engine():
            self._vn_check_create(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if self._vn_engine_only:
            self._vn_check_engine()
        names = self._vn_get_engine_fields() & vals.keys()
        if names and not self._vn_is_engine():
            # before anything is compared: an answer would tell of a hidden record
            self.check_access("write")
            self._vn_check_write({name: vals[name] for name in names})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_engine(self):
        if self._vn_engine_only:
            self._vn_check_engine()

    # === The mark ===
    def _vn_as_engine(self, **context):
        """Return these records for the writes that only the system's own code may do.

        :param context: keys that count beside the mark only: ask :meth:`_vn_is_engine`
            for them
        """
        return marked(self, _KEY, **context)

    @api.model
    def _vn_is_engine(self, key=None):
        """Tell whether the system's own code is at work.

        :param key: and whether it put this key into the context
        """
        return is_marked(self.env, _KEY) and (
            key is None or bool(self.env.context.get(key))
        )

    # === Checks ===
    @api.model
    @tools.ormcache()
    def _vn_get_engine_fields(self):
        """Return the names of the protected fields, of all addons."""
        named = {
            name
            for attribute in ("_vn_engine_fields", "_vn_sudo_fields")
            for name in self._vn_get_named(attribute)
            if name in self._fields
        }
        if self._name.startswith("crm.vn."):
            named |= {
                name
                for name, field in self._fields.items()
                if field.store and field.compute and field.readonly
            }
        return frozenset(named)

    @api.model
    def _vn_get_named(self, attribute):
        """Return what an attribute of the classes of all addons names."""
        return {
            name
            for parent in type(self).mro()
            for name in vars(parent).get(attribute, ())
        }

    def _vn_check_engine(self):
        """Raise unless the system's own code is at work."""
        if not self._vn_is_engine():
            raise AccessError(self._vn_get_engine_refusal([]))

    def _vn_check_create(self, vals_list):
        """Raise when new records are given more than the defaults."""
        if self._vn_engine_only:
            self._vn_check_engine()
        names = self._vn_get_engine_fields()
        given = {
            key.removeprefix("default_"): value
            for key, value in self.env.context.items()
            if key.startswith("default_") and key.removeprefix("default_") in names
        }
        for vals in [given, *vals_list]:
            forged = [
                name
                for name in names & vals.keys()
                if not self._vn_is_default(name, vals[name])
            ]
            if forged and not self._vn_may_write(forged):
                raise AccessError(self._vn_get_engine_refusal(forged))

    def _vn_check_write(self, vals):
        """Raise when *vals*, of protected fields only, would change a record."""
        # sudo: compares only; the fields may be hidden from who writes
        for record in self.sudo():
            forged = [
                name for name in vals if not record._vn_is_value(name, vals[name])
            ]
            if forged and not self._vn_may_write(forged):
                record = record.sudo(self.env.su)
                raise AccessError(record._vn_get_engine_refusal(forged))

    def _vn_may_write(self, names):
        """Hook: tell whether this person may write the protected fields *names*.

        Asked only for fields that would change. Nobody may, unless an addon says so.
        """
        return self.env.su and self._vn_get_named("_vn_sudo_fields").issuperset(names)

    def _vn_get_engine_hint(self, names):
        """Hook: return a sentence that says what to do instead of writing *names*."""
        helps = (
            self._fields[name].get_description(self.env, ["help"]).get("help")
            for name in sorted(names)
        )
        known = " ".join(dict.fromkeys(text for text in helps if text))
        return known or self.env._("Change what it is made from instead.")

    def _vn_get_engine_refusal(self, names):
        """Return why *names* of these records can't be written, for people.

        :param names: names of fields; none: of records that are the system's wholly
        """
        # sudo: the name of a model is no secret
        what = self.env["ir.model"]._get(self._name).sudo().name
        if not names:
            return self.env._(
                "%(model)s: the system alone keeps these records. %(hint)s",
                model=what,
                hint=self._vn_get_engine_hint(names),
            )
        labels = [
            self._fields[name].get_description(self.env, ["string"])["string"]
            for name in sorted(names)
        ]
        record = self.display_name if len(self) == 1 else self.env._("new")
        return self.env._(
            "%(model)s (%(record)s): “%(fields)s” is kept by the system and can't be "
            "written. %(hint)s",
            model=what,
            record=record,
            fields="”, “".join(labels),
            hint=self._vn_get_engine_hint(names),
        )

    def _vn_is_value(self, name, value):
        """Tell whether *value*, as given to ``write``, is what the record has."""
        self.ensure_one()
        field = self._fields[name]
        return field.convert_to_cache(value, self) == field.convert_to_cache(
            self[name], self
        )

    @api.model
    def _vn_is_default(self, name, value):
        """Tell whether *value*, as given to ``create``, says nothing."""
        field = self._fields[name]
        if not value and field.type != "boolean":
            return True
        default = field.convert_to_cache(self._vn_get_default(name), self)
        return field.convert_to_cache(value, self, validate=False) == default or (
            not value and not default
        )

    @api.model
    def _vn_get_default(self, name):
        """Return the field's own default, whatever a context or a setting says."""
        default = self._fields[name].default
        return default(self) if default else False
