{
    "name": "Vietnam CRM: KPI of visits",
    "summary": "Visits made, planned and verified as KPI metrics",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_kpi", "crm_vn_visit"],
    "auto_install": True,
    "data": ["data/crm_vn_kpi_metric_data.xml"],
}
