{
    "name": "Vietnam CRM: KPI of e-mails",
    "summary": "E-mails of mailings that customers read as a KPI metric",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_kpi", "mass_mailing"],
    "auto_install": True,
    "data": [
        "security/crm_vn_kpi_email_security.xml",
        "security/ir.model.access.csv",
        "data/crm_vn_kpi_metric_data.xml",
        "report/crm_vn_kpi_email_views.xml",
    ],
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
}
