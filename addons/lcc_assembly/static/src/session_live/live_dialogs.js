/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";

import { Component, useState } from "@odoo/owl";

/** What keeps a session from opening or closing, and a way to set it aside. */
export class LiveFindingsDialog extends Component {
    static template = "lcc_assembly.LiveFindingsDialog";
    static components = { Dialog };
    static props = { live: Object, action: String, close: Function };

    setup() {
        this.live = useState(this.props.live);
        this.state = useState({ key: "", reason: "" });
    }

    get title() {
        return { open: _t("Open the session"), close: _t("Close the session") }[this.props.action] || _t("What the rules say");
    }

    get findings() {
        return this.live.data.findings.map((one, index) => ({
            ...one,
            key: `${index}-${one.check}-${one.vote_id}`,
            isToCome: this.live.getVote(one.vote_id)?.state === "draft",
        }));
    }

    get settled() {
        return this.findings.filter((one) => !one.isToCome);
    }

    get toCome() {
        return this.findings.filter((one) => one.isToCome);
    }

    get toComeText() {
        const count = new Set(this.toCome.map((one) => one.vote_id)).size;
        return _t("Votes still to come: %s", count);
    }

    start(finding) {
        Object.assign(this.state, { key: finding.key, reason: "" });
    }

    async setAside(finding) {
        const reason = this.state.reason.trim();
        if (reason && (await this.live.setAside(finding, reason))) {
            this.state.key = "";
        }
    }

    goTo(finding) {
        this.live.stand(`vote-${finding.vote_id}`);
        this.props.close();
    }

    async change() {
        if (await this.live.changeState(this.props.action)) {
            this.props.close();
        }
    }
}

/** To whom an absent member gives a proxy. */
export class LiveProxyDialog extends Component {
    static template = "lcc_assembly.LiveProxyDialog";
    static components = { Dialog };
    static props = { live: Object, member: Object, close: Function };

    setup() {
        this.live = useState(this.props.live);
        this.state = useState({ holderId: "", isIll: false });
    }

    get title() {
        return _t("Proxy of %s", this.props.member.name);
    }

    get holders() {
        return this.live.members.filter(
            ({ id, status }) => id !== this.props.member.id && status === "present"
        );
    }

    async give() {
        const { holderId, isIll } = this.state;
        if (
            holderId &&
            (await this.live.changeProxy(this.props.member.id, Number(holderId), isIll))
        ) {
            this.props.close();
        }
    }
}

/** The keys of the page. */
export class LiveKeysDialog extends Component {
    static template = "lcc_assembly.LiveKeysDialog";
    static components = { Dialog };
    static props = { close: Function };

    get keys() {
        return [
            { keys: ["↓", "J"], text: _t("Next vote of the agenda") },
            { keys: ["↑", "K"], text: _t("Vote before") },
            { keys: ["N"], text: _t("Next vote to come") },
            { keys: ["U"], text: _t("Unanimous") },
            { keys: ["B"], text: _t("Vote by names: first letters, then Enter for against, again for abstention; Enter alone records") },
            { keys: ["C"], text: _t("Enter the counts; Enter records") },
            { keys: ["Z"], text: _t("Undo the vote") },
            { keys: ["P"], text: _t("Members: first letters of a name, then Enter: there or not, arrives or leaves") },
            { keys: ["D"], text: _t("Note the debate; Enter adds a paragraph, Shift+Enter a line") },
            { keys: ["Esc"], text: _t("Back to the page") },
            { keys: ["?"], text: _t("These keys") },
        ];
    }
}
