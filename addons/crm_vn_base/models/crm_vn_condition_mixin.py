import re
from ast import literal_eval
from collections.abc import Collection

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, Query, mute_logger

#: the longest condition that is read, in characters
MAX_LENGTH = 20_000
#: names of fields that no condition may look at, whoever writes it
SECRET = re.compile(
    r"(^|_)(pass|passwd|password|secret|token|key_hash|api_?key|private_key|totp)(_|$)"
)
#: what a faulty condition raises, when it is read and when it is run
FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    SyntaxError,
    TypeError,
    UserError,
    ValueError,
    psycopg2.DataError,
    psycopg2.NotSupportedError,
    psycopg2.ProgrammingError,
)


class CrmVnConditionMixin(models.AbstractModel):
    """Records that hold a condition which a person typed: a domain, as text.

    A condition is a question that somebody else will ask later: the engine for every
    customer, a colleague in a report. So that it tells nobody what he may not read,

    * it is about a model that registered for it (`_vn_condition_models`);
    * who saves it must be able to read every field on every dotted path;
    * it is run once before it is accepted;
    * later it is asked in the name of its author (`_vn_condition_query`) or of the
      reader (his own environment), never in the name of the superuser;
    * one that fails then is left out and marked with its error.

    Inherit it, set the attributes below, call `_vn_check_condition` in a constraint.
    """

    _name = "crm.vn.condition.mixin"
    _inherit = ["crm.vn.company.mixin"]
    _description = "Condition typed by a person"

    #: field that holds the condition
    _vn_condition_field = "domain"
    #: who writes one of these fields becomes the author
    _vn_condition_keys = ("domain",)

    # === Author and state ===
    condition_user_id = fields.Many2one(
        "res.users",
        string="Author of the condition",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The condition is asked with the rights of this person",
    )
    condition_error = fields.Char(
        string="Why the condition is left out",
        readonly=True,
        copy=False,
        help="Set when the condition fails while it is used; saving it anew clears it",
    )

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        own = {"condition_user_id": self.env.uid, "condition_error": False}
        return super().create([{**vals, **own} for vals in vals_list])

    def write(self, vals):
        vals = {
            name: value
            for name, value in vals.items()
            if name not in ("condition_user_id", "condition_error")
        }
        if vals.keys() & set(self._vn_condition_keys):
            vals |= {"condition_user_id": self.env.uid, "condition_error": False}
        return super().write(vals)

    @api.model
    def _init_column(self, column_name):
        """Of older conditions, the last writer is the author."""
        if column_name != "condition_user_id":
            return super()._init_column(column_name)
        self.env.execute_query(
            SQL(
                "UPDATE %s SET condition_user_id = write_uid RETURNING id",
                SQL.identifier(self._table),
            )
        )
        return None

    # === Actions ===
    def action_vn_check_condition(self):
        """Try the conditions again, and use those that work now."""
        self.check_access("write")
        for record in self:
            record._vn_condition_mark(
                record._vn_as_author()._vn_own_condition_fault() or False
            )
        return True

    # === Hooks ===
    @api.model
    def _vn_condition_models(self):
        """Return the names of the models that a condition may be about.

        Documents of customers; extend it, on one model or on the mixin for all of
        them, and call super.
        """
        return set(self.env["res.partner"]._vn_customer_documents())

    def _vn_condition_model_name(self):
        """Return the name of the model that the condition is about."""
        return self.model_name

    def _vn_condition_other_fields(self):
        """Return the names of further fields of the model that are read with it."""
        return ()

    def _vn_condition_sample(self):
        """Return the domain with which the condition is tried out."""
        return self._vn_condition_domain(self[self._vn_condition_field])

    # === Check ===
    @api.model
    def _vn_condition_domain(self, text):
        """Return a condition that was typed as a domain.

        :param text: list of terms as text; empty: everything
        :raise ValueError: it is no domain
        """
        if len(text or "") > MAX_LENGTH:
            raise ValueError(
                self.env._(
                    "it is longer than %(count)s characters", count=f"{MAX_LENGTH:,}"
                )
            )
        try:
            return Domain(literal_eval(text or "[]"))
        except FAULTS as error:
            raise ValueError(
                self.env._("it is no list of conditions (%(error)s)", error=error)
            ) from error

    @api.model
    def _vn_condition_fault(self, model_name, domain, other_fields=()):
        """Return in words why the user can't use a condition, or False.

        The one check of conditions that people type. The superuser's rights don't
        help: an environment in sudo mode is that of its user.

        :param model_name: the model that the condition is about
        :param domain: the condition, as text or as a :class:`Domain`
        :param other_fields: names of further fields of the model that will be read
        """
        env = self.env(su=False)
        if model_name not in self._vn_condition_models():
            return self.env._(
                "%(model)s is not made for conditions",
                model=env[model_name]._description if model_name in env else model_name,
            )
        model = env[model_name].with_context(active_test=False)
        try:
            if not isinstance(domain, Domain):
                domain = self._vn_condition_domain(domain)
            model.check_access("read")
            for path in other_fields:
                self._vn_check_path(model, path)
            self._vn_check_paths(model, domain)
            self._vn_guarded(model.search_fetch, domain, [], limit=1)
        except FAULTS as error:
            return str(error).strip() or repr(error)
        return False

    def _vn_own_condition_fault(self):
        """Return why the user can't use the condition of this record, or False."""
        self.ensure_one()
        try:
            domain = self._vn_condition_sample()
            others = self._vn_condition_other_fields()
        except FAULTS as error:
            return str(error).strip() or repr(error)
        return self._vn_condition_fault(self._vn_condition_model_name(), domain, others)

    def _vn_check_condition(self):
        """Refuse conditions that their author can't use; to be called on saving.

        :raise ValidationError: names the record and what is wrong
        """
        for record in self:
            fault = record._vn_as_author()._vn_own_condition_fault()
            if fault:
                raise ValidationError(
                    self.env._(
                        "The condition of “%(name)s” can't be used: %(fault)s.",
                        name=record.display_name,
                        fault=fault.rstrip("."),
                    )
                )

    @api.model
    def _vn_check_paths(self, model, domain):
        """Check every dotted path of *domain*, those in its subdomains too.

        :raise UserError: the user of *model* may not read something on a path
        :raise ValueError: a path leads nowhere
        """
        for condition in domain.iter_conditions():
            if condition.operator.endswith("!"):
                raise ValueError(
                    self.env._(
                        "the operator %(operator)s is not for people",
                        operator=condition.operator,
                    )
                )
            value = condition.value
            by_name = isinstance(value, str) or (
                isinstance(value, Collection)
                and any(isinstance(item, str) for item in value)
            )
            nested = isinstance(value, Domain)
            end = self._vn_check_path(
                model, condition.field_expr, whole=nested or by_name
            )
            if nested:
                if end is None:
                    raise ValueError(
                        self.env._(
                            "%(path)s leads to no records", path=condition.field_expr
                        )
                    )
                self._vn_check_paths(end, value)

    @api.model
    def _vn_check_path(self, model, path, *, whole=False):
        """Check that the user of *model* may read each field of a dotted path.

        :param whole: what the last relation leads to is read too, not only its id
        :return: the model that it leads to, or None
        """
        names = path.split(".")
        for place, name in enumerate(names):
            field = model._fields.get(name)
            if field is None:
                raise ValueError(
                    self.env._(
                        "%(model)s has no field %(field)s",
                        model=model._description,
                        field=name,
                    )
                )
            if SECRET.search(name):
                raise UserError(
                    self.env._("%(path)s is no business of a condition", path=path)
                )
            model._check_field_access(field, "read")
            if not field.relational:
                # parts of a date and properties have a dot and nothing to check
                return None
            model = model.env[field.comodel_name]
            if whole or place + 1 < len(names):
                model.check_access("read")
        return model

    # === Use ===
    def _vn_as_author(self, companies=None, author=None):
        """Return this record with the rights of the author of its condition.

        The author of conditions that came with an addon is the system.

        :param companies: the companies to look at; None: all that the author works in
        :param author: who it was at another time; None: who it is
        """
        self.ensure_one()
        # sudo: only who the author is, and where he works
        author = (self.sudo().condition_user_id if author is None else author).sudo()
        if not author:
            raise UserError(
                self.env._(
                    "Nobody answers for the condition of “%(name)s” any more: save it "
                    "anew.",
                    name=self.sudo().display_name,
                )
            )
        companies = author.company_ids if companies is None else companies
        return self.with_user(author).with_context(allowed_company_ids=companies.ids)

    def _vn_condition_companies(self):
        """Return the companies that a condition without one of its own is about.

        Nobody decides about records of companies in which he does not work.

        :return: ``res.company``; None: all there are, of a condition that came with an
            addon or was saved by an administrator
        """
        self.ensure_one()
        # sudo: only who the author is, and where he works
        author = self.sudo().condition_user_id
        if author and (author._is_superuser() or author._is_system()):
            return None
        return author.company_ids

    def _vn_condition_company_sql(self, column):
        """Return what follows a WHERE, so that only those companies' rows are found.

        :param SQL column: the company of a row; rows without one are everybody's
        """
        companies = self._vn_condition_companies()
        if companies is None:
            return SQL()
        return SQL(" AND COALESCE(%s = ANY(%s), TRUE)", column, list(companies.ids))

    def _vn_condition_query(self, also=Domain.TRUE, reader=None):
        """Return the query of the records that meet the condition.

        All records of the model are asked, whoever may read them; what lies behind
        a dotted path is seen with the rights of the author, or of the reader.

        :param also: further condition, from code and not from a person
        :param reader: environment to ask in; None: that of the author
        :rtype: odoo.tools.Query
        """
        self.ensure_one()
        env = (reader or self._vn_as_author().env)(su=False)
        model = env[self._vn_condition_model_name()].with_context(active_test=False)
        model.check_access("read")
        domain = self._vn_condition_domain(self[self._vn_condition_field])
        query = Query(env, model._table, model._table_sql)
        query.add_where(domain.optimize_full(model)._to_sql(model, model._table, query))
        # sudo: a condition from code, such as "confirmed orders"
        system = model.sudo()
        query.add_where(also.optimize_full(system)._to_sql(system, model._table, query))
        return query

    @api.model
    def _vn_guarded(self, function, *args, **kwargs):
        """Call *function* so that the transaction survives its failure.

        The log stays silent about statements that fail: who calls this tells it.
        """
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            return function(*args, **kwargs)

    @api.model
    def _vn_run_guarded(self, query):
        """Run *query* so that the transaction survives its failure; return the rows.

        Unlike `_vn_guarded` it may be used while fields are being computed.

        :param SQL query: what is run
        """
        self.env.flush_query(query)
        with self.env.cr.savepoint(flush=False):
            self.env.cr.execute(query, log_exceptions=False)
            return self.env.cr.fetchall()

    def _vn_try(self, function, *args):
        """Return what *function* gives; None, and a mark on these, when it fails."""
        try:
            return function(*args)
        except FAULTS as error:
            self._vn_condition_mark(error)
            return None

    def _vn_condition_mark(self, error):
        """Leave these out from now on and say why; False takes them in again.

        Written at once and by nobody: a condition fails while others work.
        """
        if self.env.cr.readonly or not self.ids:
            return
        text = str(error).strip()[:500] or repr(error) if error else None
        marked = self.env.execute_query(
            SQL(
                """UPDATE %(table)s SET condition_error = %(text)s WHERE id IN (
                    SELECT id FROM %(table)s WHERE id = ANY(%(ids)s)
                    AND condition_error IS DISTINCT FROM %(text)s
                    FOR NO KEY UPDATE SKIP LOCKED) RETURNING id""",
                table=SQL.identifier(self._table),
                text=text,
                ids=list(self.ids),
            )
        )
        if marked:
            self.invalidate_recordset(["condition_error"], flush=False)
            self.env.registry.clear_cache()
