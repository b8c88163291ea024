import csv
import inspect
from pathlib import Path

from odoo.tests import TransactionCase, new_test_user

TABLES = Path(__file__).parents[3] / "tables"
OPERATIONS = {"c": "create", "r": "read", "w": "write", "d": "unlink"}
#: who a person of the matrix is: login, groups
PEOPLE = {
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "salesperson": "sales_team.group_sale_salesman",
    "all_documents": "sales_team.group_sale_salesman_all_leads",
    "manager": "sales_team.group_sale_manager",
}


def read_table(name):
    """Return the rows of a table as dicts, in their order."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def own_methods(env):
    """Yield (model name, method name, function) of what RPC can call of ours.

    A method that several models get from a mixin is given once, for the mixin.
    """
    seen = set()
    for model in env.values():
        for base in type(model).mro():
            module = base.__module__
            if not module.startswith("odoo.addons.crm_vn"):
                continue
            owner = getattr(base, "_name", None) or base.__dict__.get("_inherit")
            if isinstance(owner, (list, tuple)):
                owner = owner[0]
            for name, function in vars(base).items():
                if name.startswith("_") or not inspect.isfunction(function):
                    continue
                if any(
                    getattr(vars(other).get(name), "_api_private", False)
                    for other in type(model).mro()
                ):
                    continue
                if (owner, name, module) not in seen:
                    seen.add((owner, name, module))
                    yield owner, name, function


class RightsCase(TransactionCase):
    """People of every role, and a manager of another company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        cls.other_company = cls.env["res.company"].create({"name": "Công ty Khác"})
        cls.people = {"public": cls.env.ref("base.public_user")}
        for role, groups in PEOPLE.items():
            cls.people[role] = cls._person(role, groups, cls.company)
        cls.people["other_manager"] = cls._person(
            "other_manager", PEOPLE["manager"], cls.other_company
        )

    @classmethod
    def _person(cls, role, groups, company):
        return new_test_user(
            cls.env,
            login=f"rights_{role}",
            groups=groups,
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
            lang="en_US",
        )
