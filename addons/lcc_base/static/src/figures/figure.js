/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { Component } from "@odoo/owl";

/** A figure that opens its lines, reached by keyboard as any button. */
export class LccFigure extends Component {
    static template = "lcc_base.Figure";
    static props = {
        text: String,
        title: { type: String, optional: true },
        onOpen: { type: Function, optional: true },
    };
}
