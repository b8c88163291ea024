"""Messages in queues, and whom they are given to."""

from odoo.fields import Command

from .due import SOME, customers


def gateways(env, url, kind="esms"):
    """A gateway of SMS and an account of Zalo, both at *url*."""
    env.cr.execute("UPDATE res_partner SET vn_contact_number = phone_sanitized")
    env.invalidate_all()
    providers = env["crm.vn.sms.provider"]
    providers.search([]).active = False
    providers.create(
        {
            "name": "Cổng tin nhắn",
            "kind": kind,
            "brand": "SAOMAI",
            "url": url,
            "key": "khoa",
            "secret": "bi mat",
            "advert_footer": False,
            "company_id": env.company.id,
        }
    )
    account = env["crm.vn.zalo.account"].create(
        {
            "name": "Sao Mai",
            "app_id": "11",
            "oa_id": "22",
            "app_secret": "bi mat",
            "webhook_secret": "chu ky",
            "server_url": url,
            "company_id": env.company.id,
        }
    )
    account._keep_tokens({"access_token": "token-0", "refresh_token": "refresh-0"})
    return account


def sms(env, number=2 * SOME):
    """Messages in the queue, each to a customer of its own."""
    env["sms.sms"].search([("state", "=", "outgoing")]).write({"state": "canceled"})
    env["sms.sms"].create(
        [
            {
                "number": one.phone_sanitized,
                "partner_id": one.id,
                "body": "Chao anh chi",
                "vn_purpose": "transaction",
            }
            for one in customers(env, number)
        ]
    )


def zalo(env, account, number=2 * SOME):
    """Messages by template in the queue of Zalo."""
    template = env["crm.vn.zalo.template"].create(
        {
            "name": "Cảm ơn",
            "code": "300",
            "account_id": account.id,
            "state": "enabled",
            "purpose": "transaction",
            "price": 200,
            "param_ids": [
                Command.create(
                    {
                        "name": "customer_name",
                        "kind": "STRING",
                        "required": True,
                        "most": 200,
                        "path": "name",
                    }
                )
            ],
        }
    )
    some = customers(env, number)
    sent, refused = env["crm.vn.message"]._vn_queue_template(template, some)
    if refused or len(sent) != len(some):
        raise ValueError(f"not all went into the queue: {refused}")


def care(env):
    """Lines of a care schedule that are due and write by themselves."""
    template = env["sms.template"].create(
        {
            "name": "Hỏi thăm",
            "model_id": env["ir.model"]._get_id("res.partner"),
            "body": "Chao {{ object.name }}",
        }
    )
    plan = env["mail.activity.plan"].create(
        {
            "name": "Sau bán hàng",
            "res_model": "res.partner",
            "vn_is_care_schedule": True,
            "company_id": env.company.id,
            "vn_trigger": "order_confirmed",
            "template_ids": [
                Command.create(
                    {
                        "activity_type_id": env.ref("mail.mail_activity_data_todo").id,
                        "summary": "Nhắn hỏi thăm",
                        "delay_count": 0,
                        "delay_from": "after_plan_date",
                        "responsible_type": "vn_customer_owner",
                        "vn_off_day_policy": "keep",
                        "vn_sms_template_id": template.id,
                    }
                )
            ],
        }
    )
    env["res.company"].search([]).vn_care_daily_cap = 0
    plan._vn_enroll(
        customers(env, SOME, SOME), base_date=env.company._vn_today(), automatic=True
    )
