# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import hashlib
import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from ..tools.live_stamp import get_stamp

EVENING = timedelta(days=1)


class LccSession(models.Model):
    """What the live page of a session shows.

    Nothing of it is counted in the browser: who counts, the quorum, the outcomes and
    what the rules do not allow are told here, for each item and each vote.
    """

    _inherit = "lcc.session"

    live_changes = fields.Integer(
        copy=False,
        help="How often the live page changed the session. Of two changes at once the "
        "second is done again on what the first one left.",
    )

    def action_run_live(self):
        """Open the page from which a session is run."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "lcc_assembly.session_live",
            "context": {"active_id": self.id},
        }

    @api.readonly
    def get_live(self, version=None):
        """What the live page shows.

        :param version: what the page shows already
        :return: dict; False where that is still so
        """
        live = self._get_live()
        return False if live["version"] == version else live

    def _get_live(self):
        self.ensure_one()
        self.check_access("write")
        live = {
            "session": self._prepare_live_vals(),
            "items": self._prepare_live_items(),
            "members": [one._prepare_live_vals() for one in self.presence_ids],
            "findings": self._prepare_live_findings(),
            "labels": self._get_live_labels(),
        }
        text = json.dumps(live, sort_keys=True, default=str)
        return {**live, "version": hashlib.sha1(text.encode()).hexdigest()}

    def _prepare_live_vals(self):
        suspended = self._get_suspension()
        return {
            "id": self.id,
            "name": self.display_name,
            "state": self.state,
            "begins": self._get_live_time(self.date_start),
            "opened": self._get_live_time(self.date_opened),
            "closed": self._get_live_time(self.date_closed),
            "suspended": self._get_live_time(suspended.date_from),
            "chair_id": self.chair_id.id,
            "secretary_id": self.secretary_id.id,
            "has_code": self._has_code(),
            "has_proxies": bool(self._get_rules().proxies_per_holder),
            "roll": self._prepare_live_roll(self._get_roll()),
            "stamp": self._get_live_stamp(),
        }

    def _get_live_stamp(self):
        return get_stamp(
            self.state,
            self.chair_id.id,
            self.secretary_id.id,
            self._get_suspension().ids,
        )

    def _get_suspension(self):
        """The suspension that has not ended."""
        return self.suspension_ids.filtered(lambda one: not one.date_to)[:1]

    def _get_live_labels(self):
        """Words of the choices, in the language of who looks."""
        fields_of = {
            "kind": "lcc.session.item",
            "status": "lcc.presence",
            "office": "lcc.mandate",
            "method": "lcc.vote",
            "outcome": "lcc.vote",
            "reason": "lcc.vote.aside",
            "choice": "lcc.vote.ballot",
            "check": "lcc.session.override",
        }
        labels = {
            name: dict(self.env[model]._fields[name]._description_selection(self.env))
            for name, model in fields_of.items()
        }
        return {**labels, "state": self._get_state_names()}

    # Agenda

    def _prepare_live_items(self):
        items = self._get_items()
        votes = self._get_votes().grouped("item_id")
        following = dict(zip(items, [*items[1:], items.browse()], strict=True))
        result = []
        for item in items:
            roll = self._get_roll(item)
            result.append(
                {
                    "id": item.id,
                    "number": item.number,
                    "name": item.name,
                    "kind": item.kind,
                    "debate": item.debate or "",
                    "next_id": following[item].id,
                    "roll": self._prepare_live_roll(roll),
                    "votes": [
                        self._prepare_live_vote(vote, roll)
                        for vote in votes.get(item, ())
                    ],
                }
            )
        return result

    def _prepare_live_vote(self, vote, roll):
        if vote.aside_ids:
            roll = self._get_roll(vote.item_id, vote)
        return {**vote._prepare_live_vals(), "roll": self._prepare_live_roll(roll)}

    def _prepare_live_roll(self, roll):
        """Who counts, in the words of the page.

        :param roll: assembly_law.Roll
        """
        rules = self._get_rules()
        return {
            "present": sorted(roll.present),
            "attending": roll.attending,
            "represented": {
                str(key): roll.represented[key] for key in roll.represented
            },
            "aside": sorted(roll.aside),
            "voters": roll.voters,
            "in_office": len(roll.in_office),
            "quorum": self._get_quorum(rules, roll),
            "has_quorum": self._has_quorum(rules, roll),
        }

    # What the rules do not allow

    def _prepare_live_findings(self):
        checks = dict(self.env["lcc.session.override"]._fields["check"].selection)
        return [
            {
                "check": finding.check if finding.check in checks else False,
                "text": finding.text,
                "vote_id": finding.vote.id if finding.vote else False,
                "is_blocking": finding.is_blocking,
                "is_set_aside": self._is_set_aside(finding.check, finding.vote),
            }
            for finding in self._get_findings()
        ]

    # Time

    def _get_live_time(self, moment):
        """Hour and minute of a moment, where the assembly sits."""
        if not moment:
            return False
        return format_datetime(
            self.env, moment, tz=self.assembly_id.tz, dt_format="HH:mm"
        )

    def _get_live_moment(self):
        """The present moment; False for a session of another day, entered later."""
        now = self._now()
        return now if abs(now - self.date_start) < EVENING else False

    def _has_begun(self):
        """Whether something was voted: who arrives now was not there before."""
        return any(vote.state == "done" for vote in self.vote_ids)
