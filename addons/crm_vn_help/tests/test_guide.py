import re

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.crm_vn_help.tools import guide


@tagged("post_install", "-at_install")
class TestGuide(HttpCase):
    """The guide is served by Odoo itself, to whoever works there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.user = new_test_user(
            cls.env,
            login="vn_guide",
            groups="sales_team.group_sale_salesman",
            lang="vi_VN",
        )

    def open(self, address):
        page = self.url_open(address)
        self.assertEqual(page.status_code, 200, address)
        # without that, requests tries every encoding on every page
        page.encoding = "utf-8"
        return page.text

    def test_every_page_and_every_link(self):
        self.authenticate("vn_guide", "vn_guide")
        for language in guide.LANGUAGES:
            seen, todo = set(), [f"/vn/guide?lang={language}"]
            while todo:
                address = todo.pop()
                if address in seen:
                    continue
                seen.add(address)
                text = self.open(address)
                links = re.findall(r'(?:href|src)="(/vn/[^"]+)"', text)
                todo += [link for link in links if f"lang={language}" in link]
                for image in re.findall(r' src(?:set)?="(/crm[^"]+)"', text):
                    self.open(image)
            self.assertEqual(len(seen), len(guide.pages(language)) + 1)

    def test_nothing_comes_from_elsewhere(self):
        self.authenticate("vn_guide", "vn_guide")
        for name in guide.pages("vi"):
            text = self.open(f"/vn/guide/{name}")
            self.assertEqual(re.findall(r'(?:href|src)="(?:https?:)?//', text), [])

    def test_in_the_language_of_the_user(self):
        self.authenticate("vn_guide", "vn_guide")
        self.assertIn("Một ngày trên một màn hình", self.open("/vn/guide/your-day"))
        english = self.open("/vn/guide/your-day?lang=en")
        self.assertIn("Your day on one screen", english)
        self.assertIn("Back to work", english)
        self.user.lang = "en_US"
        self.authenticate("vn_guide", "vn_guide")
        self.assertIn("Your day on one screen", self.open("/vn/guide/your-day"))

    def test_search_without_accents(self):
        self.authenticate("vn_guide", "vn_guide")
        for words in ("gọi lại cuộc nhỡ", "goi lai cuoc nho", "GOI LAI"):
            text = self.open(f"/vn/guide?q={words}")
            self.assertIn("/vn/guide/log-a-contact", text)
        self.assertNotIn('class="found"><li', self.open("/vn/guide?q=xyzzy"))

    def test_what_is_searched_for_is_escaped(self):
        self.authenticate("vn_guide", "vn_guide")
        text = self.open("/vn/guide?q=<script>alert(1)</script>")
        self.assertNotIn("<script>alert", text)

    def test_the_page_about_a_screen(self):
        self.authenticate("vn_guide", "vn_guide")
        for screens, name in (
            ("crm_vn_customer.desk", "your-day"),
            ("something.else,crm.lead", "opportunity"),
            ("base_import.import", "import"),
            ("import", "import"),
        ):
            text = self.open(f"/vn/guide?screen={screens}")
            self.assertIn(f'data-page="{name}"', text)
        self.assertNotIn("data-page", self.open("/vn/guide?screen=unknown.model"))

    def test_no_such_page(self):
        self.authenticate("vn_guide", "vn_guide")
        self.assertEqual(self.url_open("/vn/guide/nothing").status_code, 404)
        self.assertEqual(self.url_open("/vn/guide/..%2Fmodels").status_code, 404)

    def test_not_without_a_login(self):
        page = self.url_open("/vn/guide", allow_redirects=False)
        self.assertEqual(page.status_code, 303)
        self.assertIn("/web/login", page.headers["Location"])

    def test_help_leads_to_it(self):
        requests = self.env["crm.vn.help.request"].with_user(self.user)
        request = requests.with_context(vn_screen="crm.lead").new({})
        self.assertEqual(request.guide_url, "/vn/guide?screen=crm.lead")
        self.assertEqual(requests.new({}).guide_url, "/vn/guide")
        self.assertEqual(request.release_notes_url, "/vn/guide/whats-new")
        self.env.company.vn_guide_url = "https://guide.example.com"
        self.assertEqual(requests.new({}).guide_url, "https://guide.example.com")
