from . import (
    base_partner_merge,
    crm_vn_care_apply,
    crm_vn_care_set,
    crm_vn_holiday_proposal,
    mail_activity_schedule,
)
