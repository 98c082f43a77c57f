/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { getUrlState } from "@lcc_base/figures/figures";
import { browser } from "@web/core/browser/browser";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { LiveAgenda } from "./live_agenda";
import { LiveFindingsDialog, LiveKeysDialog } from "./live_dialogs";
import { useLiveKeys } from "./live_keys";
import { LiveMembers } from "./live_members";
import { LiveSession } from "./live_session";
import { LiveVote } from "./live_vote";

import {
    Component,
    onMounted,
    onWillDestroy,
    onWillStart,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";

const POLL = 5000;

/** One page from which a clerk runs a session. */
export class SessionLive extends Component {
    static template = "lcc_assembly.SessionLive";
    static components = { ControlPanel, LiveAgenda, LiveMembers, LiveVote };
    static props = { ...standardActionServiceProps };
    static path = "session-live";
    static displayName = _t("Live");

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.root = useRef("root");
        const { action, state } = this.props;
        const url = getUrlState(action);
        const id = action.context?.active_id || url.active_id;
        this.live = useState(new LiveSession(this.orm, id));
        this.state = useState({ panel: "vote" });
        useSetupAction({ rootRef: this.root, getLocalState: () => ({ key: this.live.key }) });
        useLiveKeys(this.keys);
        onWillStart(() => this.live.start(state?.key || this.readKey(url)));
        onMounted(() => {
            this.timer = browser.setInterval(() => this.poll(), POLL);
        });
        onWillDestroy(() => browser.clearInterval(this.timer));
        useEffect(
            () => this.writeKey(),
            () => [this.live.key]
        );
    }

    get keys() {
        const { live } = this;
        return {
            arrowdown: () => this.showVote(() => live.step(1)),
            arrowup: () => this.showVote(() => live.step(-1)),
            j: () => this.showVote(() => live.step(1)),
            k: () => this.showVote(() => live.step(-1)),
            n: () => this.showVote(() => live.next()),
            u: () => this.ifVoting(() => live.changeVote("unanimous")),
            b: () => this.showVote(() => live.enter("names")),
            c: () => this.showVote(() => live.enter("counts")),
            z: () => this.undo(),
            p: () => this.focusMembers(),
            d: () => this.focusDebate(),
            "?": () => this.showKeys(),
        };
    }

    // The address

    readKey(url) {
        if (url.vote) {
            return `vote-${url.vote}`;
        }
        return url.item && `item-${url.item}`;
    }

    /** Stay where one stands after a reload, and leave the history as it is. */
    writeKey() {
        const { item, vote } = this.live;
        router.replaceState({ vote: vote?.id, item: vote ? undefined : item?.id });
    }

    // What is done

    poll() {
        if (document.visibilityState !== "hidden") {
            return this.live.poll();
        }
    }

    ifVoting(run) {
        if (this.live.canVote && this.live.vote.method !== "secret") {
            return this.showVote(run);
        }
    }

    /** On a phone one part of the page shows: that of the vote, once keys change it. */
    showVote(run) {
        this.state.panel = "vote";
        return run();
    }

    undo() {
        if (this.live.isOpen && this.live.vote?.state === "done") {
            return this.showVote(() => this.live.changeVote("undo"));
        }
    }

    focusMembers() {
        this.state.panel = "members";
        browser.setTimeout(() => this.root.el?.querySelector("input[name='members']")?.focus());
    }

    focusDebate() {
        this.state.panel = "vote";
        browser.setTimeout(() => this.root.el?.querySelector("textarea[name='debate']")?.focus());
    }

    // What is said

    get stateText() {
        const { begins, closed, opened, suspended } = this.live.session;
        if (suspended) {
            return _t("suspended since %s", suspended);
        }
        if (closed) {
            return `${opened} – ${closed}`;
        }
        return opened ? _t("since %s", opened) : _t("begins at %s", begins);
    }

    get quorumTexts() {
        const { attending, in_office, quorum, represented } = this.live.roll;
        return {
            present: _t("%s present", attending),
            represented: _t("%s represented", Object.keys(represented).length),
            quorum: _t("quorum %(quorum)s of %(members)s", { quorum, members: in_office }),
        };
    }

    get toSettleText() {
        return _t("%s to settle", this.live.toSettle.length);
    }

    get canOpen() {
        return ["draft", "convened"].includes(this.live.session.state);
    }

    /** Open or close the session, or say what still keeps it from that. */
    async changeState(action) {
        if (this.live.blocking.length) {
            return this.showFindings(action);
        }
        await this.live.changeState(action);
    }

    showFindings(action = this.canOpen ? "open" : "close") {
        this.dialog.add(LiveFindingsDialog, {
            live: this.live,
            action: this.live.isOver ? "" : action,
        });
    }

    showKeys() {
        this.dialog.add(LiveKeysDialog, {});
    }
}

registry.category("actions").add("lcc_assembly.session_live", SessionLive);
