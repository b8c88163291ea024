{
    "name": "Vietnam CRM: KPI of SMS",
    "summary": "Delivered SMS as a KPI metric",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_kpi", "sms"],
    "auto_install": True,
    "data": [
        "security/crm_vn_kpi_sms_security.xml",
        "security/ir.model.access.csv",
        "data/crm_vn_kpi_metric_data.xml",
        "report/crm_vn_kpi_sms_views.xml",
    ],
}
