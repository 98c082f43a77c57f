import { expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { download } from "@web/core/network/download";
import { weasyprintHandler } from "@report_weasyprint/reports/weasyprint_handler";

const env = {
    services: {
        ui: { block: () => expect.step("block"), unblock: () => expect.step("unblock") },
    },
};

test("downloads without asking for wkhtmltopdf", async () => {
    patchWithCleanup(download, {
        _download: ({ url, data }) => {
            expect.step(url);
            expect(JSON.parse(data.data)).toEqual(["/report/pdf/some.paper/7,8", "qweb-pdf"]);
            expect(JSON.parse(data.context).active_ids).toEqual([7, 8]);
        },
    });
    const action = {
        report_type: "qweb-pdf",
        report_name: "some.paper",
        pdf_engine: "weasyprint",
        context: { active_ids: [7, 8] },
    };
    expect(await weasyprintHandler(action, {}, env)).toBe(true);
    expect.verifySteps(["block", "/report/download", "unblock"]);
});

test("leaves other reports alone", async () => {
    for (const action of [
        { report_type: "qweb-pdf", pdf_engine: "wkhtmltopdf" },
        { report_type: "qweb-pdf" },
        { report_type: "qweb-html", pdf_engine: "weasyprint" },
        { report_type: "xlsx", pdf_engine: "weasyprint" },
    ]) {
        expect(await weasyprintHandler(action, {}, env)).toBe(false);
    }
    expect.verifySteps([]);
});

test("unblocks the screen when the download fails", async () => {
    patchWithCleanup(download, { _download: () => Promise.reject(new Error("refused")) });
    const action = { report_type: "qweb-pdf", report_name: "x", pdf_engine: "weasyprint" };
    await expect(weasyprintHandler(action, {}, env)).rejects.toThrow("refused");
    expect.verifySteps(["block", "unblock"]);
});
