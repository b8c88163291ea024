from odoo.tools import SQL

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class DiscussionCommon(VnCustomerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.customer_company

    def comment(self, user, body="Đã gọi, khách hẹn thứ hai"):
        return self.customer.with_user(user).message_post(
            body=body, message_type="comment", subtype_xmlid="mail.mt_note"
        )

    def post_before(self, message, minutes):
        """Let *message* have been posted so many minutes ago."""
        message.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE mail_message SET create_date = "
                "(now() AT TIME ZONE 'UTC') - %s * interval '1 minute' "
                "WHERE id = %s RETURNING id",
                minutes,
                message.id,
            )
        )
        message.invalidate_recordset()
