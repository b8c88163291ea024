{
    "name": "Vietnam CRM: KPI of projects",
    "summary": "Tasks as documents of customers; activities of the KPI by project",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_kpi_report", "project"],
    "auto_install": True,
    "data": [
        # data
        "data/crm_vn_kpi_metric_data.xml",
        # views
        "report/crm_vn_kpi_activity_views.xml",
        "views/project_task_views.xml",
    ],
    "demo": ["demo/project_demo.xml"],
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
}
