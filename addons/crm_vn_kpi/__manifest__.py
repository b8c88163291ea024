{
    "name": "Vietnam CRM: KPI",
    "summary": "Numbers that open exactly the records they count: customers and people",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contract"],
    "data": [
        # security
        "security/crm_vn_kpi_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/crm_vn_kpi_metric_data.xml",
        "data/crm_team_member_data.xml",
        # views
        "views/crm_vn_kpi_metric_views.xml",
        "report/crm_vn_kpi_activity_views.xml",
        "report/crm_vn_kpi_comment_views.xml",
        "views/crm_vn_team_membership_views.xml",
        "views/res_partner_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
}
