import { Progress } from "@lcc_base/progress/progress";
import { rpcBus } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useBus } from "@web/core/utils/hooks";

const RUNS = ["action_check", "action_import", "action_undo"];

/** How far a check or an import is. The run tells it in a transaction of its own. */
export class ImportProgress extends Progress {
    setup() {
        super.setup();
        this.pending = new Set();
        useBus(rpcBus, "RPC:REQUEST", ({ detail }) => {
            const { model, method } = detail.data.params || {};
            if (model === this.record.resModel && RUNS.includes(method)) {
                this.pending.add(detail.data.id);
                this.pollSoon(300);
            }
        });
        useBus(rpcBus, "RPC:RESPONSE", ({ detail }) => {
            if (this.pending.delete(detail.data.id)) {
                this.pollSoon(0);
            }
        });
    }

    get isAwaited() {
        return this.pending.size > 0;
    }
}

registry.category("view_widgets").add("lcc_import_progress", {
    component: ImportProgress,
});
