import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { getReportUrl } from "@web/webclient/actions/reports/utils";

/**
 * Downloads the PDF of a report printed by WeasyPrint. The web client would ask for
 * wkhtmltopdf first, and show the report as HTML where it is missing.
 *
 * @param {Object} action the report action
 * @param {Object} options
 * @param {import("@web/env").OdooEnv} env
 * @returns {Promise<boolean>} whether the action was handled
 */
export async function weasyprintHandler(action, options, env) {
    if (action.report_type !== "qweb-pdf" || action.pdf_engine !== "weasyprint") {
        return false;
    }
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({ ...user.context, ...action.context }),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("weasyprint", weasyprintHandler);
