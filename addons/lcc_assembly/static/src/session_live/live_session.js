/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { Mutex } from "@web/core/utils/concurrency";

import { getFirstToVote, getNext, getPlaces, getStep } from "./live_places";

import { markRaw } from "@odoo/owl";

const TOLD = /\.(UserError|ValidationError|AccessError|MissingError|LockError)$/;

/**
 * A session as the server tells it, and what one asks of it.
 *
 * Requests are made one after the other. Each tells the stamp of what it changes, as
 * the page shows it, and brings the whole session back; nothing is counted here.
 */
export class LiveSession {
    constructor(orm, id) {
        this.orm = markRaw(orm);
        this.id = id;
        this.mutex = markRaw(new Mutex());
        this.data = null;
        this.key = null;
        this.error = "";
        this.said = "";
        this.isOffline = false;
        this.isBusy = false;
        /** @type {{ mode: string, voteId: number, stamp: number }|null} how a vote is entered */
        this.entry = null;
    }

    // What there is

    get session() {
        return this.data.session;
    }

    get members() {
        return this.data.members;
    }

    get labels() {
        return this.data.labels;
    }

    get places() {
        return getPlaces(this.data.items);
    }

    get place() {
        return this.places.find((place) => place.key === this.key) || this.places[0];
    }

    get item() {
        return this.place?.item;
    }

    get vote() {
        return this.place?.vote;
    }

    /** Who counts where one stands; at the opening, before it. */
    get roll() {
        if (["draft", "convened"].includes(this.session.state)) {
            return this.session.roll;
        }
        return (this.vote || this.item || this.session).roll;
    }

    get isOpen() {
        return this.session.state === "open";
    }

    get isOver() {
        return !["draft", "convened", "open"].includes(this.session.state);
    }

    /** Minutes are written until they are adopted. */
    get canNote() {
        return Boolean(this.item) && ["open", "closed"].includes(this.session.state);
    }

    get canVote() {
        return this.isOpen && this.vote?.state === "draft";
    }

    /** Whether somebody else changed the vote that is being entered. */
    get isOutdated() {
        return Boolean(this.entry && this.vote && this.entry.stamp !== this.vote.stamp);
    }

    /** What has to be settled before the session goes on. */
    get blocking() {
        return this.data.findings.filter((one) => one.is_blocking && !one.is_set_aside);
    }

    /** The same, but for votes that are still to come. */
    get toSettle() {
        return this.blocking.filter((one) => this.getVote(one.vote_id)?.state !== "draft");
    }

    getMember(id) {
        return this.members.find((member) => member.id === Number(id));
    }

    getItem(id) {
        return this.data.items.find((item) => item.id === id);
    }

    getName(id) {
        return this.getMember(id)?.name || "";
    }

    /**
     * @param {number} id of a member
     * @returns {string} present, represented, aside, or the status of who is not there
     */
    getStanding(id) {
        const { roll } = this;
        if (roll.aside.includes(id)) {
            return "aside";
        }
        if (roll.present.includes(id)) {
            return "present";
        }
        if (roll.represented[id]) {
            return "represented";
        }
        const { status } = this.getMember(id);
        return status === "present" ? "out" : status;
    }

    // Where one stands

    stand(key) {
        this.key = key;
        this.entry = null;
        this.error = "";
    }

    step(step) {
        this.stand(getStep(this.places, this.key, step)?.key);
    }

    next() {
        this.stand(getNext(this.places, this.key)?.key);
    }

    /** Enter a vote by names or by counts; the same again ends it. */
    enter(mode) {
        if (!this.canVote || this.entry?.mode === mode) {
            this.entry = null;
        } else {
            this.entry = { mode, voteId: this.vote.id, stamp: this.vote.stamp };
        }
    }

    // Requests

    /** Read the session for the first time, and stand where something is to do. */
    async start(key) {
        this.data = await this.orm.call("lcc.session", "get_live", [[this.id]]);
        const isKnown = this.places.some((place) => place.key === key);
        this.key = isKnown
            ? key
            : (getFirstToVote(this.places) || this.places[0])?.key || null;
    }

    /** Look whether somebody else changed something. */
    poll() {
        return this.isBusy ? undefined : this.ask((orm) => this.reload(orm.silent));
    }

    async reload(orm = this.orm) {
        const live = await orm.call("lcc.session", "get_live", [[this.id]], {
            version: this.data.version,
        });
        if (live) {
            this.data = live;
        }
        return Boolean(live);
    }

    /** Make one request after the others; say in words what the server refuses. */
    ask(request) {
        return this.mutex.exec(async () => {
            try {
                const result = await request(this.orm);
                this.isOffline = false;
                return result;
            } catch (error) {
                if (error instanceof ConnectionLostError) {
                    this.isOffline = true;
                    return;
                }
                if (!(error instanceof RPCError) || !TOLD.test(error.exceptionName)) {
                    throw error;
                }
                this.error = error.data.message;
                await this.reload();
            }
        });
    }

    /**
     * @param {string} method of lcc.session
     * @param {Function} getArgs its arguments, read once earlier requests are done
     * @returns {Promise<Object|undefined>} what the method tells; nothing if refused
     */
    call(method, getArgs) {
        this.error = "";
        this.isBusy = true;
        return this.ask(async (orm) => {
            const args = getArgs();
            const live = args && (await orm.call("lcc.session", method, [[this.id], ...args]));
            if (live) {
                this.receive(live);
            }
            return live;
        }).finally(() => {
            this.isBusy = false;
            if (this.isOffline) {
                this.error = _t("There is no connection: nothing was recorded. Try again.");
            }
        });
    }

    receive(live) {
        const isMine = this.entry && this.entry.stamp === this.vote?.stamp;
        this.data = live;
        this.said = live.said || "";
        if (isMine && this.vote) {
            this.entry.stamp = this.vote.stamp;
        }
        if (!this.canVote) {
            this.entry = null;
        }
    }

    changeState(action) {
        return this.call("live_state", () => [action, this.session.stamp]);
    }

    appoint(role, id) {
        return this.call("live_appoint", () => [role, id, this.session.stamp]);
    }

    setAside({ check, vote_id }, reason) {
        return this.call("live_set_aside", () => [check, vote_id, reason, this.session.stamp]);
    }

    changePresence(id, action) {
        const itemId = this.item?.id || false;
        return this.call("live_presence", () => [id, action, itemId, this.getMember(id).stamp]);
    }

    changeProxy(id, holderId, isIll = false) {
        const itemId = this.item?.id || false;
        return this.call("live_proxy", () => [
            id,
            holderId,
            itemId,
            this.getMember(id).stamp,
            isIll,
        ]);
    }

    /** Add a paragraph to the debate of the item where one stands. */
    noteDebate(text) {
        const itemId = this.item.id;
        return this.call("live_debate", () => [itemId, text]);
    }

    async addVote(name) {
        const itemId = this.item.id;
        const live = await this.call("live_add_vote", () => [itemId, name, this.session.stamp]);
        if (live) {
            this.stand(`vote-${live.vote_id}`);
        }
    }

    /** Change the vote where one stands; it may be another one afterwards. */
    async changeVote(action, vals = {}) {
        const { id } = this.vote;
        const live = await this.call("live_vote", () => {
            const vote = this.getVote(id);
            return vote && [id, action, this.entry?.stamp || vote.stamp, vals];
        });
        if (live && live.vote_id !== id) {
            this.stand(`vote-${live.vote_id}`);
        }
        return live;
    }

    changeBallot(memberId, choice) {
        const { id } = this.vote;
        return this.call("live_ballot", () => [id, memberId, choice, this.getVote(id).stamp]);
    }

    changeAside(memberId, reason, isInRoom = false) {
        const { id } = this.vote;
        return this.call("live_aside", () => [
            id,
            memberId,
            reason,
            this.getVote(id).stamp,
            isInRoom,
        ]);
    }

    getVote(id) {
        return this.places.find((place) => place.vote?.id === id)?.vote;
    }
}
