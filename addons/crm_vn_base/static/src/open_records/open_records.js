import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component} from "@odoo/owl";

/**
 * Opens the records that a row stands for, also where the row was never saved: a button
 * of a list asks to save first, and what a dialog only counts has nothing to save.
 *
 * `<widget name="vn_open_records" field="partner_ids" name_field="reason" string="…" />`:
 * *field* is the many2many of the records, *name_field* the one that names the new
 * screen; both have to be in the list.
 */
export class OpenRecords extends Component {
    static template = "crm_vn_base.OpenRecords";
    static props = {
        ...standardWidgetProps,
        field: String,
        label: String,
        nameField: {type: String, optional: true},
    };

    setup() {
        this.action = useService("action");
    }

    open() {
        const {data, fields} = this.props.record;
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: data[this.props.nameField] || this.props.label,
            res_model: fields[this.props.field].relation,
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: [["id", "in", data[this.props.field].currentIds]],
        });
    }
}

registry.category("view_widgets").add("vn_open_records", {
    component: OpenRecords,
    extractProps: ({attrs}) => ({
        field: attrs.field,
        label: attrs.string,
        nameField: attrs.name_field,
    }),
});
