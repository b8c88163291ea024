from odoo import api, models

# key: English, Vietnamese; the names of sources are not translated by Odoo
SOURCES = {
    "referral": ("Customer referral", "Khách hàng giới thiệu"),
    "employee": ("Employee referral", "Nhân viên giới thiệu"),
    "website": ("Website", "Website"),
    "zalo": ("Zalo", "Zalo"),
    "facebook": ("Facebook", "Facebook"),
    "tiktok": ("TikTok", "TikTok"),
    "google_ads": ("Google Ads", "Quảng cáo Google"),
    "hotline": ("Inbound call", "Gọi đến tổng đài"),
    "cold_call": ("Cold call", "Gọi điện tiếp cận"),
    "event": ("Fair or event", "Hội chợ, sự kiện"),
    "marketplace": ("Marketplace", "Sàn thương mại điện tử"),
    "partner": ("Partner or affiliate", "Đối tác, cộng tác viên"),
    "walk_in": ("Walk-in", "Khách đến trực tiếp"),
    "import": ("Imported list", "Nhập từ danh sách"),
    "other": ("Other", "Khác"),
}
# what Odoo brings by itself: XML ID without the addon: English, Vietnamese
ODOO = {
    "utm_source_search_engine": ("Search engine", "Công cụ tìm kiếm"),
    "utm_source_mailing": ("Lead Recall", "Mời lại khách cũ"),
    "utm_source_newsletter": ("Newsletter", "Bản tin"),
    "utm_source_referral": ("Referral", "Giới thiệu"),
    "utm_medium_phone": ("Phone", "Điện thoại"),
    "utm_medium_direct": ("Direct", "Trực tiếp"),
    "utm_medium_banner": ("Banner", "Biểu ngữ"),
    "utm_medium_television": ("Television", "Truyền hình"),
}


class UtmSource(models.Model):
    _name = "utm.source"
    _inherit = ["utm.source", "crm.vn.catalog.usage.mixin"]

    _vn_customer_field = "source_id"

    @api.model
    def _vn_load_defaults(self):
        """Create the usual sources, once; existing ones of the same name are kept.

        The names are Vietnamese where Vietnamese is the only language or the
        language of the main company, because Odoo does not translate sources.
        """
        Data = self.env["ir.model.data"]
        installed = [code for code, __ in self.env["res.lang"].get_installed()]
        main = self.env.ref("base.main_company").partner_id.lang
        vietnamese = int("vi_VN" in installed and (main or "vi_VN") == "vi_VN")
        if vietnamese:
            self._vn_name_in_vietnamese()
        for key, names in SOURCES.items():
            name = names[vietnamese]
            source = self.search([("name", "=ilike", name)], limit=1)
            if source and not source.get_external_id()[source.id]:
                # a user's own: removing the addon must not remove it
                continue
            Data._update_xmlids(
                [
                    {
                        "xml_id": f"crm_vn_customer.utm_source_{key}",
                        "record": source or self.create({"name": name}),
                        "noupdate": True,
                    }
                ]
            )

    @api.model
    def _vn_name_in_vietnamese(self):
        """Give sources and media their Vietnamese names, where nobody renamed them."""
        names = {f"utm.{key}": both for key, both in ODOO.items()}
        names |= {f"crm_vn_customer.utm_source_{key}": n for key, n in SOURCES.items()}
        for xmlid, (english, vietnamese) in names.items():
            record = self.env.ref(xmlid, raise_if_not_found=False)
            if record and record.name == english != vietnamese:
                record.name = vietnamese
