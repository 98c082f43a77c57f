/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onWillDestroy, status, useState } from "@odoo/owl";

const SHORTEST = 1500;
const LONGEST = 10000;
const AFTER_ERROR = 30000;

/**
 * How far the work behind a record is: seen by who launched it, and by whoever looks
 * at the same record.
 *
 * The record's `get_progress` tells it: `is_running` and `percent`, and if they are
 * known `step`, `done` and `total`. It is asked again and again while the work goes
 * on, ever less often while nothing moves; then the record is loaded again. A request
 * that fails is made again after a longer pause. Subclass it with the addon's own
 * words, and register that as a widget.
 */
export class Progress extends Component {
    static template = "lcc_base.Progress";
    static props = { ...standardWidgetProps };

    setup() {
        // what comes back to a component that is closed is dropped: see useService
        this.orm = useService("orm");
        this.state = useState({ is_running: false });
        useRecordObserver((record) => this.observe(record));
        onWillDestroy(() => clearTimeout(this.timer));
    }

    /** Ask when the record is opened, and whenever it was loaded again. */
    observe(record) {
        const isLaunched = this.isLaunched(record.data);
        this.isExpected = isLaunched && !(this.wasLaunched && record === this.record);
        this.wasLaunched = isLaunched;
        this.record = record;
        this.pollSoon(0);
    }

    /** Hook: whether the record says by itself that work goes on. */
    isLaunched(data) {
        return false;
    }

    /** Hook: whether to ask again though nothing runs yet. */
    get isAwaited() {
        return false;
    }

    pollSoon(delay) {
        clearTimeout(this.timer);
        this.delay = delay;
        this.timer = setTimeout(() => this.poll(), delay);
    }

    isShown(record, resId) {
        const isOpen = status(this) !== "destroyed";
        return isOpen && record === this.record && resId === record.resId;
    }

    async poll() {
        const { record, state } = this;
        const { resId, resModel } = record;
        if (!resId) {
            state.is_running = false;
            return;
        }
        let progress;
        try {
            progress = await this.orm.silent.call(resModel, "get_progress", [[resId]]);
        } catch {
            // the server is being restarted, or the network is down
            if (this.isShown(record, resId)) {
                this.pollSoon(AFTER_ERROR);
            }
            return;
        }
        if (!this.isShown(record, resId)) {
            return;
        }
        const isNews = Object.keys(progress).some((key) => progress[key] !== state[key]);
        const isNextStep = state.is_running && state.step !== progress.step;
        const isOver = !progress.is_running && (state.is_running || this.isExpected);
        Object.assign(state, progress);
        if (progress.is_running || this.isAwaited) {
            this.pollSoon(isNews ? SHORTEST : Math.min(2 * this.delay || SHORTEST, LONGEST));
        }
        if (isNextStep || isOver) {
            this.isExpected = false;
            await this.reload();
        }
    }

    /** Show what was done, unless the user is changing the record. */
    async reload() {
        if (!(await this.record.isDirty())) {
            await this.record.load();
        }
    }
}
