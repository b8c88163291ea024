import itertools

from odoo import api
from odoo.modules.registry import Registry
from odoo.tests import HttpCase, get_db_name

from odoo.addons.crm_vn_base.tests.common import (
    VIETNAM,
    VnCompanyCase,
    quiet_test_user,
)


class VnCustomerCommon(VnCompanyCase):
    """The test organisation, for this addon and those above it.

    ::

        company (main)                      company_2
        ├── manager     Sales / Administrator   └── user_2  Sales / All documents
        ├── user_all    Sales / All documents
        ├── user_own    Sales / Own documents
        └── employee    no right in Sales

        customer_company  "Công ty TNHH Đại Phát"    owner: user_own
        └── customer_contact  "Nguyễn Văn Hùng"      (no customer of his own)
        customer_person   "Trần Thị Ánh"             owner: user_all
        collaborator      "Lê Đình Đạt"              is a collaborator
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        cls.company_2 = cls.env["res.company"].create({"name": "Công ty Hai"})
        cls._create_users()
        cls._create_catalogs()
        cls._create_customers()

    @classmethod
    def _create_users(cls):
        salesman = "sales_team.group_sale_salesman"
        cls.manager, cls.user_all, cls.user_own, cls.user_2 = cls._make_users(
            ("vn_manager", "sales_team.group_sale_manager"),
            ("vn_user_all", f"{salesman}_all_leads"),
            ("vn_user_own", salesman),
            ("vn_user_2", f"{salesman}_all_leads", cls.company_2),
        )
        cls.employee = quiet_test_user(
            cls.env, login="vn_employee", lang="en_US", tz=VIETNAM
        )

    @classmethod
    def _create_catalogs(cls):
        def ref(name):
            return cls.env.ref(f"crm_vn_customer.{name}")

        cls.type_company = ref("crm_vn_customer_type_company")
        cls.type_individual = ref("crm_vn_customer_type_individual")
        cls.group_retail = ref("crm_vn_customer_group_retail")
        cls.group_corporate = ref("crm_vn_customer_group_corporate")
        cls.group_key = ref("crm_vn_customer_group_key")
        cls.channel_direct = ref("crm_vn_channel_direct")
        cls.channel_online = ref("crm_vn_channel_online")
        cls.size_small = ref("crm_vn_customer_size_small")
        cls.size_large = ref("crm_vn_customer_size_large")
        cls.relationship_new = ref("crm_vn_relationship_new")
        cls.relationship_customer = ref("crm_vn_relationship_customer")
        cls.relationship_vip = ref("crm_vn_relationship_vip")
        cls.collaborator_group = ref("crm_vn_collaborator_group_individual")
        cls.source = cls.env["utm.source"].create({"name": "Hội chợ VietBuild"})
        cls.source_other = cls.env["utm.source"].create({"name": "Bạn bè"})
        cls.industry = cls.env["res.partner.industry"].create({"name": "Xây dựng"})

    @classmethod
    def _create_customers(cls):
        cls.Partner = cls.env["res.partner"].with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True
        )
        cls.customer_company = cls.Partner.create(
            {
                "name": "Công ty TNHH Đại Phát",
                "is_company": True,
                "phone": "0903 123 456",
                "email": "info@daiphat.example.com",
                "user_id": cls.user_own.id,
                "vn_relationship_id": cls.relationship_customer.id,
                "vn_type_id": cls.type_company.id,
                "vn_group_ids": [(6, 0, cls.group_corporate.ids)],
                "source_id": cls.source.id,
            }
        )
        cls.customer_contact = cls.Partner.create(
            {
                "name": "Nguyễn Văn Hùng",
                "parent_id": cls.customer_company.id,
                "email": "hung@daiphat.example.com",
            }
        )
        cls.customer_person = cls.Partner.create(
            {
                "name": "Trần Thị Ánh",
                "phone": "0912 345 678",
                "user_id": cls.user_all.id,
                "vn_relationship_id": cls.relationship_new.id,
                "vn_type_id": cls.type_individual.id,
                "vn_group_ids": [(6, 0, cls.group_retail.ids)],
            }
        )
        cls.collaborator = cls.Partner.create(
            {
                "name": "Lê Đình Đạt",
                "vn_is_collaborator": True,
                "vn_collaborator_group_id": cls.collaborator_group.id,
            }
        )

    def as_user(self, records, user=None):
        self.env.invalidate_all()
        return records.with_user(user or self.user_own)


class VnTourCase(HttpCase):
    """Tours on a desktop and on a phone, in English and in Vietnamese."""

    tour_sizes = ("1280x800", "360x640")
    tour_langs = ("en_US", "vi_VN")

    @classmethod
    def setUpClass(cls):
        cls._make_bundles()
        super().setUpClass()
        for lang in cls.tour_langs:
            cls.env["res.lang"]._activate_lang(lang)

    @classmethod
    def _make_bundles(cls):
        """Make the client's bundles once and keep them for every tour.

        The requests of a test take turns: while one of them makes a bundle, the
        others would give up waiting and answer with a page of errors. Bundles made
        inside the transaction of a test would be lost with it. Only those of the
        client's page are made: all that Odoo has take four times as long.
        """
        with Registry(get_db_name()).cursor() as cr:
            qweb = api.Environment(cr, api.SUPERUSER_ID, {})["ir.qweb"]
            for bundle in ("assets_web", "assets_tests", "__assets_tests_call__"):
                qweb._get_asset_bundle(f"web.{bundle}", css=False, js=True).js()
            for bundle in ("web.assets_web", "web.assets_web_print"):
                qweb._get_asset_bundle(bundle, css=True, js=False).css()

    def run_tour_everywhere(
        self,
        url,
        tour,
        login,
        sizes=None,
        langs=None,
        before=None,
        after=None,
        **kwargs,
    ):
        """Run *tour* at each width and in each language, but not in every pair.

        What a width breaks does not depend on the language, so the desktop shows the
        first one and the phone the other. Changes of one run are there in the next:
        let *before* put things back.

        :param url: where the tour starts
        :param tour: name in the registry of tours
        :param login: of a user, whose language is changed
        :param before: function of (size, lang), called before each run
        :param after: function without arguments that checks what a run did
        """
        user = self.env["res.users"].search([("login", "=", login)])
        user.tour_enabled = False
        sizes, langs = sizes or self.tour_sizes, langs or self.tour_langs
        count = max(len(sizes), len(langs))
        pairs = zip(itertools.cycle(sizes), itertools.cycle(langs), strict=False)
        for size, lang in itertools.islice(pairs, count):
            with self.subTest(size=size, lang=lang):
                user.lang = lang
                if before:
                    before(size, lang)
                self._run_tour_at(size, url, tour, login, **kwargs)
                if after:
                    self.env.invalidate_all()
                    after()

    def _run_tour_at(self, size, url, tour, login, **kwargs):
        # set on the instance: the browser leaves the size it used there, and the next
        # one would start with it
        before = self.browser_size, self.touch_enabled
        self.browser_size = size
        self.touch_enabled = int(size.split("x")[0]) < 768
        try:
            self.start_tour(url, tour, login=login, **kwargs)
        finally:
            self.browser_size, self.touch_enabled = before
