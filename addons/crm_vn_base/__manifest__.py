{
    "name": "Foundations of the CRM for Vietnam",
    "summary": "The company's day, protected columns, conditions that people type",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm"],
}
