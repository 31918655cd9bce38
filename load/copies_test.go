package load

import (
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"gongkai"
)

// drawSketch draws a sketch; of share of its lanes it is like another.
func drawSketch(r *rand.Rand, like gongkai.Sketch, share float64) gongkai.Sketch {
	s := make(gongkai.Sketch, 2*gongkai.SketchLanes)
	for i := 0; i < len(s); i += 2 {
		if like != nil && r.Float64() < share {
			copy(s[i:i+2], like[i:i+2])
		} else {
			binary.LittleEndian.PutUint16(s[i:], uint16(r.Uint32()))
		}
	}
	return s
}

// drawn returns n narratives, of which every tenth is a near copy of an earlier.
func drawn(n int) (list []narrative, copies int) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		var like gongkai.Sketch
		if i%10 == 9 {
			like, copies = list[r.IntN(i)].sketch, copies+1
		}
		list = append(list, narrative{int64(i), strconv.Itoa(i), drawSketch(r, like, 0.93)})
	}
	return list, copies
}

// Families are found, whatever the order, and what is not alike is left alone.
func TestFamilies(t *testing.T) {
	list, copies := drawn(5000)
	found := families(list, make([]likest, len(list)))
	in := map[int64]bool{}
	for _, row := range found {
		in[row[0].(int64)] = true
		if row[4].(float64) < peerSimilarity || row[5].(int64) < 2 || row[3] == row[0] {
			t.Errorf("%v", row)
		}
	}
	missed := 0
	for i := range list {
		if i%10 == 9 && !in[int64(i)] {
			missed++
		}
	}
	if missed > copies/100 || len(in) > 2*copies {
		t.Errorf("%d of %d copies missed, %d reports in families", missed, copies, len(in))
	}
	// One family of many costs no more than as many apart.
	same := make([]narrative, 20_000)
	for i := range same {
		same[i] = narrative{int64(i), strconv.Itoa(i), list[0].sketch}
	}
	if f := families(same, make([]likest, len(same))); len(f) != len(same) || f[100][5].(int64) != 20_000 || f[100][2].(int64) != 0 {
		t.Errorf("%d rows, %v", len(f), f[100])
	}
}

func TestRepeated(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	a, b := drawSketch(r, nil, 0), drawSketch(r, nil, 0)
	found := make([]likest, 3)
	got := repeated([]narrative{{1, "x", a}, {2, "y", b}}, []narrative{{11, "x", a}, {12, "y", a}, {13, "z", b}}, found)
	if !found[0].hasPrevious || found[0].previousShare != 1 || !found[1].hasPrevious || found[1].previousShare > 0.1 || found[2].hasPrevious {
		t.Errorf("%+v", found)
	}
	if len(got) != 1 || got[0][0].(int64) != 11 || got[0][3].(int64) != 1 {
		t.Errorf("%v", got)
	}
}

// Copies in a warehouse: narratives and tables of a year, and of the year before;
// a run that finds nothing new leaves the same.
func TestCopies(t *testing.T) {
	path := warehouse(t)
	r := rand.New(rand.NewPCG(5, 6))
	text := drawSketch(r, nil, 0)
	cells := func(first int64) (out []gongkai.Fact) {
		for i := range int64(12) {
			out = append(out, gongkai.Fact{Indicator: "req.received", Applicant: fmt.Sprint("a", i), Template: "t2021", Value: num(fmt.Sprint(first + i)), Status: gongkai.Reported, Raw: fmt.Sprint(first + i)})
		}
		return out
	}
	add := func(agency string, year int, s gongkai.Sketch, first int64) input {
		rep := &gongkai.Report{Title: agency, Agency: agency, DivisionCode: "350521", Scope: gongkai.ScopeAgency, Year: year, Sketch: s, Facts: cells(first)}
		return found(page(agency+fmt.Sprint(year), agency+fmt.Sprint(year)), rep)
	}
	all := []input{
		add("A", 2022, text, 1), add("A", 2023, text, 1), add("B", 2023, drawSketch(r, text, 0.95), 100), add("C", 2023, drawSketch(r, nil, 0), 100), add("D", 2023, nil, 500),
	}
	want := [][]string{{"A", "2023", "tables_previous", "A", "2"}, {"A", "2023", "text", "B", "2"}, {"A", "2023", "text_previous", "A", "2"}, {"B", "2023", "tables", "C", "2"}, {"B", "2023", "text", "A", "2"}, {"C", "2023", "tables", "B", "2"}}
	for range 2 {
		ingest(t, path, night, all...)
		db := open(t, path)
		got := ask(t, db, `SELECT r.agency, r.year, c.kind, o.agency, c.members FROM copy c JOIN report r USING (report_id) JOIN report o ON o.report_id = c.other_report_id ORDER BY ALL`)
		same(t, "copy", got, want)
		db.Close()
	}
}

// A copy that comes to light by the arrival of another, in another county and
// another run, is an issue of both; one that is gone is none. Originality follows.
func TestCopiedLater(t *testing.T) {
	path := warehouse(t)
	r := rand.New(rand.NewPCG(9, 10))
	text := drawSketch(r, nil, 0)
	add := func(agency, division, file string, s gongkai.Sketch, section string) input {
		rep := &gongkai.Report{Title: agency, Agency: agency, DivisionCode: division, Scope: gongkai.ScopeAgency, Year: 2023, Sketch: s,
			Issues: []gongkai.Issue{{Rule: "P-19", Severity: gongkai.SeverityInfo, Message: "unsigned"}}}
		if section != "" {
			rep.Sections = []gongkai.Section{{ID: "s1", Text: section}}
		}
		return found(page(file, file+string(s)), rep)
	}
	expect := func(what string, want ...[]string) {
		t.Helper()
		db := open(t, path)
		defer db.Close()
		same(t, what, ask(t, db, `SELECT r.agency, r.grade, coalesce(x.pass, -1), coalesce(x.fail, -1), coalesce(x.not_assessable, -1), coalesce(x.not_applicable, -1),
				(SELECT count(*) FROM issue i WHERE i.report_id = r.report_id AND i.rule = 'P-10' AND contains(i.message, CASE r.agency WHEN 'A' THEN 'B for 2023' ELSE 'A for 2023' END)),
				coalesce(round(q.originality, 1)::VARCHAR, q.originality_reason)
			FROM report r JOIN report_quality q USING (report_id) LEFT JOIN rule_result x ON x.report_id = r.report_id AND x.rule = 'P-10' ORDER BY ALL`), want)
	}
	ingest(t, path, night, add("A", "350521", "a", text, "x"), add("C", "350521", "c", nil, "short"), add("D", "350521", "d", nil, ""))
	expect("alone", []string{"A", "A", "0", "0", "2", "0", "0", "nothing to compare with"},
		[]string{"C", "A", "0", "0", "2", "0", "0", "narrative too short"}, []string{"D", "A", "0", "0", "0", "2", "0", "no narrative"})
	ingest(t, path, night.AddDate(0, 0, 1), add("B", "110101", "b", text, "x"))
	expect("copied", []string{"A", "B", "0", "1", "1", "0", "1", "0.0"}, []string{"B", "B", "0", "1", "1", "0", "1", "0.0"},
		[]string{"C", "A", "0", "0", "2", "0", "0", "narrative too short"}, []string{"D", "A", "0", "0", "0", "2", "0", "no narrative"})
	ingest(t, path, night.AddDate(0, 0, 2), add("B", "110101", "b", drawSketch(r, nil, 0), "y"))
	expect("no more", []string{"A", "A", "1", "0", "1", "0", "0", "1.0"}, []string{"B", "A", "1", "0", "1", "0", "0", "1.0"},
		[]string{"C", "A", "0", "0", "2", "0", "0", "narrative too short"}, []string{"D", "A", "0", "0", "0", "2", "0", "no narrative"})
	// Sketches of another length, as another version made them, are compared with nothing.
	run, err := Begin(t.Context(), path, night.AddDate(0, 0, 3))
	if err != nil {
		t.Fatal(err)
	}
	defer run.Abort()
	if _, err := run.conn.ExecContext(t.Context(), `UPDATE text_sketch SET sketch = 'ab'::BLOB WHERE report_id = (SELECT report_id FROM report WHERE agency = 'B')`); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect("of another length", []string{"A", "A", "0", "0", "2", "0", "0", "nothing to compare with"}, []string{"B", "A", "0", "0", "2", "0", "0", "sketch of another length"},
		[]string{"C", "A", "0", "0", "2", "0", "0", "narrative too short"}, []string{"D", "A", "0", "0", "0", "2", "0", "no narrative"})
}

// BenchmarkFamilies measures generated signatures: 100,000, and as many as
// GONGKAI_COPIES says.
func BenchmarkFamilies(b *testing.B) {
	for _, n := range []int{100_000, atoi(os.Getenv("GONGKAI_COPIES"))} {
		if n == 0 {
			continue
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			list, _ := drawn(n)
			for b.Loop() {
				start := time.Now()
				rows := families(list, make([]likest, len(list)))
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(n)/time.Since(start).Seconds(), "reports/s")
				b.ReportMetric(float64(m.Sys>>20), "MB")
				if len(rows) == 0 {
					b.Fatal("no families")
				}
			}
		})
	}
}

// A million reports of one year, in a warehouse: copies are found within the time
// and memory that are promised.
func TestCopiesTorture(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("set GONGKAI_TORTURE=1")
	}
	const n = 1_000_000
	run, err := Begin(t.Context(), warehouse(t), night)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Abort()
	list, copies := drawn(n)
	sketches := make([][]driver.Value, n)
	for i := range list {
		sketches[i] = []driver.Value{list[i].report, []byte(list[i].sketch)}
	}
	if err := appendRows(run.conn, "text_sketch", sketches); err != nil {
		t.Fatal(err)
	}
	list, sketches = nil, nil
	if _, err := run.conn.ExecContext(t.Context(), fmt.Sprintf(`
		INSERT INTO report BY NAME SELECT range AS report_id, 1 AS version, CAST(range AS VARCHAR) AS agency_id, 'x' AS agency, '350521' AS division_code,
			'agency' AS scope, 2023 AS year, 'x' AS document_sha256, 'A' AS grade, 1 AS run_id, now()::TIMESTAMP AS loaded_at FROM range(%d);
		INSERT INTO fact_request BY NAME SELECT r.range AS report_id, 'req.received' AS indicator, CAST(i.range AS VARCHAR) AS applicant, 1 + (r.range // 2) %% 1000003 * 7 %% 9973 + i.range AS value,
			'reported' AS status, false AS approx FROM range(%d) r, range(12) i`, n, n)); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	start := time.Now()
	if err := writeCopies(t.Context(), run.conn); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	var texts, tables int
	if err := run.conn.QueryRowContext(t.Context(), `SELECT count(*) FILTER (kind = 'text'), count(*) FILTER (kind = 'tables') FROM copy`).Scan(&texts, &tables); err != nil {
		t.Fatal(err)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d reports in %s: %d in families of texts (%d copies drawn), %d of tables; %d MB of Go", n, took.Round(time.Second), texts, copies, tables, m.Sys>>20)
	if took > 10*time.Minute || texts < copies || tables == 0 {
		t.Errorf("%d texts, %d tables in %s", texts, tables, took)
	}
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }
