from odoo import api, models
from odoo.tools import SQL

#: alias of the customers and of those below them
FAMILY = "vn_family"


class ResPartner(models.Model):
    """Numbers on the buttons of a customer, in one query however many there are."""

    _name = "res.partner"
    _inherit = ["res.partner"]

    def _vn_counts(self):
        """Return what the buttons of these customers count: ``{field: count}``.

        A field whose ``compute`` is ``_compute_vn_counts`` is named here by the addon
        that brings it. Of each count are known:

        - ``model``, and ``domain`` of what is counted, of what the user may read;
        - ``partner``, the names of its stored many2one fields to the customer (one,
          ``partner_id``, by default);
        - ``scope``: what belongs to the customer itself (``own``, the default), to
          those below it too, as ``child_of`` finds them (``family``), or to all of its
          company, whose contact it may be (``entity``);
        - ``aggregate``, as ``_read_group`` takes it (the number of records by default);
        - ``value``, a function of customer and number that returns what the field is
          set to (the number by default).
        """
        return {}

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_vn_counts(self):
        """Ask for all numbers at once.

        Fields that the user may not read are left alone: nobody asked for them.
        """
        counts = {
            name: count
            for name, count in self._vn_counts().items()
            if self._has_field_access(self._fields[name], "read")
        }
        found = {}
        if ids := self._origin.ids:
            parts = [self._vn_count_sql(name, count) for name, count in counts.items()]
            found = self._vn_read_counts(ids, [part for part in parts if part])
        for partner in self:
            for name, count in counts.items():
                number = found.get((name, partner._origin.id), 0)
                value = count.get("value")
                partner[name] = value(partner, number) if value else number

    @api.model
    def _vn_read_counts(self, ids, parts):
        """Return ``{(field, id): number}`` of these customers.

        :param parts: statements of field, id and number over the family
        """
        if not parts:
            return {}
        self.flush_model(["parent_id", "commercial_partner_id"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE %(family)s (owner, entity, id) AS (
                    SELECT id, commercial_partner_id, id
                      FROM res_partner WHERE id IN %(ids)s
                     UNION
                    SELECT f.owner, f.entity, p.id
                      FROM %(family)s f
                      JOIN res_partner p ON p.parent_id = f.id
                )
                %(parts)s
                """,
                family=SQL.identifier(FAMILY),
                ids=tuple(ids),
                parts=SQL(" UNION ALL ").join(parts),
            )
        )
        return {(name, owner): number for name, owner, number in rows}

    @api.model
    def _vn_count_sql(self, name, count):
        """Return the statement of one count, or None where there is nothing to read."""
        records = self.env[count["model"]]
        if not records.has_access("read"):
            return None
        query = records._search(count.get("domain", []))
        if query.is_empty():
            return None
        scope = count.get("scope", "own")
        member = SQL.identifier(FAMILY, "entity" if scope == "entity" else "id")
        links = []
        for partner in count.get("partner", ("partner_id",)):
            column = records._field_to_sql(query.table, partner, query)
            if scope == "entity":
                alias = query.make_alias(query.table, f"{partner}_{FAMILY}")
                on = SQL("%s = %s", SQL.identifier(alias, "id"), column)
                query.add_join("JOIN", alias, "res_partner", on)
                column = SQL.identifier(alias, "commercial_partner_id")
            links.append(SQL("%s = %s", column, member))
        link = SQL(" OR ").join(links)
        owner = SQL.identifier(FAMILY, "owner")
        if scope != "family":
            link = SQL("(%s) AND %s = %s", link, SQL.identifier(FAMILY, "id"), owner)
        number = records._read_group_select(count.get("aggregate", "__count"), query)
        query.add_join("JOIN", FAMILY, None, link)
        query.groupby = owner
        return query.select(
            SQL("%s::varchar", name), owner, SQL("%s::double precision", number)
        )
