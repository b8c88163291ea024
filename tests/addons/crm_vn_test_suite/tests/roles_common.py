import itertools

from odoo.tests import HttpCase, new_test_user


class RoleCase(HttpCase):
    """People of the demo company at their daily work, over the client's own calls.

    Nothing is done as the superuser: what a guard of the suite refuses there shows
    here as the error that the person would read.
    """

    login = None
    numbers = itertools.count(1)

    @classmethod
    def _new_user(cls, login, groups):
        """Return a user that the demo company lacks."""
        return new_test_user(
            cls.env, login=login, groups=groups, lang="vi_VN", tz="Asia/Ho_Chi_Minh"
        )

    def setUp(self):
        super().setUp()
        if self.login:
            self.authenticate(self.login, self.login)

    def _call(self, model, method, *args, **kwargs):
        """Call a method as the web client does, as the person of this class."""
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
            timeout=60,
        )

    def _save(self, model, values, record=None, **context):
        """Save a form, after asking for its defaults like the client.

        :return: the id of the record
        """
        specification = {"display_name": {}}
        ids = [record] if record else []
        if not record:
            asked = {name: {} for name in values} | specification
            self._call(model, "onchange", [], {}, [], asked, context=context)
        return self._call(
            model, "web_save", ids, values, specification, context=context
        )[0]["id"]

    def _read(self, model, record, *names):
        return self._call(model, "read", [record], list(names))[0]

    def _wizard(self, model, button, values=None, **context):
        """Open a wizard, fill in what is given, and press a button.

        :return: what the button answers
        """
        fields = self._call(model, "fields_get", [], ["readonly"])
        asked = {name: {} for name in fields}
        answer = self._call(model, "onchange", [], {}, [], asked, context=context)
        filled = {
            name: value
            for name, value in answer["value"].items()
            if not fields[name]["readonly"]
        }
        wizard = self._call(
            model, "create", {**filled, **(values or {})}, context=context
        )
        return self._call(model, button, [wizard], context=context)

    def _on(self, model, *ids):
        """Return the context that an action on these records gives a wizard."""
        return {"active_model": model, "active_ids": ids, "active_id": ids[0]}

    # === What several roles do ===

    def _contact(self, **values):
        number = next(self.numbers)
        return self._save(
            "res.partner",
            {
                "name": f"Công ty Kiểm Thử {number}",
                "is_company": True,
                "email": f"lienhe{number}@kiemthu{number}.example.com",
                **values,
            },
        )

    def _product(self):
        return self._save(
            "product.template", {"name": "Máy lọc nước", "list_price": 5_000_000}
        )

    def _any_product(self):
        sold = [["sale_ok", "=", True], ["type", "=", "consu"]]
        return self._call("product.template", "search", sold, limit=1)[0]

    def _order(self, partner, product):
        variant = self._read("product.template", product, "product_variant_id")
        line = {"product_id": variant["product_variant_id"][0], "product_uom_qty": 2}
        return self._save(
            "sale.order", {"partner_id": partner, "order_line": [[0, 0, line]]}
        )

    def _copy_archive(self, model, record):
        """Copy, archive, bring back."""
        copy = self._call(model, "copy", [record])[0]
        self._call(model, "action_archive", [copy])
        self.assertFalse(self._read(model, copy, "active")["active"])
        self._call(model, "action_unarchive", [copy])
        self.assertTrue(self._read(model, copy, "active")["active"])
        return copy

    def _schedule_and_do(self, model, record):
        """Plan an activity in the chatter's dialog, then mark it as done."""
        call = self.env.ref("mail.mail_activity_data_call").id
        self._wizard(
            "mail.activity.schedule",
            "action_schedule_activities",
            {
                "activity_type_id": call,
                "res_model": model,
                "res_ids": str([record]),
                "summary": "Gọi lại",
            },
            active_model=model,
            active_ids=[record],
            default_res_model=model,
            default_res_ids=str([record]),
        )
        activity = self._call(
            "mail.activity",
            "search",
            [["res_model", "=", model], ["res_id", "=", record]],
        )
        self.assertEqual(len(activity), 1)
        self._call("mail.activity", "action_feedback", activity, feedback="Đã gọi")

    def _write_to(self, model, record):
        """Log a note, then send a message to a customer."""
        for subtype in ("mail.mt_note", "mail.mt_comment"):
            self.make_jsonrpc_request(
                "/mail/message/post",
                {
                    "thread_model": model,
                    "thread_id": record,
                    "post_data": {
                        "body": "Xin chào",
                        "message_type": "comment",
                        "subtype_xmlid": subtype,
                    },
                },
            )

    def _merge_contacts(self):
        first, second = self._contact(), self._contact()
        self._call(
            "base.partner.merge.automatic.wizard",
            "action_merge",
            [
                self._call(
                    "base.partner.merge.automatic.wizard",
                    "create",
                    {
                        "partner_ids": [[6, 0, [first, second]]],
                        "dst_partner_id": first,
                        "state": "selection",
                    },
                    context=self._on("res.partner", first, second),
                )
            ],
        )
        self.assertEqual(
            self._call("res.partner", "search_count", [["id", "in", [first, second]]]),
            1,
        )

    def _import_contacts(self):
        rows = "name,email\nCông ty Nhập Một,mot@nhap1.example.com\n"
        rows += "Công ty Nhập Hai,hai@nhap2.example.com\n"
        options = {
            "has_headers": True,
            "quoting": '"',
            "separator": ",",
            "encoding": "utf-8",
        }
        model = "base_import.import"
        load = self._call(model, "create", {"res_model": "res.partner"})
        # the dialog hands the file over by a form of its own
        self.env[model].browse(load).write(
            {"file": rows.encode(), "file_name": "a.csv", "file_type": "text/csv"}
        )
        preview = self._call(model, "parse_preview", [load], options)
        self.assertNotIn("error", preview)
        fields = ["name", "email"]
        result = self._call(model, "execute_import", [load], fields, fields, options)
        self.assertFalse([m for m in result["messages"] if m["type"] == "error"])
        self.assertEqual(len(result["ids"]), 2)

    def _change_company(self, user):
        """Work in a second company for a moment."""
        companies = self._read("res.users", user, "company_ids")["company_ids"]
        for company in companies:
            context = {"allowed_company_ids": [company]}
            for model in ("res.partner", "crm.lead", "sale.order"):
                self._call(
                    model,
                    "web_search_read",
                    [],
                    {"display_name": {}},
                    limit=80,
                    context=context,
                )
        return companies
