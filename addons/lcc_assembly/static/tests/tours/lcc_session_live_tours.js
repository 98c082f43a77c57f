// Copyright 2026 The LCC suite contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

const member = (name) => `.o_lcc_live_member:contains('${name}')`;

/** Press a key of the page, where nobody writes. */
const key = (letter) => ({
    trigger: ".o_lcc_live_vote",
    run: async ({ anchor, press }) => {
        document.activeElement?.blur();
        await press(letter);
    },
});

/** Type the first letters of a name in the list of members, then Enter. */
const name = (letters) => [
    key("p"),
    { trigger: ".o_lcc_live input[name='members']", run: `edit ${letters}` },
    { trigger: ".o_lcc_live_member.o_lcc_live_marked:only-child" },
    { trigger: ".o_lcc_live input[name='members']", run: "press Enter" },
];

const choose = (name, label) => ({
    trigger: `select[name='${name}']`,
    run: `selectByLabel ${label}`,
});

const more = (name, action) => [
    { trigger: `${member(name)} button[name='more']`, run: "click" },
    { trigger: `.o-dropdown--menu .dropdown-item:contains('${action}')`, run: "click" },
];

registry.category("web_tour.tours").add("lcc_session_live", {
    steps: () => [
        { trigger: "button[name='action_run_live']", run: "click" },
        {
            content: "Ten are marked present; the eleventh arrives before the opening",
            trigger: ".o_lcc_live_quorum b[name='present']:contains('10 present')",
        },
        ...name("edm"),
        { trigger: ".o_lcc_live_quorum b[name='present']:contains('11 present')" },
        {
            content: "It is said who must chair",
            trigger: "button[name='open']",
            run: "click",
        },
        { trigger: ".modal [data-check='chair']" },
        { trigger: ".modal button[name='change']:disabled" },
        { trigger: ".modal button[name='dismiss']", run: "click" },
        choose("chair_id", "Yvonne Trégan"),
        { trigger: ".o_lcc_live_buttons:not(:contains('to settle'))" },
        { trigger: "button[name='open']", run: "click" },
        { trigger: ".o_lcc_live_state[data-state='open']" },
        choose("secretary_id", "Odile Sauvaget"),
        {
            content: "A proxy",
            trigger: ".o_lcc_live_buttons:not(:contains('to settle'))",
        },
        ...more("Firmin Audebert", "Gives a proxy"),
        choose("holder", "Paulin Brossard"),
        { trigger: ".modal button[name='give']", run: "click" },
        { trigger: `${member("Firmin Audebert")}[data-standing='represented']` },
        { trigger: `${member("Paulin Brossard")}:contains('votes for Firmin Audebert')` },
        {
            content: "The mayor takes no part, and does not chair this vote",
            trigger: "button[name='aside']",
            run: "click",
        },
        choose("aside_member", "Yvonne Trégan"),
        { trigger: "button[name='add_aside']", run: "click" },
        { trigger: ".o_lcc_live_warnings:contains('cannot chair')" },
        choose("vote_chair_id", "Marius Lafitte-Ré"),
        { trigger: ".o_lcc_live_vote:not(:has(.o_lcc_live_warnings))" },
        {
            content: "Théodore is against",
            trigger: "[name='may_vote']:contains('11 may vote'):contains('10 present')",
        },
        key("b"),
        { trigger: "input[name='letters']", run: "edit gui" },
        { trigger: ".o_lcc_live_voters tr:only-child:contains('Théodore')" },
        { trigger: "input[name='letters']", run: "press Enter" },
        { trigger: ".o_lcc_live_voters button[name='against'].active" },
        { trigger: "button[name='record_names']", run: "click" },
        { trigger: "[name='result'] [data-count='in_favour']:contains(10)" },
        { trigger: "[name='result']:contains('Against: Théodore Guillet')" },
        {
            content: "Undo by a key, and record again",
            trigger: ".o_lcc_live_agenda [aria-current]:contains('10–1')",
        },
        key("z"),
        { trigger: "[name='may_vote']" },
        key("b"),
        { trigger: ".o_lcc_live_voters button[name='against'].active" },
        { trigger: "button[name='record_names']", run: "click" },
        { trigger: "[name='result'] [data-count='aside']:contains(1)" },
        key("n"),
        {
            content: "Ghislaine arrives late",
            trigger: ".o_lcc_live_vote h1:contains('Question 2')",
        },
        ...name("ghi"),
        { trigger: "[name='said']:contains('Ghislaine Naulleau arrives at item 2.')" },
        { trigger: "[name='may_vote']:contains('13 may vote')" },
        {
            content: "A reload leads back to the same vote",
            trigger: ".o_lcc_live",
            run: () => window.location.reload(),
            expectUnloadPage: true,
        },
        { trigger: ".o_lcc_live_agenda [aria-current]:contains('Staff')" },
        { trigger: ".o_lcc_live_vote h1:contains('Question 2')" },
        key("u"),
        { trigger: "[name='result'] [data-count='in_favour']:contains(13)" },
        key("n"),
        {
            content: "Edmée leaves",
            trigger: ".o_lcc_live_vote h1:contains('Question 3')",
        },
        ...more("Edmée Fradin", "Leaves now"),
        { trigger: `${member("Edmée Fradin")}[data-standing='out']:contains('left before 3')` },
        key("u"),
        { trigger: "[name='result'] [data-count='in_favour']:contains(12)" },
        { trigger: "button[name='close'].btn-primary", run: "click" },
        { trigger: ".o_lcc_live_state[data-state='closed']" },
        { trigger: "button[name='reopen']" },
        { trigger: ".o_lcc_live_vote:not(:has(button[name='undo']))" },
    ],
});

// A phone: the debate is noted, and a substitute is there by the first letters.
registry.category("web_tour.tours").add("lcc_session_live_debate", {
    steps: () => [
        {
            trigger: ".o_lcc_live_debate textarea[name='debate']",
            run: "edit Odile asks what it costs.",
        },
        { trigger: ".o_lcc_live_debate textarea[name='debate']", run: "press Enter" },
        { trigger: ".o_lcc_live_noted p:contains('Odile asks what it costs.')" },
        {
            content: "The page is no wider than the phone",
            trigger: ".o_lcc_live",
            run: ({ anchor }) => {
                if (anchor.scrollWidth > window.innerWidth) {
                    throw new Error(`${anchor.scrollWidth} wide`);
                }
            },
        },
        key("d"),
        {
            trigger: ".o_lcc_live_debate textarea[name='debate']",
            run: ({ anchor }) => {
                if (anchor.value) {
                    throw new Error("What was noted stays in the field.");
                }
            },
        },
        { trigger: ".o_lcc_live_debate textarea", run: "edit Paulin <b>answers</b>." },
        { trigger: "button[name='note']", run: "click" },
        { trigger: ".o_lcc_live_noted p:last-child:contains('<b>answers</b>')" },
        { trigger: "button[name='members']", run: "click" },
        { trigger: "input[name='members']", run: "edit ire" },
        { trigger: ".o_lcc_live_member.o_lcc_live_marked:only-child" },
        { trigger: "input[name='members']", run: "press Enter" },
        { trigger: "[name='said']:contains('Irène Suppléante sits in the place of')" },
        {
            trigger: `${member("Irène Suppléante")}[data-standing='present']:contains('in the place of Hector Pillet')`,
        },
        ...more("Irène Suppléante", "Hector Pillet sits instead"),
        {
            trigger: `${member("Hector Pillet")}[data-standing='present']:not(:contains('in the place'))`,
        },
        ...more("Hector Pillet", "Irène Suppléante sits instead"),
        { trigger: `${member("Irène Suppléante")}[data-standing='present']` },
    ],
});
