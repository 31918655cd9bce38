package load

import (
	"context"
	"testing"
)

// Decisions stand in the warehouse beside the facts, survive runs that read no file
// of them, expire when other bytes stand for the report or the cell is gone, and
// go when the file has them no more. No fact moves.
func TestDecisions(t *testing.T) {
	path := warehouse(t)
	rep := full("A", 2023, 10)
	doc := page("a.html", "first")
	run := func(day int, decided []Decision, in ...input) {
		t.Helper()
		r, err := Begin(context.Background(), path, night.AddDate(0, 0, day))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Abort()
		r.Decisions = decided
		for _, i := range in {
			if err := r.Add(i.doc, i.outcome); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := r.Commit(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	const (
		states = `SELECT coalesce(indicator, '-'), coalesce(applicant, '-'), verdict, coalesce(corrected::VARCHAR, '-'), state FROM review_decision ORDER BY ALL`
		beside = `SELECT indicator, applicant, value, status, corrected, rule, decided_by, decided_on::VARCHAR FROM fact_decision WHERE indicator IS NOT NULL ORDER BY ALL`
		values = `SELECT sum(value), count(*) FROM fact_request`
	)
	asked := func(queries ...string) (out [][][]string) {
		t.Helper()
		db := open(t, path)
		defer db.Close()
		for _, q := range queries {
			out = append(out, ask(t, db, q))
		}
		return out
	}
	decided := []Decision{
		{doc.Source.SHA256, "req.received@total", "A-03", "correct", "7.5", "by telephone", "Li", "2026-01-20"},
		{doc.Source.SHA256, "req.carried_in", "T-05", "ignore", "", "the row", "Li", "2026-01-20"},
		{doc.Source.SHA256, "req.granted", "", "correct", "9", "of a file before applicants were asked for", "Li", "2026-01-20"},
		{doc.Source.SHA256, "s14.local.x", "", "ignore", "", "no such row", "Li", "2026-01-20"},
		{doc.Source.SHA256, "", "", "ignore", "", "the whole", "Li", "2026-01-21"},
		{page("b", "never read").Source.SHA256, "", "", "accept", "", "r", "Li", "2026-01-20"},
	}
	run(0, nil, found(doc, rep))
	printed := asked(values, `SELECT value FROM fact_request WHERE indicator = 'req.received' AND applicant = 'total'`)
	before, received := printed[0], printed[1][0][0]
	run(1, decided)
	want := [][]string{{"-", "-", "accept", "-", "unknown"}, {"-", "-", "ignore", "-", "stands"},
		{"req.carried_in", "-", "ignore", "-", "stands"}, {"req.granted", "-", "correct", "9.0000", "stands"},
		{"req.received", "total", "correct", "7.5000", "stands"}, {"s14.local.x", "-", "ignore", "-", "expired"}}
	got := asked(states, beside, values, `SELECT count(*) FROM fact_decision WHERE indicator IS NULL AND value IS NULL AND verdict = 'ignore'`)
	same(t, "states", got[0], want)
	same(t, "beside the fact", got[1], [][]string{{"req.carried_in", "NULL", "NULL", "NULL", "NULL", "T-05", "Li", "2026-01-20"}, {"req.granted", "NULL", "NULL", "NULL", "9", "NULL", "Li", "2026-01-20"}, {"req.received", "total", received, "reported", "7.5", "A-03", "Li", "2026-01-20"}})
	same(t, "values", got[2], before)
	same(t, "of the whole", got[3], [][]string{{"1"}})
	run(2, nil) // nothing new, and no file
	same(t, "states later", asked(states)[0], want)
	db := open(t, path)
	list, err := Decisions(context.Background(), db)
	if err != nil || len(list) != len(decided) {
		t.Fatalf("%v, %v", list, err)
	}
	back, err := DecisionStates(context.Background(), db, decided)
	db.Close()
	if err != nil || len(back) != len(decided) || back[0].State != "stands" || back[1].State != "stands" || back[3].State != "expired" || back[4].State != "stands" || back[5].State != "unknown" || back[3].Why == "" || back[0].Decision != decided[0] {
		t.Errorf("%+v, %v", back, err)
	}
	for _, d := range list {
		if d.Rule == "A-03" && d != decided[0] {
			t.Errorf("%+v came back as %+v", decided[0], d)
		}
	}
	run(3, nil, found(page("a.html", "second"), rep)) // other bytes that say the same
	got = asked(states, beside, values)
	want[1][4], want[2][4], want[3][4], want[4][4] = "expired", "expired", "expired", "expired"
	same(t, "states after a change", got[0], want)
	same(t, "nothing beside the fact", got[1], [][]string(nil))
	same(t, "values after a change", got[2], before)
	run(4, []Decision{})
	same(t, "an empty file", asked(states)[0], [][]string(nil))
}
