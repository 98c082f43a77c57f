/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { normalize } from "@web/core/l10n/utils/normalize";

/**
 * Where one can stand in an agenda: at each vote, or at an item without any.
 *
 * @param {Object[]} items
 * @returns {{ key: string, item: Object, vote: Object|null }[]}
 */
export function getPlaces(items) {
    return items.flatMap((item) =>
        item.votes.length
            ? item.votes.map((vote) => ({ key: `vote-${vote.id}`, item, vote }))
            : [{ key: `item-${item.id}`, item, vote: null }]
    );
}

/** @returns {Object|undefined} the first place whose vote is still to come */
export function getFirstToVote(places) {
    return places.find(({ vote }) => vote && vote.state === "draft");
}

/**
 * The place after another: the next vote that is still to come, or the next place.
 *
 * @param {Object[]} places
 * @param {string} key
 */
export function getNext(places, key) {
    const index = places.findIndex((place) => place.key === key);
    const later = places.slice(index + 1);
    return getFirstToVote(later) || later[0] || places[index];
}

/** @returns {Object} the place so many steps away, the first or the last at most */
export function getStep(places, key, step) {
    const index = places.findIndex((place) => place.key === key);
    return places[Math.max(0, Math.min(places.length - 1, index + step))];
}

/**
 * Members whose first name or surname begins with some letters.
 *
 * @param {Object[]} members
 * @param {string} letters
 */
export function findMembers(members, letters) {
    const sought = normalize(letters.trim());
    if (!sought) {
        return members;
    }
    return members.filter(
        ({ name, substitute }) => hasName(name, sought) || hasName(substitute, sought)
    );
}

/** Whether letters mean who may sit in the place of a member, not who sits now. */
export function isOtherNamed({ name, substitute }, letters) {
    const sought = normalize(letters.trim());
    return Boolean(sought) && !hasName(name, sought) && hasName(substitute, sought);
}

function hasName(name, sought) {
    const known = normalize(name || "");
    return known.startsWith(sought) || known.split(/[\s-]+/).some((word) => word.startsWith(sought));
}
