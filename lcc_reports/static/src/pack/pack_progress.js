/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { Progress } from "@lcc_base/progress/progress";
import { registry } from "@web/core/registry";

export class PackProgress extends Progress {
    static template = "lcc_reports.PackProgress";

    isLaunched({ step }) {
        return Boolean(step);
    }
}

registry.category("view_widgets").add("lcc_pack_progress", {
    component: PackProgress,
    fieldDependencies: [{ name: "step", type: "selection" }],
});
