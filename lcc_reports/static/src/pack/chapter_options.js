/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** The own filters of a chapter's report: the field `filters` tells them. */
export class ChapterOptions extends Component {
    static template = "lcc_reports.ChapterOptions";
    static props = { ...standardFieldProps };

    get filters() {
        return this.props.record.data.filters || [];
    }

    choose(filter, value) {
        const chosen = filter.choices.find(([key]) => String(key) === value);
        return this.set(filter.name, chosen ? chosen[0] : false);
    }

    set(name, value) {
        const { record } = this.props;
        const options = { ...record.data[this.props.name], [name]: value };
        return record.update({ [this.props.name]: options });
    }
}

registry.category("fields").add("lcc_chapter_options", {
    component: ChapterOptions,
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "filters", type: "json" }],
});
