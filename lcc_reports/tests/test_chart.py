# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import math
import re

from lxml import etree

from odoo.tests import TransactionCase, tagged

from ..tools.chart import bar_chart, line_chart
from ..tools.chart_scale import text_width

TERRITORIES = [
    "Haut Salat, Massatois",
    "Haute Ariège",
    "Mirepoix, Pays d’Olmes",
    "Pays de Foix",
    "Portes d’Ariège",
    "St-Gironnais, Castillonnais",
    "Volvestre, Séronnais, Azilois",
]
MONTHS = [f"{month:02}/{year}" for year in range(2012, 2022) for month in range(1, 13)]
NAMESPACE = {"s": "http://www.w3.org/2000/svg"}


@tagged("post_install", "-at_install")
class TestChart(TransactionCase):
    """The geometry of the pictures, read back from their XML."""

    def _parse(self, picture):
        return etree.fromstring(str(picture))

    def find(self, tree, path):
        return tree.xpath(path, namespaces=NAMESPACE)

    def boxes_of_texts(self, tree):
        """(left, top, right, bottom, text) of each text that is not slanted."""
        boxes = []
        for node in self.find(tree, "//s:text[not(@transform)]"):
            width, x, y = (
                text_width(node.text),
                *map(float, (node.get("x"), node.get("y"))),
            )
            left = {"start": x, "middle": x - width / 2, "end": x - width}
            left = left[node.get("text-anchor")]
            boxes.append((left, y - 10, left + width, y + 2, node.text))
        return boxes

    def assertInside(self, picture):
        """Nothing stands outside the picture, and no text on another."""
        tree = self._parse(picture)
        _x, _y, width, height = map(float, tree.get("viewBox").split())
        boxes = self.boxes_of_texts(tree)
        for left, top, right, bottom, text in boxes:
            self.assertGreaterEqual(left, 0, text)
            self.assertGreaterEqual(top, 0, text)
            self.assertLessEqual(right, width, text)
            self.assertLessEqual(bottom, height, text)
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                is_apart = (
                    one[2] <= other[0]
                    or other[2] <= one[0]
                    or one[3] <= other[1]
                    or other[3] <= one[1]
                )
                self.assertTrue(is_apart, f"{one} on {other}")
        for node in self.find(tree, "//s:text[@transform]"):
            self.assertSlantedInside(node, width, height)
        for node in self.find(tree, "//s:rect[@x]"):
            x, y, w, h = (
                float(node.get(name)) for name in ("x", "y", "width", "height")
            )
            self.assertTrue(0 <= x and x + w <= width, (x, w))
            self.assertTrue(0 <= y and y + h <= height, (y, h))
        for node in self.find(tree, "//s:polyline"):
            for x, y in re.findall(r"([\d.-]+),([\d.-]+)", node.get("points")):
                self.assertTrue(0 <= float(x) <= width and 0 <= float(y) <= height)
        return tree

    def assertSlantedInside(self, node, width, height):
        angle, x, y = map(float, re.findall(r"-?[\d.]+", node.get("transform")))
        length, angle = text_width(node.text), math.radians(angle)
        self.assertGreaterEqual(x - length * math.cos(angle), 0, node.text)
        self.assertLessEqual(y - length * math.sin(angle), height, node.text)

    # ------------------------------------------------------------------

    def test_bars_measure_their_figures(self):
        tree = self.assertInside(
            bar_chart(TERRITORIES, [("2021", [12, 5, 46, 31, 3, 17, 34])], title="Dues")
        )
        bars = self.find(tree, "//s:g[s:title]/s:rect")
        self.assertEqual(len(bars), 7)
        heights = [float(node.get("height")) for node in bars]
        # The axis goes from 0 to 50 over 230 units.
        self.assertEqual(heights[:4], [55.2, 23.0, 211.6, 142.6])
        texts = {node.text for node in self.find(tree, "//s:text")}
        self.assertLessEqual({"0", "10", "20", "30", "40", "50"}, texts)
        self.assertEqual(bars[3].getprevious().text, "Pays de Foix – 2021: 31")
        # One series needs no legend.
        self.assertNotIn("2021", texts)

    def test_bars_stand_on_each_other_and_hang_from_zero(self):
        picture = bar_chart(
            ["Foix"],
            [("Kept", [30]), ("In", [10]), ("Out", [-20])],
            title="Members",
            is_stacked=True,
        )
        tree = self.assertInside(picture)
        kept, new, gone = (
            (float(node.get("y")), float(node.get("height")))
            for node in self.find(tree, "//s:g[s:title]/s:rect")
        )
        # From -20 to 40: 230 / 60 units each.
        self.assertEqual((kept[1], new[1], gone[1]), (115.0, 38.3, 76.7))
        self.assertAlmostEqual(new[0] + new[1], kept[0], delta=0.11)
        self.assertAlmostEqual(kept[0] + kept[1], gone[0], delta=0.11)
        self.assertEqual(
            [t.text for t in self.find(tree, "//s:text")][:3], ["Kept", "In", "Out"]
        )

    def test_series_are_told_apart_without_colours(self):
        series = [(f"Series {i}", [i + 1, i + 2]) for i in range(5)]
        lines = self._parse(line_chart(["2020", "2021"], series, title="Lines"))
        dashes = {
            node.get("stroke-dasharray") for node in self.find(lines, "//s:polyline")
        }
        self.assertEqual(len(dashes), 5)
        bars = self._parse(bar_chart(["2020", "2021"], series, title="Bars"))
        groups = self.find(bars, "//s:g[s:title]")
        looks = {
            (
                group.findtext("s:title", namespaces=NAMESPACE).split()[2],
                group.find("s:rect", NAMESPACE).get("fill"),
                self._get_directions(group),
            )
            for group in groups
        }
        self.assertEqual(len({look[1:] for look in looks}), 5)
        self.assertEqual(len(looks), 5)

    def _get_directions(self, group):
        """Whether the lines of a bar are level, upright or lean to either side."""
        path = group.find("s:path", NAMESPACE)
        lines = re.findall(
            r"M([\d.-]+),([\d.-]+)L([\d.-]+),([\d.-]+)",
            path.get("d") if path is not None else "",
        )
        found = {
            (
                a == c,
                b == d,
                a != c and b != d and (float(c) > float(a)) == (float(d) > float(b)),
            )
            for a, b, c, d in lines
            if (a, b) != (c, d)
        }
        return frozenset(found)

    def test_a_gap_breaks_the_line(self):
        picture = line_chart(
            ["a", "b", "c", "d", "e"], [("Cover", [1, 2, None, 4, 5])], title="Cover"
        )
        tree = self.assertInside(picture)
        self.assertEqual(len(self.find(tree, "//s:polyline")), 2)
        self.assertEqual(len(self.find(tree, "//s:path[@class='mark']")), 4)

    def test_one_point(self):
        tree = self.assertInside(line_chart(["2021"], [("Fund", [12.5])], title="Fund"))
        [mark] = self.find(tree, "//s:path[@class='mark']")
        self.assertEqual(mark[0].text, "2021 – Fund: 12.50")

    def test_nothing_is_a_sentence(self):
        for chart in (line_chart, bar_chart):
            for series in ([], [("Fund", [])], [("Fund", [None, None])]):
                tree = self.assertInside(
                    chart(["a", "b"], series, title="Fund", empty="Nothing yet.")
                )
                self.assertEqual(
                    [node.text for node in self.find(tree, "//s:text")],
                    ["Nothing yet."],
                )

    def test_all_zero_and_below_zero(self):
        self.assertInside(bar_chart(["a"], [("x", [0])], title="Zero"))
        self.assertInside(line_chart(["a", "b"], [("x", [-3, -8.5])], title="Below"))
        self.assertInside(bar_chart(["a", "b"], [("x", [-3, None])], title="Below"))

    def test_many_labels(self):
        values = [index % 17 for index in range(len(MONTHS))]
        tree = self.assertInside(line_chart(MONTHS, [("x", values)], title="Months"))
        shown = [n.text for n in self.find(tree, "//s:text") if "/" in n.text]
        self.assertEqual(shown[0], "01/2012")
        self.assertTrue(8 <= len(shown) <= 20, shown)
        tree = self.assertInside(bar_chart(MONTHS, [("x", values)], title="Months"))
        self.assertTrue(self.find(tree, "//s:text[@transform]"))
        names = [f"Communauté de communes numéro {index}" for index in range(30)]
        tree = self.assertInside(bar_chart(names, [("x", range(30))], title="Bodies"))
        self.assertTrue(self.find(tree, "//s:text[@transform]"))
        self.assertInside(
            line_chart(["Very long " * 20] * 3, [("x", [1, 2, 3])], title="")
        )

    def test_many_and_long_names_of_series(self):
        series = [(f"A counter with a rather long name {i}", [i]) for i in range(12)]
        series.append(("Endless " * 40, [3]))
        tree = self.assertInside(bar_chart(["2021"], series, title="Counters"))
        self.assertIn("…", self.find(tree, "//s:text")[12].text)
        self.assertInside(line_chart(["2021"], series, title="Counters"))

    def test_texts_are_escaped_and_figures_written_as_asked(self):
        def french(value, digits):
            return f"{value:.{digits}f}".replace(".", ",")

        picture = bar_chart(
            ["<script>"],
            [('"A" & <b>', [0.4])],
            title="<Title>",
            number=french,
            unit="€ <",
        )
        tree = self.assertInside(picture)
        self.assertEqual(tree.get("role"), "img")
        self.assertEqual(tree.get("aria-label"), "<Title>")
        self.assertEqual(tree[0].tag, "{http://www.w3.org/2000/svg}title")
        self.assertEqual(tree[0].text, "<Title>")
        texts = [node.text for node in self.find(tree, "//s:text")]
        self.assertLessEqual({"<script>", "€ <", "0,1", "0,4"}, set(texts))
        [bar] = self.find(tree, "//s:g[s:title]/s:rect")
        self.assertEqual(bar.getprevious().text, '<script> – "A" & <b>: 0,40')
