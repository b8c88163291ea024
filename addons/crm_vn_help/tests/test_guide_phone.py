import json

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.crm_vn_help.tools import guide

#: opens each page in a frame of a phone's width, and says what does not fit
SCRIPT = """
(async () => {
    const faults = [];
    const frame = document.createElement("iframe");
    frame.style = "width: 360px; height: 740px; border: 0";
    document.body.append(frame);
    for (const address of %s) {
        await new Promise((resolve) => {
            frame.onload = resolve;
            frame.src = address;
        });
        const page = frame.contentDocument;
        for (const image of page.images) {
            image.loading = "eager";
            await image.decode().catch(() => faults.push(`${address}: no picture`));
        }
        const width = page.documentElement.scrollWidth;
        if (!page.querySelector("h1, h2") || width > 360) {
            faults.push(`${address}: ${width} pixels`);
        }
    }
    if (faults.length) {
        console.error(faults.join("; "));
    } else {
        console.log("every page fits");
    }
})()
"""


@tagged("post_install", "-at_install")
class TestGuideOnAPhone(HttpCase):
    browser_size = "1280x800"

    def test_every_page_fits_into_360_pixels(self):
        new_test_user(
            self.env,
            login="vn_guide_phone",
            groups="sales_team.group_sale_salesman",
        )
        addresses = [
            f"/vn/guide/{name}?lang={language}"
            for language in guide.LANGUAGES
            for name in guide.pages(language)
        ]
        addresses.append("/vn/guide")
        self.browser_js(
            "/vn/guide",
            SCRIPT % json.dumps(addresses),
            "document.readyState === 'complete'",
            login="vn_guide_phone",
            success_signal="every page fits",
            timeout=120,
        )
