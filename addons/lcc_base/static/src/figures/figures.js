/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { router } from "@web/core/browser/router";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { formatFloat } from "@web/core/utils/numbers";

export const formatAmount = (value) => formatFloat(value, { digits: [16, 2] });
export const formatPoints = (value) => formatFloat(value, { digits: [16, 1] });
export const formatCount = (value) => formatFloat(value, { digits: [16, 0] });
export const formatPercent = (value) =>
    value === null ? "" : `${formatFloat(value, { digits: [16, 1] })}\u00a0%`;
export const formatDay = (isoDate) => (isoDate ? formatDate(deserializeDate(isoDate)) : "");
export const formatChange = (value, format = formatAmount) =>
    (value > 0 ? "+" : "") + format(value);

/**
 * What the address bar says of a client action, also after a reload of a page
 * opened from it.
 *
 * @param {Object} action
 * @returns {Object} parameters, as numbers or strings
 */
export function getUrlState(action) {
    const known = [action.path, action.id, action.tag].filter(Boolean);
    const states = [...(router.current.actionStack || []), router.current];
    return states.findLast((state) => known.includes(state.action)) || {};
}

/**
 * @param {any} value
 * @returns {string|false} an ISO date, or false for anything else
 */
export function asIsoDate(value) {
    const date = luxon.DateTime.fromISO(String(value || ""));
    return date.isValid ? date.toISODate() : false;
}
