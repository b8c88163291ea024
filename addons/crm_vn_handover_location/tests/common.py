from odoo.addons.crm_vn_handover.tests.common import VnHandoverCommon


class VnHandoverAreaCommon(VnHandoverCommon):
    """Customers of two provinces, in a tree of sales areas.

    ::

        North ── Hanoi        Central ── Da Nang
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Area = cls.env["crm.vn.area"]
        cls.north, cls.central = Area.create([{"name": "Bắc"}, {"name": "Trung"}])
        cls.inner = Area.create({"name": "Nội thành", "parent_id": cls.north.id})
        cls.first.vn_area_id = cls.inner
        cls.second.vn_area_id = cls.central
