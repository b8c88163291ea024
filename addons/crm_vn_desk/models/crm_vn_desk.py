from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, html2plaintext

from odoo.addons.crm_vn_contact_log.models.res_partner import SUMMARY_FIELDS
from odoo.addons.crm_vn_customer.tools.shares import shares

ROWS = 8  # rows of a block; the rest is one click away
SEVERAL = ("team", "all")  # kinds of scopes that tell numbers only
PREVIEW = 120  # characters of an unread comment


class CrmVnDesk(models.AbstractModel):
    """What a salesperson has to do now, in one call.

    Blocks come from ``_get_blocks``: an addon adds its own by extending it and by
    adding a component of the same name to the client registry
    ``crm_vn_customer.desk_blocks``.
    """

    _name = "crm.vn.desk"
    _description = "Customer desk"

    # === The call of the client ===
    @api.model
    @api.readonly
    def get_desk(self, kind="me", res_id=False):
        """Return the whole desk.

        :param str kind: ``me``, ``team``, ``user``, ``all`` (everyone the user may
            look at) or ``home``: where this user's day begins, see `_get_home`
        :param int res_id: the team or the user
        :return: dict with ``scope``, ``now`` (day and hour of the company's clock) and
            one entry for each block; every block has
            its counters and the ``domain`` of the list that each one opens
        :raise AccessError: the user may not look at other people's work
        """
        scope = self._get_scope(kind, res_id)
        now = self.env.company._vn_local(fields.Datetime.now())
        return {
            "now": {"day": fields.Date.to_string(now), "hour": now.hour},
            "scope": self._format_scope(scope),
            **self._get_blocks(scope),
        }

    @api.model
    def _get_blocks(self, scope):
        """Return {name of the block: its data}, for a *scope* of `_get_scope`.

        Of several people only numbers are told: their rows are one click away, and
        the screen costs the same however many they are.
        """
        if scope["kind"] in SEVERAL:
            return {
                **self._get_team_blocks(scope),
                "relationship": self._get_relationship(scope),
            }
        forgotten = self._find_forgotten(scope)
        # the customers of both blocks are read at once
        blocks = {
            "todo": self._get_todo(scope, [row[0] for row in forgotten]),
            "forgotten": self._get_forgotten(scope, forgotten),
            "relationship": self._get_relationship(scope),
        }
        if scope["kind"] == "me":
            blocks["updated"] = self._get_updated()
        return blocks

    # === Don't forget ===
    @api.model
    def _get_owner_domain(self, scope):
        return Domain("user_id", "in", scope["user_ids"])

    @api.model
    def _get_forgotten_domain(self, scope):
        return [*self._get_owner_domain(scope), ("vn_is_forgotten", "=", True)]

    @api.model
    def _find_forgotten(self, scope):
        """Return (id, number of all) of the first customers of "Don't forget"."""
        partners = self.env["res.partner"]
        query = partners._search(
            self._get_owner_domain(scope) & partners._vn_forgotten_domain(),
            order=partners._vn_forgotten_order(),
            limit=ROWS,
        )
        return self.env.execute_query(
            query.select(
                SQL.identifier("res_partner", "id"), SQL("count(*) OVER () AS total")
            )
        )

    @api.model
    def _get_forgotten(self, scope, rows):
        """Return the block of "Don't forget".

        :param rows: of `_find_forgotten`
        """
        found = self.env["res.partner"].browse([row[0] for row in rows])
        return {
            "count": rows[0][1] if rows else 0,
            "domain": self._get_forgotten_domain(scope),
            "rows": [self._format_forgotten(partner) for partner in found],
        }

    @api.model
    def _get_forgotten_fields(self):
        """Return the stored fields that `_format_forgotten` reads, all at once."""
        return ["complete_name", "phone", *SUMMARY_FIELDS]

    @api.model
    def _format_forgotten(self, partner):
        """Return what the client shows of a forgotten customer; extend it.

        ``star``, if there, is the number of stars (1 to 5) beside the name.
        """
        return {
            "id": partner.id,
            "name": partner.complete_name,
            "phone": partner.phone or "",
            "days": partner.vn_days_since_contact,
            "reason": partner.vn_forgotten_reason,
        }

    # === Recently updated ===
    @api.model
    def _get_updated(self):
        rows = self._select_updated()
        return {
            "count": int(rows[0]["comments"]) if rows else 0,
            "customers": rows[0]["customers"] if rows else 0,
            "domain": [
                ("vn_unread_count", ">", 0),
                *self.env["res.partner"]._vn_is_customer_domain(),
            ],
            "rows": [
                {
                    "id": row["id"],
                    "name": row["complete_name"],
                    "count": row["number"],
                    "author": row["author"] or row["email_from"] or "",
                    "preview": html2plaintext(row["body"] or "").strip()[:PREVIEW],
                }
                for row in rows
            ],
        }

    @api.model
    def _select_updated(self):
        """Return the customers with unread comments, and the last one of each.

        The domain of the unread comments applies the rules of the customers.
        """
        unread = self.env["crm.vn.unread"]
        query = unread._search(unread._get_domain())
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT p.id, p.complete_name, last.number, last.customers,
                       last.comments, m.body, m.email_from, a.name AS author
                  FROM (SELECT partner_id, count(*) AS number,
                               max(message_id) AS message_id,
                               count(*) OVER () AS customers,
                               sum(count(*)) OVER () AS comments
                          FROM (%s) unread
                      GROUP BY partner_id
                      ORDER BY max(message_id) DESC
                         LIMIT %s) last
                  JOIN res_partner p ON p.id = last.partner_id
                  JOIN mail_message m ON m.id = last.message_id
             LEFT JOIN res_partner a ON a.id = m.author_id
              ORDER BY m.id DESC
                """,
                query.select(
                    SQL.identifier("crm_vn_unread", "partner_id"),
                    SQL.identifier("crm_vn_unread", "message_id"),
                ),
                ROWS,
            )
        )

    # === By relationship ===
    @api.model
    def _get_relationship(self, scope):
        partners = self.env["res.partner"]
        domain = self._get_owner_domain(scope) & Domain(
            partners._vn_is_customer_domain()
        )
        groups = self._select_relationship(domain)
        parts = shares(group["count"] for group in groups)
        return {
            "count": sum(group["count"] for group in groups),
            "domain": list(domain),
            "rows": [
                {
                    **group,
                    "share": share,
                    "domain": [*domain, ("vn_relationship_id", "=", group["id"])],
                }
                for group, share in zip(groups, parts, strict=True)
            ],
        }

    @api.model
    def _select_relationship(self, domain):
        """Return the relationships of these customers with their number, at once."""
        entries = self.env["crm.vn.relationship"]
        entries.flush_model(["name", "color", "sequence"])
        column = SQL.identifier("res_partner", "vn_relationship_id")
        query = self.env["res.partner"]._search(domain, order="id")
        query.order, query.groupby = None, column
        # plain SQL: whoever reads a customer sees its relationship
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT r.id, %s AS name, r.color, found.count
                  FROM (%s) found JOIN crm_vn_relationship r ON r.id = found.entry_id
              ORDER BY r.sequence, r.id
                """,
                entries._field_to_sql("r", "name"),
                query.select(SQL("%s AS entry_id", column), SQL("count(*)")),
            )
        )
