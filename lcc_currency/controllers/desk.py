from odoo import http
from odoo.http import request


class Desk(http.Controller):
    """Posting at a counter, where many may wait for the same balance."""

    @http.route("/lcc/operations", type="jsonrpc", auth="user", methods=["POST"])
    def post_operations(self, operations):
        """Post operations in one go; see ``lcc.operation.post_new``.

        Odoo runs requests in REPEATABLE READ: when two wait for the balance of one
        counter the second fails and is tried again after a pause. Here nothing was
        read yet that could change, so the transaction begins anew in READ
        COMMITTED: the second simply waits for the first and goes on. What a counter
        holds stays guarded by the database. Kept to this route alone.

        :param operations: list of values; each should carry a client_ref, so that
            an answer that got lost can be asked for again
        :return: list of {id, name, client_ref}
        """
        cr = request.env.cr
        cr.commit()  # pylint: disable=invalid-commit  # nothing was written: a new start
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        return request.env["lcc.operation"].post_new(operations)
