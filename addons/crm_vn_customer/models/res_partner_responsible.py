from odoo import models


class ResPartner(models.Model):
    """Who does the work for a customer when the one meant is not there."""

    _inherit = "res.partner"

    def _vn_responsible(self, document=None, first="owner", company=None):
        """Return who is to do something for this customer (or none), and by which step.

        The ladder: the owner (the customer's, else its company's), the salesperson of
        the document, the leader of the team (the document's, else that of the owner or
        the salesperson), the person whom the company names for it, nobody. A step
        counts only if the person is an active internal salesperson of the company.

        :param document: a record with ``user_id``, perhaps ``team_id``
        :param first: ``owner``, or ``salesperson`` to begin with the document's
        :param company: whose ladder; the document's, else the current one by default
        :return: (user or empty, step); the step is ``owner``, ``salesperson``,
            ``leader``, ``company`` or ``nobody``

        >>> customer._vn_responsible(order)                         # doctest: +SKIP
        (res.users(7,), 'leader')
        """
        # sudo: which colleague it is, nothing else of customer, document or team
        record, customer = document and document.sudo(), self.sudo()
        company = company or (record and record.company_id) or self.env.company
        owners = customer.user_id | customer.commercial_partner_id.user_id
        seller = record.user_id if record else self.env["res.users"]
        steps = [("owner", owners), ("salesperson", seller)]
        if first == "salesperson":
            steps.reverse()
        for step, users in steps:
            if found := users._vn_at_work(company)[:1]:
                return found.with_env(self.env), step
        for step, users in self._vn_deputies(record, seller | owners, company):
            if found := users._vn_at_work(company)[:1]:
                return found.with_env(self.env), step
        return self.env["res.users"], "nobody"

    def _vn_deputies(self, record, people, company):
        """Yield the steps below owner and salesperson; looked up only when needed."""
        if record and "team_id" in record._fields:
            yield "leader", record.team_id.user_id
        yield "leader", people._vn_team_leader()
        yield "company", company.sudo().vn_deputy_user_id

    def _vn_refuses_contact(self):
        """Say whether nothing is to be planned for this customer.

        What holds for a company holds for its contacts: it wants no contact, or is
        archived. What holds for a person holds for that person alone.
        """
        self.ensure_one()
        # sudo: a yes or no, whoever may see the company of a contact
        person = self.sudo()
        return any(
            partner.vn_do_not_contact or not partner.active
            for partner in person | person.commercial_partner_id
        )
