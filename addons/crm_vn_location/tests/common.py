from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnLocationCommon(VnCustomerCommon):
    """The test organisation, with some places of Vietnam.

    ::

        sai_gon      Phường Sài Gòn, TP Hồ Chí Minh   (Bến Nghé of old)
        vung_tau     Phường Vũng Tàu, TP Hồ Chí Minh  (of Bà Rịa - Vũng Tàu of old)
        ba_dinh      Phường Ba Đình, Hà Nội
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vietnam = cls.env.ref("base.vn")
        cls.hcm = cls.env.ref("base.state_vn_VN-SG")
        cls.hanoi = cls.env.ref("base.state_vn_VN-HN")
        cls.City = cls.env["res.city"]
        cls.sai_gon = cls._ward("Phường Sài Gòn", cls.hcm)
        cls.vung_tau = cls._ward("Phường Vũng Tàu", cls.hcm)
        cls.ba_dinh = cls._ward("Phường Ba Đình", cls.hanoi)

    @classmethod
    def _ward(cls, name, state):
        """Return the ward of this name, or fail."""
        ward = cls.City.search([("name", "=", name), ("state_id", "=", state.id)])
        assert len(ward) == 1, f"{name}: {len(ward)} wards"
        return ward
