package load

import (
	"strings"
	"testing"

	"gongkai"
)

// A changed reading changes the reports concerned, and the run says which.
func TestChangesAreNamed(t *testing.T) {
	path := warehouse(t)
	a, b := full("惠安县教育局", 2023, 1000), full("惠安县水利局", 2023, 2000)
	docA, docB := page("a.html", "a"), page("b.html", "b")
	ingest(t, path, night, found(docA, a), found(docB, b))
	changes := func(run string) [][]string {
		db, err := OpenRead(path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		return ask(t, db, `SELECT DISTINCT h.agency, c.change FROM report_change c JOIN report_history h USING (report_id) WHERE c.run_id = `+run+` ORDER BY ALL`)
	}
	same(t, "first", changes("1"), [][]string{{"惠安县教育局", "new"}, {"惠安县水利局", "new"}})
	ingest(t, path, night, found(docA, a), found(docB, b))
	same(t, "the same again", changes("2"), [][]string(nil))
	moved := *b
	moved.Agency = "惠安县水务局" // an override
	ingest(t, path, night, found(docA, a), found(docB, &moved))
	same(t, "an override", changes("3"), [][]string{{"惠安县水利局", "withdrawn"}, {"惠安县水务局", "new"}})
	surer := *a
	surer.Evidence = append(surer.Evidence, gongkai.Evidence{Signal: "host", Value: "350521", Weight: 0.6})
	ingest(t, path, night, found(docA, &surer), found(docB, &moved))
	same(t, "more evidence", changes("4"), [][]string{{"惠安县教育局", "renewed"}})
	same(t, "kept on the report", ask(t, open(t, path), `SELECT signal, weight FROM evidence e JOIN report r USING (report_id) WHERE agency = '惠安县教育局' ORDER BY ordinal`),
		[][]string{{"title", "0.95"}, {"host", "0.6"}})
}

// Both figures of a corrected report stand in the view.
func TestRevisions(t *testing.T) {
	path := warehouse(t)
	first, second := full("惠安县教育局", 2023, 1000), full("惠安县教育局", 2023, 1000)
	second.PublishedOn = "2024-02-20"
	second.Facts[0].Value, second.Facts[0].Raw = num("7"), "7"
	ingest(t, path, night, found(page("a.html", "a"), first), found(page("b.html", "b"), second))
	db := open(t, path)
	f := first.Facts[0]
	same(t, "revision", ask(t, db, `SELECT indicator, value_before, value_after, published_before, published_after, stands FROM revision`),
		[][]string{{f.Indicator, f.Value.Decimal.String(), "7", "2024-01-20", "2024-02-20", "true"}})
}

// An agency goes on under its new name, and is not missed under the old one.
func TestSuccessors(t *testing.T) {
	path := warehouse(t)
	before, after := full("惠安县环境保护局", 2017, 1000), full("惠安县生态环境局", 2019, 2000)
	other := full("安溪县生态环境局", 2019, 3000)
	other.DivisionCode = "350524"
	after.Function, before.Function, other.Function = "ecology_environment", "ecology_environment", "ecology_environment"
	city := full("泉州市生态环境局", 2019, 4000)
	city.DivisionCode, city.Function = "350500", "ecology_environment"
	ingest(t, path, night, found(page("a", "a"), before), found(page("b", "b"), after), found(page("c", "c"), other), found(page("d", "d"), city))
	db := open(t, path)
	same(t, "successor", ask(t, db, `SELECT agency, successor, year FROM agency_successor`), [][]string{{"惠安县环境保护局", "惠安县生态环境局", "2018"}})
	same(t, "expected", ask(t, db, `SELECT agency, status FROM expected(2019) WHERE division_code = '350521'`), [][]string{{"惠安县生态环境局", "on_time"}})
	same(t, "above", ask(t, db, `SELECT a.agency, a.led, u.agency FROM agency_above a JOIN dim_agency u ON u.agency_id = a.agency_above ORDER BY 1`),
		[][]string{{"安溪县生态环境局", "dual", "泉州市生态环境局"}, {"惠安县环境保护局", "dual", "泉州市生态环境局"}, {"惠安县生态环境局", "dual", "泉州市生态环境局"}})
}

func TestExpected(t *testing.T) {
	path := warehouse(t)
	late := full("惠安县水利局", 2023, 2000)
	late.PublishedOn = "2024-02-01"
	gov := full("惠安县人民政府", 2023, 3000)
	gov.Scope, gov.PublishedOn = gongkai.ScopeJurisdiction, "2024-03-31"
	undated := full("惠安县审计局", 2023, 4000)
	undated.PublishedOn, undated.SignedOn = "", ""
	nil0 := full("惠安县统计局", 2023, 5000)
	for i := range nil0.Facts {
		nil0.Facts[i].Value, nil0.Facts[i].Raw = num("0"), "0"
	}
	list, err := ReadReporters("r.tsv", strings.NewReader("# comment\n350521\t惠安县气象局\n350521\t惠安县教育局\tagency\t2010\t2030\n350521\t惠安县旧局\tagency\t2010\t2020\n"))
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	run, err := Begin(t.Context(), path, night)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Abort()
	run.Reporters = list
	for _, in := range []input{found(page("a", "a"), full("惠安县教育局", 2023, 1000)), found(page("b", "b"), late), found(page("c", "c"), gov),
		found(page("d", "d"), undated), found(page("e", "e"), nil0), found(page("f", "f"), full("惠安县民政局", 2022, 6000))} {
		if err := run.Add(in.doc, in.outcome); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := run.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "expected", ask(t, open(t, path), `SELECT agency, status, due_on, nil, listed FROM expected(2023) ORDER BY agency`), [][]string{
		{"惠安县人民政府", "on_time", "2024-03-31", "false", "false"},
		{"惠安县审计局", "undated", "2024-01-31", "false", "false"},
		{"惠安县教育局", "on_time", "2024-01-31", "false", "true"},
		{"惠安县民政局", "missing", "2024-01-31", "NULL", "false"},
		{"惠安县气象局", "missing", "2024-01-31", "NULL", "true"},
		{"惠安县水利局", "late", "2024-01-31", "false", "false"},
		{"惠安县统计局", "on_time", "2024-01-31", "true", "false"},
	})
	for fault, text := range map[string]string{
		"with tabs between": "350521\n", "is unknown": "999999\t甲局\n", "no agency": "350521\t\n", "scope": "350521\t甲局\tall\n",
		"year": "350521\t甲局\tagency\tx\n", "line 1": "350521\t甲局\n350521\t甲局\n",
	} {
		if _, err := ReadReporters("r.tsv", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), fault) || !strings.Contains(err.Error(), "r.tsv:") {
			t.Errorf("want %q, got %v", fault, err)
		}
	}
}
