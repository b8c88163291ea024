{
    "name": "Vietnam CRM: KPI of feedback",
    "summary": "Answers, content and poor ones as KPI metrics",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_feedback", "crm_vn_kpi"],
    "auto_install": True,
    "data": [
        "data/crm_vn_kpi_metric_data.xml",
    ],
}
