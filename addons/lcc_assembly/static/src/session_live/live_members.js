/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { LiveProxyDialog } from "./live_dialogs";
import { findMembers, isOtherNamed } from "./live_places";

import { Component, useEffect, useRef, useState } from "@odoo/owl";

const ICONS = {
    present: "fa-check-circle",
    represented: "fa-arrow-circle-right",
    aside: "fa-minus-circle",
    out: "fa-sign-out",
    excused: "fa-envelope-o",
    absent: "fa-circle-o",
};

/** The members: who is there, who arrives or leaves, who votes for whom. */
export class LiveMembers extends Component {
    static template = "lcc_assembly.LiveMembers";
    static components = { Dropdown, DropdownItem };
    static props = { live: Object };

    setup() {
        this.live = useState(this.props.live);
        this.dialog = useService("dialog");
        this.root = useRef("root");
        this.state = useState({ letters: "", lastId: false });
        useEffect(
            (id) => {
                const row = id && this.root.el?.querySelector(`[data-member="${id}"]`);
                row?.scrollIntoView?.({ block: "nearest" });
            },
            () => [this.state.lastId, this.state.letters]
        );
        this.icons = ICONS;
    }

    get members() {
        return findMembers(this.live.members, this.state.letters);
    }

    get standings() {
        return {
            present: _t("Present"),
            represented: _t("Represented"),
            aside: _t("Takes no part"),
            out: _t("Not in the room"),
            excused: this.live.labels.status.excused,
            absent: this.live.labels.status.absent,
        };
    }

    /** @returns {string[]} what is to say of a member beside the standing */
    getNotes(member) {
        const { live } = this;
        const notes = [];
        if (member.arrival_id) {
            notes.push(this.withTime(_t("arrived at %s", this.getNumber(member.arrival_id)), member.arrival));
        }
        if (member.departure_id || member.departure) {
            const text = member.departure_id
                ? _t("left before %s", this.getNumber(member.departure_id))
                : _t("left");
            notes.push(this.withTime(text, member.departure));
        }
        if (member.away_ids.length) {
            notes.push(_t("out for %s", member.away_ids.map((id) => this.getNumber(id)).join(", ")));
        }
        if (member.is_substituted) {
            notes.push(_t("in the place of %s", member.substitute));
        }
        if (member.by_video) {
            notes.push(_t("by video"));
        }
        if (member.holder_id) {
            notes.push(_t("proxy to %s", live.getName(member.holder_id)));
        }
        if (member.held_ids.length) {
            const names = member.held_ids.map((id) => live.getName(id)).join(", ");
            notes.push(_t("votes for %s", names));
        }
        return notes;
    }

    withTime(text, time) {
        return time ? `${text} (${time})` : text;
    }

    getNumber(itemId) {
        return this.live.getItem(itemId)?.number || "?";
    }

    /** @returns {Object[]} what can be done with a member where one stands */
    getActions(member) {
        const { live } = this;
        const { id } = member;
        const standing = live.getStanding(id);
        const change = (action) => () => live.changePresence(id, action);
        const isIn = live.item && (standing === "present" || standing === "aside");
        const isAway = live.item && member.away_ids.includes(live.item.id);
        const statuses = live.labels.status;
        return [
            live.isOpen && live.item && !isIn && !isAway && [_t("Arrives now"), change("arrive")],
            live.isOpen && isIn && [_t("Leaves now"), change("leave")],
            isIn && [_t("Leaves the room for this item"), change("away")],
            isAway && [_t("Is in the room for this item"), change("back")],
            ...this.getAsideActions(id, standing),
            member.substitute && [_t("%s sits instead", member.substitute), change("substitute")],
            live.session.has_proxies && [_t("Gives a proxy…"), () => this.giveProxy(member)],
            member.holder_id && [_t("Revokes the proxy"), () => live.changeProxy(id, false)],
            [_t("Present from the opening on"), change("present")],
            [statuses.excused, change("excused")],
            [statuses.absent, change("absent")],
        ]
            .filter(Boolean)
            .map(([label, run]) => ({ label, run }));
    }

    getAsideActions(id, standing) {
        const { live } = this;
        if (!live.canVote) {
            return [];
        }
        if (live.vote.asides.some((one) => one.id === id)) {
            return [[_t("Takes part in this vote"), () => live.changeAside(id, false)]];
        }
        if (standing !== "present" && standing !== "represented") {
            return [];
        }
        return Object.entries(live.labels.reason).map(([reason, label]) => [
            reason === "away" ? label : _t("Takes no part: %s", label),
            () => live.changeAside(id, reason),
        ]);
    }

    isMarked(member) {
        return this.state.letters.trim()
            ? member.id === this.members[0].id
            : member.id === this.state.lastId;
    }

    toggle(member) {
        this.state.lastId = member.id;
        return this.live.changePresence(member.id, "toggle");
    }

    /** Who is found by the name of the substitute is there by the substitute. */
    choose(member) {
        if (isOtherNamed(member, this.state.letters)) {
            this.state.lastId = member.id;
            return this.live.changePresence(member.id, "substitute");
        }
        return this.toggle(member);
    }

    onLettersKeydown(ev) {
        if (ev.key === "Escape") {
            this.state.letters = "";
            ev.target.blur();
        } else if (ev.key === "Enter" && this.state.letters.trim() && !this.live.isOver) {
            ev.preventDefault();
            const [member] = this.members;
            if (member) {
                this.choose(member);
                this.state.letters = "";
                ev.target.value = ""; // of letters typed since the last rendering
            }
        }
    }

    giveProxy(member) {
        this.dialog.add(LiveProxyDialog, { live: this.live, member });
    }
}
