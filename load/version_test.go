package load

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"gongkai"
)

// medley is a night with everything in it.
func medley() []input {
	a, b := full("惠安县教育局", 2023, 1000), full("惠安县公安局", 2023, 3000)
	older := full("惠安县教育局", 2023, 1000)
	older.PublishedOn = "2024-01-05"
	older.Facts[7] = fact(older.Facts[7].Indicator, older.Facts[7].Applicant, "t2021", "77777")
	nowhere, never := full("", 2023, 1), full("惠安县水利局", 0, 1)
	mirror := page("mirror/a.html", "A")
	mirror.Source.URL = "https://mirror.example.gov.cn/a.html"
	again := full("惠安县林业局", 2023, 7000) // the same report twice in a document
	again.Facts[0].Locator, again.Issues = "t9r9c9", []gongkai.Issue{{Rule: "P-17", Severity: gongkai.SeverityInfo}}
	attachment, elsewhere := page("a.pdf", "A as pdf"), full("惠安县教育局", 2023, 1000)
	elsewhere.Facts[0].Locator = "t5r5c5"
	attachment.Source.MediaType = "application/pdf"
	return []input{
		found(page("a.html", "A"), a), found(mirror, a), found(attachment, elsewhere),
		found(page("old/a.html", "older A"), older),
		found(page("two.html", "B and C"), b, full("惠安县公安局", 2022, 5000)),
		found(page("lost.html", "lost"), nowhere, never, full("惠安县林业局", 2023, 7000), again),
		{page("broken.pdf", "%PDF-broken"), gongkai.Outcome{Kind: gongkai.Unreadable, Reason: gongkai.ReasonCorrupt, Detail: "no xref"}},
		{page("scan.pdf", "scan"), gongkai.Outcome{Kind: gongkai.ImageOnly}},
		{page("list.html", "list"), gongkai.Outcome{Kind: gongkai.NoReport, Reason: gongkai.ReasonListPage}},
		{&gongkai.Document{Source: gongkai.Source{Path: "gone.html"}}, gongkai.Outcome{Kind: gongkai.Unreadable, Reason: gongkai.ReasonIO}},
	}
}

func TestIdempotent(t *testing.T) {
	path := warehouse(t)
	first := ingest(t, path, night, medley()...)
	if first.Inputs != 10 || first.ReportsNew != 4 || first.NoReport != 1 || first.Unreadable != 2 || first.ImageOnly != 1 || first.Quarantined != 5 {
		t.Errorf("first night %+v", first)
	}
	before := dump(t, path, "run")
	second := ingest(t, path, night.Add(24*time.Hour), medley()...)
	if second.ReportsNew != 0 || second.Restated != 0 || second.Unchanged != 4 || second.Quarantined != 5 || second.RunID != 2 {
		t.Errorf("second night %+v", second)
	}
	same(t, "the second night changed", dump(t, path, "run"), before)
	ingest(t, path, night.Add(48*time.Hour)) // nothing at all
	same(t, "the empty night changed", dump(t, path, "run"), before)

	db := open(t, path)
	same(t, "documents of A", ask(t, db, `SELECT role, path, version FROM report_document WHERE report_id = (SELECT report_id FROM report WHERE agency = '惠安县教育局') ORDER BY path`),
		[][]string{{"page", "a.html", "2"}, {"attachment", "a.pdf", "2"}, {"mirror", "mirror/a.html", "2"}, {"page", "old/a.html", "1"}})
}

func TestOrderOfInputsDoesNotMatter(t *testing.T) {
	in := medley()
	path := warehouse(t)
	ingest(t, path, night, in...)
	want := dump(t, path, "run")
	for seed := range uint64(2) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(in), func(i, j int) { in[i], in[j] = in[j], in[i] })
		path := warehouse(t)
		ingest(t, path, night, in...)
		same(t, fmt.Sprintf("seed %d", seed), dump(t, path, "run"), want)
	}
	// Nor does the night on which a document comes, for what stands.
	path = warehouse(t)
	for n := range 3 {
		ingest(t, path, night, in[n*len(in)/3:(n+1)*len(in)/3]...)
	}
	got := dump(t, path, "run")
	for _, table := range []string{"fact_request", "fact_proactive", "fact_challenge", "section", "fact_claim", "dim_agency"} {
		same(t, table+" over several nights", got[table], want[table])
	}
}

func TestRestated(t *testing.T) {
	path := warehouse(t)
	old := full("惠安县教育局", 2023, 1000)
	ingest(t, path, night, found(page("a.html", "A"), old))
	// The agency replaces the page: one number is another, one more is blank.
	restated := full("惠安县教育局", 2023, 1000)
	restated.Facts[20] = fact(restated.Facts[20].Indicator, restated.Facts[20].Applicant, "t2021", "88888")
	restated.Facts[21] = fact(restated.Facts[21].Indicator, restated.Facts[21].Applicant, "t2021", "")
	s := ingest(t, path, night.AddDate(0, 0, 1), found(page("a.html", "A'"), restated))
	if s.ReportsNew != 0 || s.Restated != 1 || s.Unchanged != 0 {
		t.Errorf("%+v", s)
	}
	db := open(t, path)
	same(t, "current", ask(t, db, `SELECT version, run_id, loaded_at, (SELECT count(*) FROM fact_request), (SELECT count(*) FROM fact_request WHERE value = 88888) FROM report`),
		[][]string{{"2", "2", "2026-01-16 02:30:00", "175", "1"}})
	same(t, "history", ask(t, db, `SELECT version, count(*), count(value) FROM fact_request_history GROUP BY ALL ORDER BY 1`), [][]string{{"1", "175", "175"}, {"2", "175", "174"}})
	same(t, "superseded", ask(t, db, `SELECT version, superseded FROM report_document ORDER BY 1`), [][]string{{"1", "true"}, {"2", "false"}})
	db.Close()

	// And takes it back.
	s = ingest(t, path, night.AddDate(0, 0, 2), found(page("a.html", "A"), old))
	db = open(t, path)
	same(t, "taken back", ask(t, db, `SELECT version, (SELECT count(*) FROM report_history) FROM report`), [][]string{{"1", "2"}})
	if s.Restated != 1 {
		t.Errorf("%+v", s)
	}
}

// Without a replaced path, publication date, fullness, signature and digest decide.
func TestWhichVersionStands(t *testing.T) {
	base := func(published, signed string, blanks int) *gongkai.Report {
		r := full("惠安县教育局", 2023, 1000)
		r.PublishedOn, r.SignedOn = published, signed
		for i := range blanks {
			r.Facts[i] = fact(r.Facts[i].Indicator, r.Facts[i].Applicant, "t2021", "")
		}
		return r
	}
	for i, c := range []struct {
		name          string
		winner, loser *gongkai.Report
	}{
		{"later publication", base("2024-02-01", "", 9), base("2024-01-01", "2024-03-01", 0)},
		{"known publication", base("2020-02-01", "", 9), base("", "2024-03-01", 0)},
		{"fuller", base("2024-01-01", "", 1), base("2024-01-01", "2024-03-01", 2)},
		{"later signature", base("2024-01-01", "2024-03-02", 1), base("2024-01-01", "2024-03-01", 1)},
	} {
		path := warehouse(t)
		c.winner.Title = "winner"
		w, l := found(page("w", c.name+"w"), c.winner), found(page("l", c.name+"l"), c.loser)
		for n := 0; w.doc.Source.SHA256 < l.doc.Source.SHA256; n++ { // the digest is for the loser
			w.doc = page("w", fmt.Sprint(c.name, n))
		}
		if i%2 == 0 {
			ingest(t, path, night, w)
			ingest(t, path, night, l)
		} else {
			ingest(t, path, night, l, w)
		}
		same(t, c.name, ask(t, open(t, path), `SELECT title FROM report`), [][]string{{"winner"}})
	}
}

// A later program reads the same bytes otherwise.
func TestReadAgain(t *testing.T) {
	path := warehouse(t)
	wrong := full("惠安县教育局", 2023, 1000)
	ingest(t, path, night, found(page("a.html", "A"), wrong))

	renewed := full("惠安县教育局", 2023, 1000)
	renewed.Function = "science_tech"
	renewed.Facts[0].Locator = "t7r7c7"
	renewed.Issues = []gongkai.Issue{{Rule: "B-01", Severity: gongkai.SeverityError, Indicator: "rl.review.total"}}
	if s := ingest(t, path, night, found(page("a.html", "A"), renewed)); s.Unchanged != 1 {
		t.Errorf("%+v", s)
	}
	db := open(t, path)
	same(t, "details renewed in place", ask(t, db, `SELECT version, grade, function, (SELECT count(*) FROM issue), (SELECT count(*) FROM report_history),
		(SELECT count(*) FROM fact_request_history) + (SELECT count(*) FROM fact_proactive_history) + (SELECT count(*) FROM fact_challenge_history),
		(SELECT count(*) FROM fact_proactive WHERE locator = 't7r7c7') FROM report`), [][]string{{"1", "D", "science_tech", "1", "1", "200", "1"}})
	db.Close()

	fewer := full("惠安县教育局", 2023, 1000)
	fewer.Facts[3] = fact(fewer.Facts[3].Indicator, "", "t2021", "")
	ingest(t, path, night, found(page("a.html", "A"), fewer))
	db = open(t, path)
	same(t, "the newer reading stands", ask(t, db, `SELECT r.version, d.version FROM report r JOIN report_document d USING (report_id)`), [][]string{{"2", "2"}})
	db.Close()

	// Read as another year: the report of 2023 has no document any more.
	s := ingest(t, path, night, found(page("a.html", "A"), full("惠安县教育局", 2022, 1000)))
	if s.ReportsNew != 1 || s.Withdrawn != 1 {
		t.Errorf("%+v", s)
	}
	// A failure to read takes nothing away.
	in := input{page("a.html", "A"), gongkai.Outcome{Kind: gongkai.Unreadable, Reason: gongkai.ReasonLimit}}
	if s := ingest(t, path, night, in); s.Withdrawn != 0 {
		t.Errorf("%+v", s)
	}
	db = open(t, path)
	same(t, "after all", ask(t, db, `SELECT year, (SELECT count(*) FROM report_history), (SELECT count(*) FROM fact_request), (SELECT count(*) FROM quarantine) FROM report`), [][]string{{"2022", "3", "175", "1"}})
}

func TestQuarantineHoldsWhatIsRefusedNow(t *testing.T) {
	path := warehouse(t)
	broken := input{page("a.html", "br"), gongkai.Outcome{Kind: gongkai.Unreadable, Reason: gongkai.ReasonCorrupt, Detail: "cut short"}}
	for range 3 {
		ingest(t, path, night, broken)
	}
	db := open(t, path)
	same(t, "three nights", ask(t, db, `FROM quarantine`), [][]string{{"1", "a.html", "NULL", broken.doc.Source.SHA256, "unreadable", "corrupt", "cut short"}})
	db.Close()
	ingest(t, path, night, found(page("a.html", "whole"), full("惠安县教育局", 2023, 1)))
	db = open(t, path)
	same(t, "replaced by a good file", ask(t, db, `SELECT (SELECT count(*) FROM quarantine), (SELECT count(*) FROM document), (SELECT count(*) FROM report)`), [][]string{{"0", "2", "1"}})
}
