# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2.errors import CheckViolation, NumericValueOutOfRange

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from odoo.addons.lcc_base.tools.contexts import without_defaults

# Nobody outside this process holds this object: a context that carries it was
# made by the ledger, never by a client.
LEDGER = object()


def is_ledger(env):
    """Tell whether the ledger itself is writing."""
    return env.context.get("lcc_ledger") is LEDGER


class LccLedgerMaster(models.AbstractModel):
    """A record that the ledger relies on: what is computed follows its source.

    A stored computed field is an ordinary column to a client that writes it.
    """

    _name = "lcc.ledger.master"
    _description = "Master record of the ledger"

    @api.model_create_multi
    def create(self, vals_list):
        self = without_defaults(self, self._get_system_fields())
        return super().create([self._drop_system(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._drop_system(vals))

    @api.model
    def _drop_system(self, vals):
        if is_ledger(self.env):
            return vals
        system = self._get_system_fields()
        return {name: value for name, value in vals.items() if name not in system}

    @api.model
    def _get_system_fields(self):
        """Stored fields that follow others, or are the system's: nobody sets them."""
        return {
            name
            for name, field in self._fields.items()
            if field.compute and field.store and field.readonly
        }


class LccLedgerTable(models.AbstractModel):
    """A table of totals that posting keeps up to date by SQL."""

    _name = "lcc.ledger.table"
    _description = "Totals kept by the ledger"

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        self._refuse_writing()

    def write(self, vals):  # pylint: disable=method-required-super
        self._refuse_writing()

    def unlink(self):  # pylint: disable=method-required-super
        self._refuse_writing()

    def _refuse_writing(self):
        raise UserError(
            self.env._(
                "These totals follow the operations and are never edited: post or "
                "reverse an operation instead."
            )
        )


class LccLedger(models.AbstractModel):
    """Posting of operations to balances and monthly totals.

    One statement per batch: the balances of physical places are updated in the
    order of their keys, so that two batches never lock them crosswise; a missing
    one is inserted; the monthly totals follow. Holders, printer, destroyed and
    lapsed coupons have no balance row: every exchange would wait for it.
    """

    _name = "lcc.ledger"
    _description = "Coupon ledger"

    def _post_ledger(self):
        """Move the coupons of these operations, whose lines are written.

        :raise UserError: a place would hold fewer than zero coupons, now or on a
            past day; nothing is moved then
        """
        self.line_ids.flush_recordset()
        self.env["lcc.place"].flush_model(["is_physical"])
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(self._get_posting_sql(), log_exceptions=False)
                rows = self.env.cr.fetchall()
        except CheckViolation:
            raise UserError(self._get_shortage_message()) from None
        except NumericValueOutOfRange:
            raise UserError(
                self.env._(
                    "No place holds more than two billion coupons of a kind: correct "
                    "the quantities."
                )
            ) from None
        if rows:
            self._check_past_days(rows)
        for name in ("lcc.place.balance", "lcc.flow"):
            self.env[name].invalidate_model(flush=False)
        self.env["lcc.place"].invalidate_model(
            ["balance_ids", "amount", "is_low"], flush=False
        )

    def _get_posting_sql(self):
        """One statement that moves everything.

        It returns (place, series, denomination, first date) of what was moved
        earlier than the place's last day, whose past days are still to be checked.
        """
        return SQL(
            """
WITH moved AS MATERIALIZED (
    SELECT p.id AS place_id, l.series_id, l.denomination_id,
           SUM(s.sign * l.quantity)::int AS quantity,
           SUM(s.sign * l.amount) AS amount,
           MIN(l.date) AS date_first, MAX(l.date) AS date_last
      FROM lcc_operation_line l
CROSS JOIN (VALUES (1), (-1)) s(sign)
      JOIN lcc_place p
        ON p.id = CASE s.sign WHEN 1 THEN l.place_to_id ELSE l.place_from_id END
       AND p.is_physical
     WHERE l.operation_id = ANY(%(ids)s)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
), updated AS (
    UPDATE lcc_place_balance b
       SET quantity = b.quantity + m.quantity,
           amount = b.amount + m.amount,
           date_last = GREATEST(b.date_last, m.date_last)
      FROM moved m
     WHERE (b.place_id, b.series_id, b.denomination_id)
         = (m.place_id, m.series_id, m.denomination_id)
 RETURNING b.place_id, b.series_id, b.denomination_id, b.date_last
), inserted AS (
    INSERT INTO lcc_place_balance AS b
           (place_id, series_id, denomination_id, quantity, amount, date_last)
    SELECT place_id, series_id, denomination_id, quantity, amount, date_last
      FROM moved m
     WHERE NOT EXISTS (
           SELECT FROM updated u
            WHERE (u.place_id, u.series_id, u.denomination_id)
                = (m.place_id, m.series_id, m.denomination_id))
        ON CONFLICT (place_id, series_id, denomination_id)
        DO UPDATE SET quantity = b.quantity + EXCLUDED.quantity,
                      amount = b.amount + EXCLUDED.amount,
                      date_last = GREATEST(b.date_last, EXCLUDED.date_last)
 RETURNING b.place_id, b.series_id, b.denomination_id, b.date_last
), flows AS (
    INSERT INTO lcc_flow AS f
           (company_id, lcc_currency_id, month, place_from_id, place_to_id,
            series_id, denomination_id, quantity, amount)
    SELECT company_id, lcc_currency_id, date_trunc('month', date)::date,
           place_from_id, place_to_id, series_id, denomination_id,
           SUM(quantity), SUM(amount)
      FROM lcc_operation_line
     WHERE operation_id = ANY(%(ids)s)
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  ORDER BY 1, 2, 3, 4, 5, 6, 7
        ON CONFLICT (lcc_currency_id, month, place_from_id, place_to_id,
                     series_id, denomination_id)
        DO UPDATE SET quantity = f.quantity + EXCLUDED.quantity,
                      amount = f.amount + EXCLUDED.amount
)
SELECT m.place_id, m.series_id, m.denomination_id, m.date_first
  FROM moved m
  JOIN (TABLE updated UNION ALL TABLE inserted) b
    ON (b.place_id, b.series_id, b.denomination_id)
     = (m.place_id, m.series_id, m.denomination_id)
 WHERE m.date_first < b.date_last
            """,
            ids=list(self.ids),
        )

    def _check_past_days(self, keys):
        """Refuse what makes a place hold less than zero at the end of a past day.

        The present is guarded by the database; here each day since the first one
        touched is computed backwards from the present. The balance rows are
        locked by this transaction, which keeps others out.

        :param keys: list of (place, series, denomination, first date)
        """
        places, series, denominations, dates = zip(*keys, strict=True)
        rows = self.env.execute_query(
            SQL(
                """
WITH k AS (
    SELECT * FROM unnest(%(places)s, %(series)s, %(denominations)s, %(dates)s::date[])
               AS k(place_id, series_id, denomination_id, date_first)
), moves AS (
    SELECT k.place_id, k.series_id, k.denomination_id, l.date, l.quantity
      FROM k JOIN lcc_operation_line l
        ON l.place_to_id = k.place_id AND l.series_id = k.series_id
       AND l.denomination_id = k.denomination_id AND l.date > k.date_first
       AND l.state = 'posted'
 UNION ALL
    SELECT k.place_id, k.series_id, k.denomination_id, l.date, -l.quantity
      FROM k JOIN lcc_operation_line l
        ON l.place_from_id = k.place_id AND l.series_id = k.series_id
       AND l.denomination_id = k.denomination_id AND l.date > k.date_first
       AND l.state = 'posted'
), days AS (
    SELECT place_id, series_id, denomination_id, date, SUM(quantity) AS quantity
      FROM moves GROUP BY 1, 2, 3, 4
), held AS (
    SELECT d.place_id, d.denomination_id, d.date,
           b.quantity - SUM(d.quantity) OVER (
               PARTITION BY d.place_id, d.series_id, d.denomination_id
               ORDER BY d.date DESC) AS quantity
      FROM days d
      JOIN lcc_place_balance b USING (place_id, series_id, denomination_id)
)
SELECT place_id, denomination_id, (date - 1)::date, quantity::bigint
  FROM held WHERE quantity < 0 ORDER BY date LIMIT 1
                """,
                places=list(places),
                series=list(series),
                denominations=list(denominations),
                dates=list(dates),
            )
        )
        for place_id, denomination_id, day, quantity in rows:
            raise UserError(
                self.env._(
                    "Refused: on %(date)s, %(place)s would hold %(quantity)s coupons "
                    "of %(denomination)s, because of operations dated later. Choose "
                    "another date or another quantity.",
                    date=format_date(self.env, day),
                    place=self.env["lcc.place"].sudo().browse(place_id).name,
                    quantity=quantity,
                    denomination=self.env["lcc.denomination"]
                    .browse(denomination_id)
                    .display_name,
                )
            )

    def _get_shortage_message(self):
        """Say which place lacks which coupons."""
        rows = self.env.execute_query(
            SQL(
                """
    SELECT l.place_from_id, l.series_id, l.denomination_id, SUM(l.quantity),
           COALESCE(MAX(b.quantity), 0)
      FROM lcc_operation_line l
      JOIN lcc_place p ON p.id = l.place_from_id AND p.is_physical
 LEFT JOIN lcc_place_balance b
        ON (b.place_id, b.series_id, b.denomination_id)
         = (l.place_from_id, l.series_id, l.denomination_id)
     WHERE l.operation_id = ANY(%s)
  GROUP BY 1, 2, 3
    HAVING SUM(l.quantity) > COALESCE(MAX(b.quantity), 0)
                """,
                list(self.ids),
            )
        )
        details = [
            self.env._(
                "%(place)s holds %(held)s coupons of %(denomination)s (%(series)s), "
                "%(asked)s are asked for.",
                place=self.env["lcc.place"].sudo().browse(place_id).name,
                held=held,
                denomination=self.env["lcc.denomination"]
                .browse(denomination_id)
                .display_name,
                series=self.env["lcc.coupon.series"].browse(series_id).name,
                asked=asked,
            )
            for place_id, series_id, denomination_id, asked, held in rows
        ]
        return "\n".join(
            [
                self.env._("There are not enough coupons for this operation."),
                *details,
                self.env._("Supply the place first, or choose other coupons."),
            ]
        )
