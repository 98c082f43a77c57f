/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { findMembers } from "./live_places";

import { Component, markup, useEffect, useRef, useState } from "@odoo/owl";

const CHOICES = ["in_favour", "against", "abstention"];
const EMPTY_ASIDE = { isOpen: false, memberId: "", reason: "interest", isInRoom: false };

/** The vote where one stands: how it is held, who takes no part, and its counts. */
export class LiveVote extends Component {
    static template = "lcc_assembly.LiveVote";
    static props = { live: Object };

    setup() {
        this.live = useState(this.props.live);
        this.action = useService("action");
        this.root = useRef("root");
        this.choices = CHOICES;
        this.state = useState({
            counts: {},
            letters: "",
            newVote: "",
            newCandidate: "",
            /** @type {Object<number, string>} what is being noted of each item */
            notes: {},
            aside: { ...EMPTY_ASIDE },
        });
        useEffect(
            () => {
                this.state.aside = { ...EMPTY_ASIDE };
                this.state.newVote = this.live.item?.name || "";
            },
            () => [this.live.key]
        );
        useEffect(
            (mode) => this.startEntry(mode),
            () => [this.live.entry?.mode, this.live.entry?.voteId]
        );
    }

    get vote() {
        return this.live.vote;
    }

    get isDraft() {
        return this.vote.state === "draft";
    }

    /** How a vote was held, in words. */
    get methodText() {
        const { is_nomination, is_account, chair_id, method } = this.vote;
        const parts = [
            this.live.labels.method[method],
            is_nomination && _t("nomination"),
            is_account && _t("account of the mayor"),
            chair_id && _t("chaired by %s", this.live.getName(chair_id)),
        ];
        return parts.filter(Boolean).join(" · ");
    }

    get theRest() {
        return _t("the rest");
    }

    get isSecret() {
        return this.vote.method === "secret";
    }

    get isByName() {
        return ["show", "roll_call"].includes(this.vote.method);
    }

    // What is said

    /** Where one stands, above the question. */
    get placeText() {
        const { item, labels } = this.live;
        const { vote } = this;
        const parts = [
            _t("Item %s", item.number),
            vote ? vote.name !== item.name && item.name : labels.kind[item.kind],
            vote?.reference,
            vote?.ballot_number > 1 && _t("ballot %s", vote.ballot_number),
        ];
        return parts.filter(Boolean).join(" · ");
    }

    get mayVoteText() {
        const { present, represented } = this.live.roll;
        return _t("%(voters)s may vote: %(present)s present, %(represented)s represented", {
            voters: this.vote.voter_count,
            present: present.length,
            represented: Object.keys(represented).length,
        });
    }

    /** A name or a label, and what is told of it; languages space the colon. */
    tell(label, text) {
        return _t("%(label)s: %(text)s", { label, text });
    }

    getAsideText({ id, reason }) {
        if (reason === "away") {
            return this.tell(this.live.getName(id), this.live.labels.reason.away);
        }
        return _t("%(member)s takes no part: %(reason)s", {
            member: this.live.getName(id),
            reason: this.live.labels.reason[reason],
        });
    }

    // How the vote is held

    choose(vals) {
        return this.live.changeVote("choose", vals);
    }

    chooseMethod(method) {
        if (method === "roll_call") {
            return this.live.changeVote("roll_call");
        }
        return this.choose({ method });
    }

    chooseAccount(isAccount) {
        this.state.aside.reason = isAccount ? "account" : "interest";
        return this.choose({ is_account: isAccount });
    }

    get present() {
        return this.live.members.filter(({ id }) => this.live.roll.present.includes(id));
    }

    // Who takes no part

    toggleAside() {
        this.state.aside.isOpen = !this.state.aside.isOpen;
        this.state.aside.reason = this.vote.is_account ? "account" : "interest";
    }

    async addAside() {
        const { memberId, reason, isInRoom } = this.state.aside;
        if (memberId && (await this.live.changeAside(Number(memberId), reason, isInRoom))) {
            this.state.aside = { ...EMPTY_ASIDE };
        }
    }

    // Names and counts

    /** Begin with what the vote tells by now, and put the cursor there. */
    startEntry(mode) {
        if (mode === "counts") {
            const { in_favour, against, abstentions, blank, candidates } = this.vote;
            this.state.counts = {
                in_favour: in_favour || "",
                against: against || "",
                abstentions: abstentions || "",
                blank: blank || "",
                candidates: Object.fromEntries(candidates.map((one) => [one.id, one.voices])),
            };
        }
        this.state.letters = "";
        if (mode) {
            const input = this.root.el?.querySelector(".o_lcc_live_entry input");
            input?.focus();
            input?.select();
        }
    }

    async recordCounts() {
        const { candidates, ...counts } = this.state.counts;
        const isEmpty = (value) => value === "" || value === null;
        const toNumber = ([key, value]) => [key, isEmpty(value) ? null : parseInt(value)];
        const vals = Object.fromEntries(Object.entries(counts).map(toNumber));
        vals.candidates = Object.fromEntries(Object.entries(candidates).map(toNumber));
        await this.live.changeVote("counts", vals);
    }

    /** @returns {Object[]} members who may vote, with what each one says */
    get voters() {
        const { present, represented } = this.live.roll;
        const members = this.live.members.filter(
            ({ id }) => present.includes(id) || represented[id]
        );
        return members.map(({ id, name }) => ({
            id,
            name,
            holder: represented[id] ? _t("by %s", this.live.getName(represented[id])) : "",
            choice: this.vote.ballots[id],
        }));
    }

    get foundVoters() {
        return findMembers(this.voters, this.state.letters);
    }

    /** Enter: the first name found is against, then abstains, then is as before. */
    onLettersKeydown(ev) {
        if (ev.key === "Escape") {
            this.live.enter("names");
        }
        if (ev.key !== "Enter") {
            return;
        }
        ev.preventDefault();
        if (!this.state.letters.trim()) {
            return this.live.changeVote("names");
        }
        const [voter] = this.foundVoters;
        if (voter) {
            const next = { against: "abstention", abstention: "in_favour" };
            this.say(voter, next[voter.choice] || "against");
            ev.target.select();
        }
    }

    say(voter, choice) {
        const isSilent = choice === "in_favour" && this.vote.method === "show";
        return this.live.changeBallot(voter.id, isSilent ? false : choice);
    }

    isSaid(voter, choice) {
        return (voter.choice || "in_favour") === choice;
    }

    /** @returns {{ label: string, names: string }[]} of the minority, or of all */
    get named() {
        const said = Object.entries(this.vote.ballots);
        return CHOICES.map((choice) => ({
            label: this.live.labels.choice[choice],
            names: said
                .filter(([, one]) => one === choice)
                .map(([id]) => this.live.getName(id))
                .join(", "),
        })).filter(({ names }) => names);
    }

    get figures() {
        const { vote } = this;
        const figures = [
            { key: "in_favour", label: _t("For"), value: vote.in_favour },
            { key: "against", label: _t("Against"), value: vote.against },
            { key: "abstentions", label: _t("Abstentions"), value: vote.abstentions },
        ];
        if (this.isSecret) {
            figures.push({ key: "blank", label: _t("Blank or void"), value: vote.blank });
        }
        if (vote.aside_count) {
            figures.push({ key: "aside", label: _t("Take no part"), value: vote.aside_count });
        }
        return figures;
    }

    // The debate

    get debate() {
        return markup(this.live.item.debate);
    }

    async note() {
        const { id } = this.live.item;
        const text = (this.state.notes[id] || "").trim();
        if (text && (await this.live.noteDebate(text))) {
            this.state.notes[id] = "";
        }
    }

    /** Enter notes a paragraph; with Shift it is a new line in it. */
    onDebateKeydown(ev) {
        if (ev.key === "Escape") {
            ev.target.blur();
        } else if (ev.key === "Enter" && !ev.shiftKey && !ev.isComposing) {
            ev.preventDefault();
            this.state.notes[this.live.item.id] = ev.target.value;
            this.note();
        }
    }

    // Other votes

    addVote() {
        if (this.state.newVote.trim()) {
            return this.live.addVote(this.state.newVote.trim());
        }
    }

    async addCandidate() {
        const name = this.state.newCandidate.trim();
        if (name && (await this.live.changeVote("candidate", { name }))) {
            this.state.newCandidate = "";
        }
    }

    openRecord() {
        const [res_model, res_id] = this.vote ? this.vote.record : ["lcc.session.item", this.live.item.id];
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model,
            res_id,
            views: [[false, "form"]],
        });
    }
}
