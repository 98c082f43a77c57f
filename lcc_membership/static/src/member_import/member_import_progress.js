import { Progress } from "@lcc_base/progress/progress";
import { registry } from "@web/core/registry";

/** How far an import of members is, or its undoing. */
export class MemberImportProgress extends Progress {
    static template = "lcc_membership.MemberImportProgress";

    isLaunched({ state }) {
        return ["running", "undoing"].includes(state);
    }
}

registry.category("view_widgets").add("lcc_member_import_progress", {
    component: MemberImportProgress,
    fieldDependencies: [{ name: "state", type: "selection" }],
});
