from . import (
    mail_activity_plan,
    mail_activity_plan_template,
    crm_vn_care_enrollment,
    crm_vn_care_line,
    crm_vn_contract,
    mail_activity,
    res_company,
    res_config_settings,
    res_partner,
    resource_calendar,
    sale_order,
)
