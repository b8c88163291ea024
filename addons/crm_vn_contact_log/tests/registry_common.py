from psycopg2.errors import UniqueViolation

from odoo.tools import SQL, mute_logger

from .common import VnContactCommon

#: models that name a contact and are no document of a customer, and why
NO_DOCUMENT = {
    # Odoo's, beside customer care
    "account.move": "also of suppliers; what is planned there is accounting's work",
    "account.payment": "as entries",
    "account.bank.statement.line": "as entries",
    "project.project": "its tasks are the documents of the customer",
    "product.template": "the contact is whose label it bears, not a customer",
    "res.partner.bank": "an account number",
    "res.users": "a colleague",
    "res.company": "ourselves",
    "stock.picking": "work of the warehouse; its order is the customer's document",
    # this suite's, with nothing planned or said on them
    "crm.vn.duplicate.key": "what a customer is found by",
    "crm.vn.not.duplicate": "two customers that are not the same",
    "crm.vn.unread": "a mark for one reader",
    "crm.vn.score.line": "points of what happened on documents",
    "crm.vn.tier.move": "a log",
    "crm.vn.pool.move": "a log",
    "crm.vn.address.change": "a log",
    "crm.vn.feedback.request": "a question that was sent",
    "crm.vn.feedback.plan": "a question that will be sent",
    "crm.vn.occasion": "a day of the year; what is planned stands on the customer",
    "crm.vn.feedback.answer": "what was answered; what follows stands on the case",
    "crm.vn.consent": "what somebody allowed, and when",
    "crm.vn.contact.log": "what was sent, counted by law",
    "crm.vn.message": "what was said; what is planned stands on the customer",
    "crm.vn.zalo.user": "who somebody on Zalo is",
    "crm.vn.zalo.link": "a log",
    "crm.vn.erased.key": "what is left of somebody who wanted to be forgotten",
    "crm.vn.privacy.request": "a right of the person, worked off by who answers for it",
    "crm.vn.visit.route.line": "who is on a route; visits are the documents",
    "crm.vn.offer.line": "an answer; what is planned stands on member or customer",
    "crm.vn.care.enrollment": "its activities are those of the customer",
    "crm.vn.call.back": "its activity is the customer's, or the call's",
    "crm.vn.care.line": "its activity is one of the customer",
}
#: models whose rows say nothing of the customer that is kept, or what it says itself
NOT_KEPT = ("crm.vn.duplicate.key", "crm.vn.not.duplicate", "crm.vn.occasion")
#: in a demo company the first ones are taken
ROWS_TRIED = 200


class VnRegistryCommon(VnContactCommon):
    """Walks over all models that name a customer.

    The addons that bring such models have a test class made from this one: what holds
    for the documents of one addon holds for those of all.
    """

    def get_documents(self):
        return self.Partner._vn_customer_documents()

    def make_document(self, model, customer):
        """Return a new document of *customer*."""
        path = self.get_documents()[model]
        if path == "id":
            return customer
        values = {}
        for name, field in self.env[model]._fields.items():
            if not field.required or field.default or name == path or field.related:
                continue
            if field.type == "char":
                values[name] = "Thử"
            elif field.type == "many2one" and not field.compute:
                comodel = self.env[field.comodel_name]
                found = comodel.search([], limit=1) or comodel.create({"name": "Thử"})
                values[name] = found.id
        return self.env[model].create({**values, path: customer.id})

    def check_every_document_is_registered(self):
        documents = self.get_documents()
        unknown = []
        for name in self.env.registry:
            model = self.env[name]
            if model._abstract or model._transient or not model._auto:
                continue
            ours = name.startswith("crm.vn.")
            contacts = [
                field.name
                for field in model._fields.values()
                if field.type == "many2one"
                and field.comodel_name == "res.partner"
                and field.store
            ]
            worked_on = "activity_ids" in model._fields
            known = name in documents or name in NO_DOCUMENT
            if contacts and (ours or worked_on) and not known:
                unknown.append(name)
        self.assertFalse(
            unknown,
            "Neither in _vn_customer_documents nor known as no document",
        )
        for name, path in documents.items():
            with self.subTest(model=name):
                model = self.env[name]
                self.assertIn("activity_ids", model._fields)
                for step in path.split(".") if path != "id" else ():
                    field = model._fields[step]
                    self.assertTrue(field.store and field.type == "many2one")
                    model = self.env[field.comodel_name]
                self.assertEqual(model._name, "res.partner")

    def check_what_is_planned_and_done_counts_alike(self):
        for model in self.get_documents():
            with self.subTest(model=model):
                company = self.make_customer(f"Công ty {model}", is_company=True)
                person = self.Partner.create(
                    {"name": "Chị Mai", "parent_id": company.id}
                )
                document = self.make_document(model, person)
                self.env.flush_all()
                self.env.cr.execute(
                    SQL(
                        "UPDATE res_partner SET vn_last_contact_date = NULL,"
                        " vn_last_contact_model = NULL, vn_last_contact_res_id = NULL,"
                        " vn_contact_base_date = %s WHERE id = ANY(%s)",
                        "2020-01-01",
                        (company | person).ids,
                    )
                )
                self.env.invalidate_all()
                self.assertTrue(self.is_forgotten(company))
                activity = self.plan(document, days=2)
                self.assertFalse(self.is_forgotten(company))
                days = (company | person)._vn_open_activity_days()
                self.assertEqual(
                    days,
                    dict.fromkeys((company | person).ids, activity.date_deadline),
                )
                self.as_user(activity).action_feedback()
                for partner in company | person:
                    self.assertEqual(partner.vn_last_contact_model, "mail.activity")
                    self.assertEqual(partner.vn_last_contact_res_id, activity.id)
                    self.assertEqual(partner.vn_last_contact_user_id, self.user_own)

    # === Merging ===
    #: which of the records that there are a row refers to
    row_number = 0

    def make_row(self, model, partner, **values):
        """Insert a row of *model* with all that its table asks for.

        By plain SQL: whatever the model would refuse or add, the row is there. Rows
        of two customers differ in texts only, so that what may be there once for each
        customer is there for both.
        """
        required = self.env.execute_query(
            SQL(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_name = %s AND table_schema = current_schema"
                " AND is_nullable = 'NO' AND column_default IS NULL",
                model._table,
            )
        )
        for (column,) in required:
            if column not in values:
                field = model._fields[column]
                values[column] = self.make_value(field, partner)
        insert = SQL(
            "INSERT INTO %s (%s) VALUES (%s) RETURNING id",
            SQL.identifier(model._table),
            SQL(", ").join(map(SQL.identifier, values)),
            SQL(", ").join(SQL("%s", value) for value in values.values()),
        )
        with self.env.cr.savepoint(flush=False):
            [(row_id,)] = self.env.execute_query(insert)
        return row_id

    def make_alike(self, model, partner, column, customers, **values):
        """Insert a row for each of the *customers*, alike as far as that may be."""
        for number, customer in enumerate(customers):
            values[column] = customer.id
            self.row_number = 0
            if not self.make_another(model, partner, values):
                # what has to differ is not the customer
                self.make_different(model, partner, number, values)
        self.row_number = 0

    def make_another(self, model, partner, values):
        """Insert a row; say whether there may be another one like it."""
        try:
            with mute_logger("odoo.sql_db"):
                self.make_row(model, partner, **values)
        except UniqueViolation:
            return False
        return True

    def make_different(self, model, partner, number, values):
        """Insert a row that refers to records to which no other row refers."""
        for self.row_number in range(number, ROWS_TRIED):
            if self.make_another(model, partner, values):
                return
        raise AssertionError(f"No {ROWS_TRIED} records to refer to: {model._name}")

    def make_value(self, field, partner):
        if field.type == "many2one":
            comodel = self.env[field.comodel_name].with_context(active_test=False)
            if comodel._name == "res.partner":
                return partner.id
            found = comodel.search([], limit=1, offset=self.row_number, order="id")
            return found.id or self.make_row(comodel, partner)
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type in ("integer", "float", "monetary", "many2one_reference"):
            return 1
        if field.type in ("date", "datetime"):
            return "2026-01-05"
        if field.type == "boolean":
            return False
        self.text_count = getattr(self, "text_count", 0) + 1
        text = f"{field.name} {self.text_count}"
        return f'{{"en_US": "{text}"}}' if field.translate else text

    def get_links(self):
        """Return [(model, column, column of the model's name)] that name a customer."""
        links = []
        for name in sorted(self.env.registry):
            model = self.env[name]
            if model._abstract or model._transient or not model._auto:
                continue
            if not name.startswith("crm.vn.") and name not in self.get_documents():
                continue
            for field in model._fields.values():
                if not field.store or not field.column_type or name == "res.partner":
                    continue
                if field.type == "many2one" and field.comodel_name == "res.partner":
                    links.append((model, field.name, None))
                elif field.type == "many2one_reference":
                    links.append((model, field.name, field.model_field))
        return links

    def check_merge_of_every_model(self):
        """Merge three customers that have rows in every model.

        All at once, which takes as long as one; where that fails, each model by itself
        tells which it is.
        """
        links = self.get_links()
        try:
            with self.env.cr.savepoint():
                self.check_merge(links)
        except Exception:
            self.env.invalidate_all(flush=False)
            for link in links:
                with self.subTest(model=link[0]._name, column=link[1]):
                    self.check_merge([link])
            raise

    def check_merge(self, links):
        """Merge three customers that all have a row for each of *links*."""
        partners = self.Partner.create(
            [
                {
                    "name": "Khách trùng",
                    "vn_relationship_id": self.relationship_customer.id,
                }
                for _number in range(3)
            ]
        )
        # of a pair the one with the lower id comes first
        other = self.Partner.create({"name": "Khách khác"})
        self.env.flush_all()
        for model, column, about in links:
            values = {about: "res.partner"} if about else {}
            beside = other if column == "partner_id" else self.company.partner_id
            self.make_alike(model, beside, column, partners, **values)
        self.env.invalidate_all()
        kept = partners[1]
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge(partners.ids, kept, extra_checks=False)
        self.env.flush_all()
        self.assertEqual(partners.exists(), kept)
        for model, column, about in links:
            left = self.env.execute_query(
                SQL(
                    "SELECT DISTINCT %(column)s FROM %(table)s"
                    " WHERE %(column)s = ANY(%(ids)s)%(about)s",
                    column=SQL.identifier(column),
                    table=SQL.identifier(model._table),
                    ids=partners.ids,
                    about=SQL(" AND %s = 'res.partner'", SQL.identifier(about))
                    if about
                    else SQL(),
                )
            )
            if model._name in NOT_KEPT:
                self.assertLessEqual(left, [(kept.id,)], model)
            else:
                self.assertEqual(left, [(kept.id,)], model)
