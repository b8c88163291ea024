from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon
from odoo.addons.crm_vn_visibility.tests.common import VisibilityCommon

from .rights_common import read_table

#: {model: {field: model of the row above}}
PARENTS = {
    "crm.vn.care.line": {"enrollment_id": "crm.vn.care.enrollment"},
    "crm.vn.feedback.answer": {"request_id": "crm.vn.feedback.request"},
    "crm.vn.feedback.case": {"answer_id": "crm.vn.feedback.answer"},
    "crm.vn.visit.route.line": {"route_id": "crm.vn.visit.route"},
}


class CustomerRowsCase(VisibilityCommon, VnRegistryCommon):
    """Rows of every model that tells something of a customer, for people who relate.

    ``tests/tables/customers.csv`` says where they are hidden with their customer.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.table = {row["model"]: row for row in read_table("customers.csv")}
        privacy = cls.env.ref("crm_vn_consent.group_vn_privacy")
        for user in (cls.user_own, cls.follower, cls.other, cls.manager, cls.user_2):
            # so that the rows, not the model, are what is refused
            user.group_ids += privacy
        cls.elsewhere = cls.Partner.create(
            {
                "name": "Khách của công ty khác",
                "company_id": cls.company_2.id,
                "user_id": cls.user_2.id,
                "vn_relationship_id": cls.relationship_customer.id,
            }
        )

    def _hidden_with_customer(self):
        for name, row in self.table.items():
            if row["seen"] == "customer" and self.env[name]._auto:
                yield self.env[name]

    def _row(self, model, customer, user):
        """Insert a row about *customer* that is *user*'s in every other respect."""
        values = {"partner_id": customer.id} if "partner_id" in model._fields else {}
        for field in model._fields.values():
            if not field.store or not field.column_type or field.type != "many2one":
                continue
            if field.comodel_name == "res.users":
                values[field.name] = user.id
            elif field.comodel_name == "res.company":
                values[field.name] = (customer.company_id or self.company).id
        for field, parent in PARENTS.get(model._name, {}).items():
            values[field] = self._row(self.env[parent], customer, user).id
        self.env.flush_all()
        row = model.browse(self.make_row(model, customer, **values))
        if model._name == "crm.vn.care.enrollment":
            # an enrollment is one's own by its lines
            line = self.env["crm.vn.care.line"]
            own = {"partner_id": customer.id, "user_id": user.id}
            own["company_id"] = values["company_id"]
            self.make_row(line, customer, enrollment_id=row.id, **own)
        self.env.invalidate_all()
        return row
