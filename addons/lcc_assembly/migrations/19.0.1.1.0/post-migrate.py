# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from odoo.api import SUPERUSER_ID, Environment
from odoo.tools.convert import convert_file

from odoo.addons.lcc_assembly.tools import assembly_law as law

NOTICE = "data/mail_template_notice.xml"


def migrate(cr, version):
    """Renew the mail of the notice and printed minutes; tell sessions their rules.

    A notice that somebody has worded anew stays: its author is not the system. What
    statutes said on the day is known no more: those of today stand for them.
    """
    env = Environment(cr, SUPERUSER_ID, {})
    template = env.ref("lcc_assembly.mail_template_notice", raise_if_not_found=False)
    if template and template.write_uid.id == SUPERUSER_ID:
        convert_file(env, "lcc_assembly", NOTICE, {}, mode="init", noupdate=True)
        env.flush_all()
        # the old wording of other languages: Odoo loads the new one after this script
        cr.execute(
            "UPDATE mail_template"
            " SET body_html = jsonb_build_object('en_US', body_html->'en_US')"
            " WHERE id = %s",
            (template.id,),
        )
        template.invalidate_recordset(["body_html"])
    sessions = env["lcc.session"].search(
        [("state", "in", ("closed", "adopted", "published"))]
    )
    for session in sessions.filtered(lambda one: not one.kept_rules):
        rules = session.assembly_id._get_rules(session.day)
        if session.rules != law.STATUTES:
            rules = law.rules_of(session.rules, session.day)
        cr.execute(
            "UPDATE lcc_session SET kept_rules = %s WHERE id = %s",
            (_dump(rules), session.id),
        )
    sessions.invalidate_recordset(["kept_rules"])
    # minutes that were printed for visitors: they are printed again by the system
    env["ir.attachment"].search(
        [
            ("res_model", "=", "lcc.session"),
            ("description", "=like", "lcc\\_minutes %"),
            ("create_uid", "!=", SUPERUSER_ID),
        ]
    ).unlink()


def _dump(rules):
    return json.dumps(law.plain_of_rules(rules))
