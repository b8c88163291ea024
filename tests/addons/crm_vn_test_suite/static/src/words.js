/* global hands */

/**
 * One word for one thing, a required field that is missing is named, and sentences
 * instead of formulas.
 *
 * @param {Object} forms actions of a `customer` with a tier and of a KPI `sheet`
 */
// eslint-disable-next-line no-unused-vars
async function words({customer, sheet}) {
    const {see, click, open, home, check, perform} = hands("words");
    const said = () => document.querySelector(".o_action_manager").innerText;

    await perform(async () => {
        await open(customer);
        await see("the head", ".o_vn_head [data-name=owner]", "Người phụ trách");
        await click("what is known", ".o_notebook_headers a[name=vn_customer]");
        await see("the code", ".o_form_view [title='Mã khách hàng']");
        for (const word of ["Lĩnh vực", "Phân cấp khách hàng"]) {
            await see(word, ".o_form_view label, .o_form_view .o_form_label", word);
        }
        await see("why this tier", "[name=vn_tier_explanation]", "Đạt hạng");
        for (const word of ["Ngành nghề", "Tỉnh thành", "Chủ sở hữu", "Cấp độ"]) {
            check(`nobody says ${word}`, !said().includes(word));
        }
        // what is missing has a name, and a mark
        await home();
        await click("a new customer", ".o_vn_bar_new");
        await see("an empty form", ".o_form_view .o_field_widget[name=name]");
        await click("save nothing", ".o_form_button_save");
        await see("it is named", ".o_notification", "Chưa nhập thông tin bắt buộc");
        await see("it is marked", ".o_field_widget[name=name].o_field_invalid");
        await click("then not", ".o_form_button_cancel");
        // a sheet that is closed has a word of its own
        await open(sheet);
        await see("a closed sheet", ".o_form_view", "Đã chốt");
        check("it is never shut", !said().includes("Đã đóng"));
    });
}
