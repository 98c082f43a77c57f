import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onMounted, onWillUnmount, onWillUpdateProps, useState } from "@odoo/owl";

const DELAY = 1500;

/**
 * How far the calls or the mails of a campaign are. They are made by a job in the
 * background: whoever looks at the campaign sees the bar move, and may stop it.
 */
export class CampaignProgress extends Component {
    static template = "lcc_membership.CampaignProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ is_running: false });
        onMounted(() => this.poll());
        onWillUpdateProps(() => {
            if (!this.state.is_running) {
                this.pollSoon(0);
            }
        });
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
        const { is_running: wasRunning, step } = this.state;
        const progress = await this.orm.silent.call(resModel, "get_progress", [[resId]]);
        Object.assign(this.state, progress);
        if (progress.is_running) {
            this.pollSoon(DELAY);
        }
        if (wasRunning && (!progress.is_running || progress.step !== step)) {
            await this.props.record.load();
        }
    }

    async stop() {
        const { resId, resModel } = this.props.record;
        await this.orm.call(resModel, "action_stop", [[resId]]);
        await this.props.record.load();
    }
}

registry.category("view_widgets").add("lcc_campaign_progress", {
    component: CampaignProgress,
});
