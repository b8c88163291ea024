"""Ask search methods what the filter editor lets people ask."""

#: conditions by type of field, as the filter editor writes them
NUMBERS = [("=", 1), ("!=", 1), ("<", 1), (">", 1), (">=", 1), ("<=", 2), ("in", [1])]
TEXTS = [("=", "a"), ("!=", "a"), ("ilike", "a"), ("not ilike", "a"), ("=ilike", "a%")]
DAYS = [("=", "2026-12-01"), (">=", "2026-12-01"), ("<", "2026-12-01"), (">", "today")]
ASKED = {
    "boolean": [("=", True), ("!=", True)],
    "integer": NUMBERS,
    "float": NUMBERS,
    "monetary": NUMBERS,
    "char": TEXTS,
    "text": TEXTS,
    "date": DAYS,
    "datetime": DAYS,
    "many2one": [("=", 1), ("!=", 1), ("in", [1]), ("ilike", "a")],
    "one2many": [("=", 1), ("in", [1])],
    "many2many": [("=", 1), ("in", [1])],
}
SET = [("=", False), ("!=", False)]


class SearchOperatorsMixin:
    """Asks all fields of an addon that have a search method of their own."""

    def assertAnswersEveryOperator(self, module, user):
        """Fail for a field that is offered and does not answer a condition.

        "Set" and "not set" share all records out between them, as any condition and
        its opposite do.

        :param module: name of the addon
        :param user: who asks
        """
        found = []
        for model_name, model_class in self.env.registry.items():
            for name, field in model_class._fields.items():
                if field._module == module and isinstance(field.search, str):
                    found.append((model_name, name, field.type))
        self.assertTrue(found, "no field with a search method in this addon")
        for model_name, name, kind in found:
            model = self.env[model_name].with_user(user)
            if not model.has_access("read"):
                continue
            if not model.fields_get([name]).get(name, {}).get("searchable"):
                continue
            total = model.search_count([])
            if kind == "selection":
                key = model._fields[name].get_values(model.env)[0]
                asked = [("=", key), ("!=", key), ("in", [key])]
            else:
                asked = ASKED[kind]
            for operator, value in [*asked, *SET]:
                with self.subTest(field=f"{model_name}.{name}", operator=operator):
                    term = (name, operator, value)
                    yes = model.search_count([term])
                    no = model.search_count(["!", term])
                    # who has no number is neither above nor below one
                    compared = operator in ("<", ">", "<=", ">=")
                    check = self.assertLessEqual if compared else self.assertEqual
                    check(yes + no, total, term)
