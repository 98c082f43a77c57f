import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onMounted, onWillUnmount, useEffect, useState } from "@odoo/owl";

const PAUSE = 1500;

/**
 * How far an import of members is. The job that works behind commits batch by batch;
 * whoever looks at the import sees it advance, and its result when it is done.
 */
export class MemberImportProgress extends Component {
    static template = "lcc_membership.MemberImportProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ is_running: false, percent: 0, done: 0, total: 0 });
        onMounted(() => (this.isMounted = true));
        onWillUnmount(() => {
            this.isMounted = false;
            clearTimeout(this.timer);
        });
        useEffect(
            () => this.follow(),
            () => [this.props.record.resId, this.props.record.data.state]
        );
    }

    follow() {
        clearTimeout(this.timer);
        if (["running", "undoing"].includes(this.props.record.data.state)) {
            this.poll();
        } else {
            this.state.is_running = false;
        }
    }

    async poll() {
        const { resId, resModel } = this.props.record;
        const progress = await this.orm.silent.call(resModel, "get_progress", [[resId]]);
        if (!this.isMounted) {
            return;
        }
        Object.assign(this.state, progress);
        if (progress.is_running) {
            this.timer = setTimeout(() => this.poll(), PAUSE);
        } else {
            await this.props.record.load();
        }
    }
}

registry.category("view_widgets").add("lcc_member_import_progress", {
    component: MemberImportProgress,
});
