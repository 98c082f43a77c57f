from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.dataset import DataSet


class Desk(http.Controller):
    """Posting at a counter, where many may wait for the same balance."""

    @http.route("/lcc/operations", type="jsonrpc", auth="user", methods=["POST"])
    def post_operations(self, operations):
        """Post operations in one go; see ``lcc.operation.post_new``.

        Odoo runs requests in REPEATABLE READ: when two wait for the balance of one
        counter the second fails and is tried again after a pause. Here nothing was
        read yet that could change, so the transaction begins anew in READ
        COMMITTED: the second simply waits for the first and goes on. What a counter
        holds stays guarded by the database. Kept to posting alone.

        :param operations: list of values; each should carry a client_ref, so that
            an answer that got lost can be asked for again
        :return: list of {id, name, client_ref}
        """
        _begin_read_committed()
        return request.env["lcc.operation"].post_new(operations)


class PostButton(DataSet):
    """The button of the form posts as the counters do."""

    @http.route()
    def call_button(self, model, method, args, kwargs, path=None):
        if (model, method) == ("lcc.operation", "action_post"):
            _begin_read_committed()
        return super().call_button(model, method, args, kwargs, path)


def _begin_read_committed():
    """Begin the request's transaction anew; nothing was written in it yet."""
    cr = request.env.cr
    cr.commit()  # pylint: disable=invalid-commit
    # The cursor of a test only makes believe that it commits.
    if cr.connection.get_transaction_status() == TRANSACTION_STATUS_IDLE:
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
