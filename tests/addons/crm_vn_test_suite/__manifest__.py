{
    "name": "Tests of the whole suite",
    "summary": "Every addon and the demo company in one database; never installed",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "crm_vn contributors",
    "license": "LGPL-3",
    # a place for tests: pytest collects them, no database has it
    "depends": ["base"],
    "installable": True,
}
