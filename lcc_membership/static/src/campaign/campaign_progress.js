import { Progress } from "@lcc_base/progress/progress";
import { registry } from "@web/core/registry";

/** How far the calls or the mails of a campaign are; the calls may be stopped. */
export class CampaignProgress extends Progress {
    static template = "lcc_membership.CampaignProgress";

    isLaunched({ state }) {
        return state === "calling";
    }

    async stop() {
        const { resId, resModel } = this.record;
        await this.orm.call(resModel, "action_stop", [[resId]]);
        await this.record.load();
    }
}

registry.category("view_widgets").add("lcc_campaign_progress", {
    component: CampaignProgress,
    fieldDependencies: [{ name: "state", type: "selection" }],
});
