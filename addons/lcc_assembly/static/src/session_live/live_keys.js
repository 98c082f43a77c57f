/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";

import { useExternalListener } from "@odoo/owl";

const BUSY = "select, .o-dropdown--menu";
const WRITING = "input, textarea, select, [contenteditable]";
const REPEATED = ["arrowup", "arrowdown", "j", "k"];

/** Whether a key means the page, not a menu that is open or a list of choices. */
function isFree(target) {
    return !target.closest?.(BUSY) && !document.querySelector(".o-dropdown--menu");
}

/**
 * Keys of the page: silent where somebody writes, in dialogs and in menus.
 *
 * @param {Object<string, Function>} keys what each key does; "?" among them
 */
export function useLiveKeys(keys) {
    const ui = useService("ui");
    for (const [key, run] of Object.entries(keys)) {
        if (key !== "?") {
            useHotkey(key, () => run(), {
                isAvailable: isFree,
                allowRepeat: REPEATED.includes(key),
            });
        }
    }
    // the service of keys knows letters and digits only
    useExternalListener(window, "keydown", (ev) => {
        if (
            ev.key === "?" &&
            keys["?"] &&
            ui.activeElement === document &&
            !ui.isBlocked &&
            !ev.target.closest?.(WRITING) &&
            isFree(ev.target)
        ) {
            ev.preventDefault();
            keys["?"]();
        }
    });
}
