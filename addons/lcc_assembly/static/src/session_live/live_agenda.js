/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { Component, useEffect, useRef, useState } from "@odoo/owl";

/** The agenda: its votes with what became of them, and where one stands. */
export class LiveAgenda extends Component {
    static template = "lcc_assembly.LiveAgenda";
    static props = { live: Object, onChoose: Function };

    setup() {
        this.live = useState(this.props.live);
        this.root = useRef("root");
        useEffect(
            () => {
                const row = this.root.el?.querySelector("[aria-current]");
                row?.scrollIntoView?.({ block: "nearest" });
            },
            () => [this.live.key]
        );
    }

    choose(key) {
        this.live.stand(key);
        this.props.onChoose();
    }

    isCurrent(key) {
        return this.live.place?.key === key;
    }
}
