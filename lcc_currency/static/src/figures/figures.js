/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { formatAmount, formatCount } from "@lcc_base/figures/figures";
import { formatCurrency } from "@web/core/currency";
import { _t } from "@web/core/l10n/translation";

/**
 * @param {number} value
 * @param {Object} currency as the server prepares it
 * @returns {string} the amount with its unit
 */
export function formatMoney(value, currency) {
    return formatCurrency(value, currency.currency_id);
}

/**
 * @param {number} value face value
 * @param {Object} currency as the server prepares it
 * @returns {string} the denomination, such as "20 PYR"
 */
export function formatDenomination(value, currency) {
    const number = Number.isInteger(value) ? formatCount(value) : formatAmount(value);
    return `${number}\u00a0${currency.symbol}`;
}

/**
 * The ledger lines behind a figure.
 *
 * @param {string} name title of the list
 * @param {Object} currency as the server prepares it
 * @param {Object} options
 * @param {number[]} [options.placeIds] lines that entered or left these places
 * @param {string} [options.until] last day, ISO
 * @param {Array} [options.domain] more conditions
 * @param {string[]} [options.groupBy] groups, whose sums cover every line
 */
export function linesAction(name, currency, { placeIds, until, domain = [], groupBy = [] }) {
    const conditions = [
        ["lcc_currency_id", "=", currency.id],
        ["state", "=", "posted"],
        ...domain,
    ];
    if (until) {
        conditions.push(["date", "<=", until]);
    }
    if (placeIds) {
        conditions.push("|", ["place_from_id", "in", placeIds], ["place_to_id", "in", placeIds]);
    }
    return {
        type: "ir.actions.act_window",
        name,
        res_model: "lcc.operation.line",
        views: [
            [false, "list"],
            [false, "pivot"],
        ],
        domain: conditions,
        context: { group_by: groupBy },
    };
}

/**
 * What places hold today, which adds up to the figure of today.
 *
 * @param {string} name title of the list
 * @param {number[]} placeIds
 */
export function heldAction(name, placeIds) {
    return {
        type: "ir.actions.act_window",
        name,
        res_model: "lcc.place.balance",
        views: [
            [false, "list"],
            [false, "pivot"],
        ],
        domain: [
            ["place_id", "in", placeIds],
            ["quantity", ">", 0],
        ],
    };
}

/**
 * The journal items behind a figure of the books.
 */
export function itemsAction(name, currency, accountIds, until) {
    return {
        type: "ir.actions.act_window",
        name,
        res_model: "account.move.line",
        views: [[false, "list"]],
        domain: [
            ["account_id", "in", accountIds],
            ["company_id", "=", currency.company_id],
            ["parent_state", "=", "posted"],
            ["date", "<=", until],
        ],
        context: { create: false },
    };
}

/** Lines of the charts by month. */
export const CHART_LINES = {
    circulation: { name: "circulation", label: _t("Circulation"), isArea: true },
    liability: { name: "liability", label: _t("In the books"), isArea: true },
    fund: { name: "fund", label: _t("Guarantee fund") },
};
