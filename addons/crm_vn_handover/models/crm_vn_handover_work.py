from odoo import api, models


class CrmVnHandover(models.Model):
    """What is read of work: whose it is, where its customer is, of which company."""

    _inherit = "crm.vn.handover"

    @api.model
    def _read_work(self, records):
        """Return (record, customer id, places of the customer), of chosen companies."""
        partners = records._vn_work_customers()
        known = records.env["res.partner"].union(*partners.values())
        self._fetch(known)
        self._fetch(known.commercial_partner_id)
        customers = {key: one.commercial_partner_id for key, one in partners.items()}
        companies = self._read_companies(records)
        return [
            (
                record,
                customers[record.id].id or None,
                self._get_places(customers[record.id]),
            )
            for record in records
            if companies[record.id] <= self.env.companies
        ]

    @api.model
    def _fetch(self, records):
        """Read what is needed of work and customers, whose tables are wide."""
        names = self._get_read_names() & records._fields.keys()
        if "complete_name" in names:
            names -= {"display_name"}
        records.fetch(names)

    @api.model
    def _get_name(self, record):
        """Return what a record is called; a customer by the name that is kept."""
        kept = "complete_name" in record._fields
        return record.complete_name if kept else record.display_name

    @api.model
    def _get_read_names(self):
        """Return the names of the fields that sharing out reads, of any kind of work.

        Extend it with what :meth:`_get_places` reads.
        """
        return {
            "display_name",
            "complete_name",
            "user_id",
            "company_id",
            "partner_id",
            "commercial_partner_id",
            "state_id",
            "res_model",
            "res_id",
        }

    @api.model
    def _get_places(self, customer):
        """Return where a customer is, the narrowest place first.

        Extend it, and ``_vn_places`` of who takes over, for further kinds of places.

        :return: list of (kind of place, id)
        """
        return [("state", customer.state_id.id)] if customer.state_id else []

    @api.model
    def _read_companies(self, records):
        """Return whose each record is: {id: company, none where it is everybody's}.

        An activity is of the company of its document, what has no company of its own
        of the customer's.
        """
        if "company_id" in records._fields:
            return {record.id: record.company_id for record in records}
        nobody = self.env["res.company"]
        partners = records._vn_work_customers()
        result = {record.id: partners[record.id].company_id for record in records}
        if records._name != "mail.activity":
            return result
        for model, activities in records.grouped("res_model").items():
            if not model or model not in self.env:
                continue
            # with the rights that the activities were found with
            documents = records.env[model].browse(set(activities.mapped("res_id")))
            if "company_id" in documents._fields:
                of = {one.id: one.company_id for one in documents.exists()}
                for one in activities:
                    result[one.id] = of.get(one.res_id, nobody) or result[one.id]
        return result
