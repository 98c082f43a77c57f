/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { registry } from "@web/core/registry";
import { X2ManyField, x2ManyField } from "@web/views/fields/x2many/x2many_field";
import { ListRenderer } from "@web/views/list/list_renderer";

const PREFIX = "value_";

/** Shows the figures that the table has columns for, under their headings. */
export class UsageRowsRenderer extends ListRenderer {
    static props = [...ListRenderer.props, "headings"];

    getActiveColumns() {
        const columns = super.getActiveColumns();
        const isFigure = ({ name }) => Boolean(name) && name.startsWith(PREFIX);
        const figures = this.props.headings.map(({ slot, label, isSummed }) => {
            const column = columns.find(({ name }) => name === PREFIX + slot);
            const { sum, ...attrs } = column.attrs;
            return { ...column, label, attrs: isSummed ? { ...attrs, sum } : attrs };
        });
        const others = columns.filter((column) => !isFigure(column));
        return [...others, ...figures];
    }
}

export class UsageRowsField extends X2ManyField {
    static components = { ...X2ManyField.components, ListRenderer: UsageRowsRenderer };

    get rendererProps() {
        const columns = this.props.record.data.column_ids.records;
        const headings = columns
            .filter(({ data }) => data.slot)
            .map(({ data }) => ({
                slot: data.slot,
                label: data.name,
                isSummed: data.is_summed,
            }));
        return { ...super.rendererProps, headings };
    }
}

registry.category("fields").add("lcc_usage_rows", {
    ...x2ManyField,
    component: UsageRowsField,
});
