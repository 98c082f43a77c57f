# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging

from psycopg2 import DataError, IntegrityError, InterfaceError, OperationalError

from odoo import fields, models
from odoo.exceptions import UserError

# What a member's own data bring about; anything else is a fault of a program.
EXPECTED = (UserError, DataError, IntegrityError)

_logger = logging.getLogger(__name__)


class LccDuesCampaign(models.Model):
    """What the scheduled jobs of a campaign have in common.

    One call that fails never holds up those behind it.
    """

    _inherit = "lcc.dues.campaign"

    error = fields.Char(
        readonly=True, copy=False, help="Why the calls could not be finished."
    )

    def _in_background(self):
        """This campaign as the scheduled job sees it: all members, one company.

        What is made is in the name of who is responsible for the campaign. Whom to
        call was decided with the rights of who launched it.
        """
        user = self.user_id or self.env.user
        return (
            self.with_user(user)
            .sudo()
            .with_company(self.company_id)
            .with_context(
                allowed_company_ids=self.company_id.ids,
                lang=user.lang,
                mail_create_nolog=True,
                mail_create_nosubscribe=True,
                tracking_disable=True,
            )
        )

    def _do_each(self, calls, work):
        """Do this work for all these calls, or else for each for which it succeeds.

        The others keep what went wrong as their error.
        """
        error = self._try(work, calls)
        if error and len(calls) > 1:
            half = len(calls) // 2
            self._do_each(calls[:half], work)
            self._do_each(calls[half:], work)
        elif error:
            calls.error = self._tell_error(error)

    def _tell_error(self, error):
        """What is kept of an error, for the screen; the log has faults of programs."""
        if not isinstance(error, EXPECTED):
            _logger.error("A job of %s failed", self, exc_info=error)
        return str(error) or type(error).__name__

    def _try(self, work, *args):
        """Do a part of a job, or leave no trace of it: what is behind goes on.

        :return: what went wrong, or None
        :raise psycopg2.OperationalError: the whole transaction is to be tried again
        """
        try:
            with self.env.cr.savepoint():
                work(*args)
        except (InterfaceError, OperationalError):
            raise
        except Exception as error:
            self.env.invalidate_all()
            return error
        return None
