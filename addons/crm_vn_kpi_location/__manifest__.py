{
    "name": "Vietnam CRM: KPI by place",
    "summary": "KPI by province, ward and sales area; each number opens its records",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_kpi", "crm_vn_location"],
    "auto_install": True,
    "data": ["views/crm_vn_kpi_place_views.xml"],
}
