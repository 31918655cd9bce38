package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"

	"gongkai"
)

// How much narratives must have in common to be copies: of another agency in the
// same year, and of the agency's own year before, where the same words are to be
// expected.
const (
	peerSimilarity     = 0.8
	previousSimilarity = 0.9
)

// fewestCells is how many cells other than 0 two reports must share for their
// tables to be copies: a few small numbers are alike by chance.
const fewestCells = 10

// writeCopies finds copies among the current reports. It goes year by year, with
// the sketches of two years in memory: 240 bytes a report.
func writeCopies(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "DELETE FROM copy; DELETE FROM text_likeness"); err != nil {
		return err
	}
	rows, err := conn.QueryContext(ctx, `SELECT DISTINCT year, scope FROM report WHERE report_id IN (SELECT report_id FROM text_sketch) ORDER BY scope, year`)
	if err != nil {
		return err
	}
	type part struct {
		year  int
		scope string
	}
	var parts []part
	for rows.Next() {
		var p part
		if err := rows.Scan(&p.year, &p.scope); err != nil {
			rows.Close()
			return err
		}
		parts = append(parts, p)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	var before []narrative
	var last part
	for _, p := range parts {
		if p.scope != last.scope || p.year != last.year+1 {
			before = nil
		}
		now, err := narratives(ctx, conn, p.year, p.scope)
		if err != nil {
			return err
		}
		near := make([]likest, len(now))
		copies := append(families(now, near), repeated(before, now, near)...)
		if err := appendRows(conn, "copy", copies); err != nil {
			return fmt.Errorf("copy: %w", err)
		}
		if err := appendRows(conn, "text_likeness", likeness(now, near)); err != nil {
			return fmt.Errorf("text_likeness: %w", err)
		}
		before, last = now, p
	}
	if _, err := conn.ExecContext(ctx, equalTables); err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	return nil
}

// narrative is a report's sketch.
type narrative struct {
	report int64
	agency string
	sketch gongkai.Sketch
}

// likest is what is most like a narrative, of those that it was compared with: a
// peer's, which may be no copy, and the agency's own of the year before.
type likest struct {
	peer, previous           int64
	peerShare, previousShare float32
	hasPeer, hasPrevious     bool
}

// likeness returns rows of table text_likeness.
func likeness(list []narrative, near []likest) [][]driver.Value {
	out := make([][]driver.Value, len(list))
	for i, n := range near {
		row := []driver.Value{list[i].report, int64(len(list) - 1), nil, nil, nil, nil}
		if n.hasPeer {
			row[2], row[3] = n.peer, float64(n.peerShare)
		}
		if n.hasPrevious {
			row[4], row[5] = n.previous, float64(n.previousShare)
		}
		out[i] = row
	}
	return out
}

// narratives reads a year's sketches, by report.
func narratives(ctx context.Context, conn *sql.Conn, year int, scope string) ([]narrative, error) {
	rows, err := conn.QueryContext(ctx, `SELECT r.report_id, r.agency_id, s.sketch FROM report r JOIN text_sketch s USING (report_id)
		WHERE r.year = ? AND r.scope = ? AND octet_length(s.sketch) = ? ORDER BY r.report_id`, year, scope, 2*gongkai.SketchLanes)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []narrative
	for rows.Next() {
		var n narrative
		var b []byte
		if err := rows.Scan(&n.report, &n.agency, &b); err != nil {
			return nil, err
		}
		n.sketch = slices.Clone(b)
		out = append(out, n)
	}
	return out, rows.Err()
}

// families joins the narratives of a year that have enough in common. Of those
// that agree in a band each is compared with the first and with the one before
// it only: a family of 100,000 costs 200,000 comparisons, not five thousand
// million. Rows of table copy come back; the nearest peer is noted in near.
func families(list []narrative, near []likest) [][]driver.Value {
	parent := make([]int32, len(list))
	other, share := make([]int32, len(list)), make([]float32, len(list))
	for i := range parent {
		parent[i], other[i] = int32(i), -1
	}
	root := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	note := func(i, j int32, s float32) {
		if s > share[i] || s == share[i] && other[i] >= 0 && j < other[i] {
			other[i], share[i] = j, s
		}
	}
	nearest := func(i, j int32, s float32) {
		if n := &near[i]; !n.hasPeer || s > n.peerShare || s == n.peerShare && list[j].report < n.peer {
			n.peer, n.peerShare, n.hasPeer = list[j].report, s, true
		}
	}
	compare := func(i, j int32) {
		s := float32(list[i].sketch.Similarity(list[j].sketch))
		nearest(i, j, s)
		nearest(j, i, s)
		if s < peerSimilarity {
			return
		}
		note(i, j, s)
		note(j, i, s)
		if a, b := root(i), root(j); a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	type entry struct {
		key uint64
		at  int32
	}
	order := make([]entry, len(list))
	for band := range gongkai.SketchBands {
		for i := range list {
			order[i] = entry{list[i].sketch.Band(band), int32(i)}
		}
		slices.SortFunc(order, func(a, b entry) int {
			switch {
			case a.key < b.key:
				return -1
			case a.key > b.key:
				return 1
			}
			return int(a.at - b.at)
		})
		for from := 0; from < len(order); {
			to := from + 1
			for to < len(order) && order[to].key == order[from].key {
				compare(order[from].at, order[to].at)
				if to > from+1 {
					compare(order[to-1].at, order[to].at)
				}
				to++
			}
			from = to
		}
	}
	members := make([]int32, len(list))
	for i := range list {
		members[root(int32(i))]++
	}
	var out [][]driver.Value
	for i := range list {
		if r := root(int32(i)); members[r] > 1 {
			out = append(out, []driver.Value{list[i].report, "text", list[r].report, list[other[i]].report, float64(share[i]), int64(members[r])})
		}
	}
	return out
}

// repeated finds agencies that say what they said the year before; how much of it
// is noted in near.
func repeated(before, now []narrative, near []likest) [][]driver.Value {
	was := make(map[string]*narrative, len(before))
	for i := range before {
		was[before[i].agency] = &before[i]
	}
	var out [][]driver.Value
	for i, n := range now {
		if o := was[n.agency]; o != nil {
			s := n.sketch.Similarity(o.sketch)
			near[i].previous, near[i].previousShare, near[i].hasPrevious = o.report, float32(s), true
			if s >= previousSimilarity {
				out = append(out, []driver.Value{n.report, "text_previous", o.report, o.report, s, int64(2)})
			}
		}
	}
	return out
}

// equalTables compares reports by a digest of their cells that are not 0.
var equalTables = fmt.Sprintf(`
CREATE OR REPLACE TEMP TABLE digest AS
SELECT report_id, count(*) AS cells, bit_xor(h) AS x, sum(h %% 1000003) AS s FROM (
	SELECT report_id, hash(indicator, applicant, value) AS h FROM fact_request WHERE value <> 0
	UNION ALL SELECT report_id, hash(indicator, value) FROM fact_proactive WHERE value <> 0
	UNION ALL SELECT report_id, hash(indicator, value) FROM fact_challenge WHERE value <> 0
	UNION ALL SELECT report_id, hash(indicator, value) FROM fact_statistic WHERE value <> 0
) GROUP BY report_id HAVING count(*) >= %d;

INSERT INTO copy
SELECT report_id, 'tables', family, CASE WHEN family = report_id THEN second ELSE family END, 1.0, members FROM (
	SELECT d.report_id, min(d.report_id) OVER same AS family, count(*) OVER same AS members,
		nth_value(d.report_id, 2) OVER (PARTITION BY r.year, r.scope, d.cells, d.x, d.s ORDER BY d.report_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second
	FROM digest d JOIN report r USING (report_id)
	WINDOW same AS (PARTITION BY r.year, r.scope, d.cells, d.x, d.s)
) WHERE members > 1 ORDER BY report_id;

INSERT INTO copy
SELECT r.report_id, 'tables_previous', o.report_id, o.report_id, 1.0, 2
FROM report r JOIN digest d USING (report_id)
JOIN report o ON o.agency_id = r.agency_id AND o.scope = r.scope AND o.year = r.year - 1
JOIN digest e ON e.report_id = o.report_id AND e.cells = d.cells AND e.x = d.x AND e.s = d.s
ORDER BY r.report_id;

DROP TABLE digest;`, fewestCells)
