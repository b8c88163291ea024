from datetime import datetime

from odoo.addons.crm_vn_sale.tests.common import VnSaleCommon


class VnTierCommon(VnSaleCommon):
    """The test organisation with two tiers: Silver (200 m, 3 %), Gold (500 m, 5 %)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.config.settings"].create(
            {"group_product_pricelist": True, "group_discount_per_so_line": True}
        ).execute()
        vnd = cls.env.ref("base.VND")
        vnd.active = True
        cls.company_vn = cls.env["res.company"].create(
            {"name": "Công ty Việt", "currency_id": vnd.id}
        )
        cls.company_vn.partner_id.tz = "Asia/Ho_Chi_Minh"
        cls.env.user.company_ids += cls.company_vn
        (cls.manager | cls.user_all | cls.user_own).write(
            {
                "company_ids": [(4, cls.company_vn.id)],
                "company_id": cls.company_vn.id,
            }
        )
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.company_vn.ids}
        )
        cls.pricelist_silver = cls._pricelist("Bạc", 3)
        cls.pricelist_gold = cls._pricelist("Vàng", 5)
        cls.env["crm.vn.tier"].search([]).active = False
        cls.silver = cls._tier("Silver", 10, 200_000_000, 150_000_000, "silver")
        cls.gold = cls._tier("Gold", 20, 500_000_000, 400_000_000, "gold")
        cls.customer = cls.env["res.partner"].browse(cls.customer_person.id)
        cls.organisation = cls.env["res.partner"].browse(cls.customer_company.id)
        cls.contact = cls.env["res.partner"].browse(cls.customer_contact.id)
        cls.product = cls.product.with_env(cls.env)
        cls.product.list_price = 1_000_000

    @classmethod
    def _pricelist(cls, name, percent):
        return cls.env["product.pricelist"].create(
            {
                "name": name,
                "currency_id": cls.company_vn.currency_id.id,
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": percent})
                ],
            }
        )

    @classmethod
    def _tier(cls, name, sequence, entry, keep, pricelist):
        return cls.env["crm.vn.tier"].create(
            {
                "name": name,
                "sequence": sequence,
                "entry_threshold": entry,
                "keep_threshold": keep,
                "pricelist_id": getattr(cls, f"pricelist_{pricelist}").id,
            }
        )

    @classmethod
    def sell(cls, partner, amount, day=None, company=None, currency=None, **values):
        """Return a confirmed order of *amount*, of *day* or of today."""
        company = company or cls.company_vn
        order = (
            cls.env["sale.order"]
            .with_company(company)
            .create(
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "order_line": [
                        (
                            0,
                            0,
                            {
                                "product_id": cls.product.id,
                                "product_uom_qty": 1,
                                "price_unit": amount,
                                "discount": 0,
                            },
                        )
                    ],
                    **values,
                }
            )
        )
        order.action_confirm()
        if day:
            order.date_order = datetime.fromisoformat(f"{day} 05:00:00")
        return order
