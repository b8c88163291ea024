{
    "name": "Vietnam CRM: KPI of messages",
    "summary": "SMS and Zalo messages delivered and answered as KPI metrics",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_kpi", "crm_vn_zalo"],
    "auto_install": True,
    "data": [
        "security/crm_vn_kpi_messaging_security.xml",
        "security/ir.model.access.csv",
        "data/crm_vn_kpi_metric_data.xml",
        "report/crm_vn_kpi_message_views.xml",
    ],
}
