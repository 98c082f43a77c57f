import { formatCurrency } from "@web/core/currency";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onMounted, onPatched, useState } from "@odoo/owl";

/**
 * Who would be called, by dues and by territory, and who is left out and why. Counted
 * anew whenever the campaign is saved; each number opens its members.
 */
export class CampaignPreview extends Component {
    static template = "lcc_membership.CampaignPreview";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ preview: null });
        onMounted(() => this.load());
        onPatched(() => this.load());
    }

    /** Saved values that the preview depends on, to count again when they change. */
    get version() {
        const { resId, data } = this.props.record;
        return resId && `${resId} ${data.state} ${data.write_date}`;
    }

    get isDirty() {
        return this.props.record.dirty;
    }

    async load() {
        if (!this.version || this.version === this.loaded) {
            return;
        }
        this.loaded = this.version;
        const { resId, resModel } = this.props.record;
        this.state.preview = await this.orm.call(resModel, "get_preview", [[resId]]);
    }

    get tables() {
        const { by_dues, by_territory, by_letter } = this.state.preview;
        return [
            { name: "dues", rows: by_dues, notes: by_letter },
            { name: "territory", rows: by_territory, notes: [] },
        ];
    }

    amount(row) {
        return formatCurrency(row.amount, this.state.preview.currency_id);
    }

    async open({ kind, key, label }) {
        const { resId, resModel } = this.props.record;
        this.action.doAction(
            await this.orm.call(resModel, "action_view_preview", [[resId], kind, key, label])
        );
    }
}

registry.category("view_widgets").add("lcc_campaign_preview", {
    component: CampaignPreview,
    fieldDependencies: [
        { name: "state", type: "selection" },
        { name: "write_date", type: "datetime" },
    ],
});
