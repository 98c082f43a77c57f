import { rpcBus } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";

const RUNS = ["action_check", "action_import", "action_undo"];

/**
 * How far a check or an import is, seen by who launched it and by whoever looks at
 * the same import. The run tells it in a transaction of its own.
 */
export class ImportProgress extends Component {
    static template = "lcc_currency.ImportProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ is_running: false, percent: 0, step: "" });
        this.pending = new Set();
        useBus(rpcBus, "RPC:REQUEST", ({ detail }) => {
            const { model, method } = detail.data.params || {};
            if (model === this.props.record.resModel && RUNS.includes(method)) {
                this.pending.add(detail.data.id);
                this.pollSoon(300);
            }
        });
        useBus(rpcBus, "RPC:RESPONSE", ({ detail }) => {
            this.pending.delete(detail.data.id);
        });
        onMounted(() => this.poll());
        onWillUnmount(() => clearTimeout(this.timer));
    }

    pollSoon(delay) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.poll(), delay);
    }

    async poll() {
        const { resId, resModel } = this.props.record;
        if (!resId) {
            return;
        }
        const wasRunning = this.state.is_running;
        const progress = await this.orm.silent.call(resModel, "get_progress", [[resId]]);
        Object.assign(this.state, progress);
        if (this.state.is_running || this.pending.size) {
            this.pollSoon(1000);
        } else if (wasRunning) {
            await this.props.record.load();
        }
    }
}

registry.category("view_widgets").add("lcc_import_progress", {
    component: ImportProgress,
});
