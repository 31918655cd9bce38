package load

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
	schema "gongkai/sql"
)

// scored returns a report with what the tested metrics need; "" is a blank.
func scored(agency, division string, year int, received, granted, partially, processed string) *gongkai.Report {
	return &gongkai.Report{Agency: agency, DivisionCode: division, Year: year, Scope: gongkai.ScopeAgency, Template: "t2021", Function: "education",
		Facts: []gongkai.Fact{fact("req.received", "total", "t2021", received), fact("req.granted", "total", "t2021", granted),
			fact("req.partially_granted", "total", "t2021", partially), fact("req.processed_total", "total", "t2021", processed)}}
}

// ranking is a warehouse whose league tables were worked out by hand.
func ranking(t *testing.T) string {
	leaves := scored("A4", "350524", 2023, "", "0", "0", "0")
	for i, a := range []string{"natural_person", "org_commercial", "org_research", "org_public_interest", "org_legal_service", "org_other"} {
		leaves.Facts = append(leaves.Facts, fact("req.received", a, "t2021", fmt.Sprint(i+1)))
	}
	fault := scored("A6", "350102", 2023, "500", "25", "0", "50")
	fault.Issues = []gongkai.Issue{{Rule: "A-01", Severity: gongkai.SeverityError, Applicant: "total"}, {Rule: "A-03", Severity: gongkai.SeverityError, Indicator: "req.granted"}}
	harmless := scored("A7", "350102", 2023, "9", "0", "1", "100")
	harmless.Issues = []gongkai.Issue{{Rule: "A-01", Severity: gongkai.SeverityError, Applicant: "org_other"}, {Rule: "P-09", Severity: gongkai.SeverityWarning}}
	government := scored("G1", "350521", 2023, "10000", "1", "1", "30")
	government.Scope = gongkai.ScopeJurisdiction
	path := warehouse(t)
	var in []input
	for i, r := range []*gongkai.Report{
		scored("A1", "350521", 2023, "40", "10", "2", "30"), scored("A2", "350521", 2023, "40", "6", "2", "20"),
		scored("A3", "350524", 2023, "7", "19", "0", "19"), leaves, scored("A5", "350102", 2023, "100", "30", "", "50"), fault, harmless,
		scored("A8", "350102", 2022, "33", "1", "1", "44"), government, scored("A10", "350500", 2023, "3", "0", "0", "25"),
	} {
		in = append(in, found(page(fmt.Sprint(i), fmt.Sprint(i)), r))
	}
	ingest(t, path, night, in...)
	return path
}

func TestLeague(t *testing.T) {
	db := open(t, ranking(t))
	for _, c := range []struct {
		query string
		want  [][]string
	}{
		{`SELECT rank, tied, name, value, n, unranked_reason FROM league('disclosure_rate_gross') ORDER BY rank NULLS LAST, name`, [][]string{
			{"1", "true", "A1", "0.4", "30", "NULL"}, {"1", "true", "A2", "0.4", "20", "NULL"}, {"3", "false", "A7", "0.01", "100", "NULL"}, {"4", "false", "A10", "0", "25", "NULL"},
			{"NULL", "NULL", "A3", "1", "19", "n < 20"}, {"NULL", "NULL", "A4", "NULL", "0", "denominator is 0"}, {"NULL", "NULL", "A5", "NULL", "50", "no number"},
			{"NULL", "NULL", "A6", "0.5", "50", "data fault: A-01"}, {"NULL", "NULL", "A8", "NULL", "NULL", "no report for 2023"}}},
		{`SELECT rank, name, value, n FROM league('requests_received', 2023)`, [][]string{
			{"1", "A5", "100", "NULL"}, {"2", "A1", "40", "NULL"}, {"2", "A2", "40", "NULL"}, {"4", "A4", "21", "NULL"}, {"5", "A7", "9", "NULL"}, {"6", "A3", "7", "NULL"}, {"7", "A10", "3", "NULL"},
			{"NULL", "A6", "500", "NULL"}, {"NULL", "A8", "NULL", "NULL"}}},
		{`SELECT rank, name, value FROM league('requests_received', year := 2022)`, [][]string{{"1", "A8", "33"}}},
		{`SELECT rank, code, name, value, counted, expected, unranked_reason FROM league('requests_received', grain := 'county')`, [][]string{
			{"1", "350521", "惠安县", "80", "2", "2", "NULL"}, {"2", "350524", "安溪县", "28", "2", "2", "NULL"}, {"NULL", "350102", "鼓楼区", "109", "2", "4", "coverage < 0.7"}}},
		{`SELECT rank, code FROM league('requests_received', grain := 'county', min_coverage := 0.5)`, [][]string{{"1", "350102"}, {"2", "350521"}, {"3", "350524"}}},
		{`SELECT rank, code, value, counted, expected FROM league('requests_received', grain := 'prefecture')`, [][]string{{"1", "350500", "111", "5", "5"}, {"NULL", "350100", "109", "2", "4"}}},
		{`SELECT rank, name, value, coverage > 0.77 AND coverage < 0.78 FROM league('requests_received', grain := 'province')`, [][]string{{"1", "福建省", "220", "true"}}},
		{`SELECT rank, code, value, numerator, n FROM league('disclosure_rate_gross', grain := 'county', min_n := 19, min_coverage := 0)`, [][]string{
			{"1", "350524", "1", "19", "19"}, {"2", "350521", "0.4", "20", "50"}, {"3", "350102", "0.01", "1", "100"}}},
		{`SELECT name, value FROM league('requests_received', scope := 'jurisdiction_aggregate')`, [][]string{{"G1", "10000"}}},
		{`SELECT count(*) FROM league('requests_received', province := '350000') UNION ALL SELECT count(*) FROM league('requests_received', province := '福建省')
			UNION ALL SELECT count(*) FROM league('requests_received', province := '11') UNION ALL SELECT count(*) FROM league('requests_received', function := 'police')`, [][]string{{"9"}, {"9"}, {"0"}, {"0"}}},
		{`SELECT rank, unranked_reason FROM league('licences') WHERE name = 'A1'`, [][]string{{"NULL", "not in the report"}}},
		{`SELECT agency, received, partially_granted, filled, disclosure_rate_gross, denied_total, pd_licensing_decisions FROM report_wide WHERE agency IN ('A4', 'A5') ORDER BY 1`, [][]string{
			{"A4", "21", "0", `["req.received"]`, "NULL", "NULL", "NULL"}, {"A5", "100", "NULL", "NULL", "NULL", "NULL", "NULL"}}},
		{`SELECT agency, grade FROM report WHERE agency IN ('A1', 'A6', 'A7') ORDER BY 1`, [][]string{{"A1", "A"}, {"A6", "D"}, {"A7", "C"}}},
		// 12 of 30: (0.4 + 0.064027 ± 1.96·√(0.008 + 0.0010671)) / 1.128053
		{`SELECT round(ci_low, 4), round(ci_high, 4) FROM league('disclosure_rate_gross') WHERE name = 'A1'`, [][]string{{"0.2459", "0.5768"}}},
		{`SELECT wilson_lo(0, 0), wilson_hi(NULL, 5), round(wilson_lo(0, 10), 6), round(wilson_hi(10, 10), 6)`, [][]string{{"NULL", "NULL", "0", "1"}}},
	} {
		same(t, c.query, ask(t, db, c.query), c.want)
	}
	for query, want := range map[string]string{`FROM league('received')`: "no metric received", `FROM league('licences', grain := 'town')`: "not town", `FROM league('submission_rate', pool := 2)`: "one by one", `FROM league('normative_docs_in_force', pool := 2)`: "not added up",
		`FROM league('lapse_rate', 2022, pool := 3)`: "does not compare"} {
		if _, err := db.Query(query); err == nil {
			t.Errorf("%s: no error", query)
		} else if got := err.Error(); !strings.Contains(got, want) {
			t.Errorf("%s: %s", query, got)
		}
	}
	for _, q := range append(schema.Leagues(), schema.Checks()...) {
		t.Logf("%s (%s %s): %d rows", q.ID, q.Level, q.Title, len(ask(t, db, q.SQL)))
	}
	for _, q := range schema.Leagues() {
		for _, column := range q.People {
			ask(t, db, "SELECT "+column+" FROM "+q.View)
		}
	}
	same(t, "bounds of what all and of what none were granted", ask(t, db, `SELECT max(wilson_hi(n, n)) <= 1, min(wilson_lo(0, n)) >= 0 FROM range(1, 2000) r(n)`), [][]string{{"true", "true"}})
}

// A metric needs all its operands, of one form, read without contradiction.
func TestMetricOperands(t *testing.T) {
	path := warehouse(t)
	r19 := scored("B19", "350521", 2023, "1", "1", "1", "4")
	r19.Facts = append(r19.Facts, fact("pd.normative_documents.newly_made", "", "t2019", "17"))
	r21 := scored("B21", "350521", 2023, "1", "1", "1", "4")
	r21.Facts = append(r21.Facts, fact("pd.normative_documents.issued", "", "t2021", "23"))
	both := scored("B40", "350521", 2023, "1", "1", "1", "4")
	both.Facts = append(both.Facts, fact("pd.normative_documents.newly_made", "", "t2019", "5"), fact("pd.normative_documents.issued", "", "t2021", "6"))
	half := scored("B50", "350521", 2023, "1", "1", "1", "4")
	half.Facts = half.Facts[:3] // processed_total is not there at all
	twice := scored("B60", "350521", 2023, "1", "1", "1", "4")
	twice.Facts = append(twice.Facts, fact("req.received", "total", "t2021", "2"))
	unread := scored("B70", "350521", 2023, "", "1", "1", "4")
	unread.Facts[0].Status = gongkai.Unparsed
	for _, a := range []string{"natural_person", "org_commercial", "org_research", "org_public_interest", "org_legal_service", "org_other"} {
		unread.Facts = append(unread.Facts, fact("req.received", a, "t2021", "3"))
	}
	var in []input
	for i, r := range []*gongkai.Report{r19, r21, both, half, twice, unread} {
		in = append(in, found(page(fmt.Sprint(i), fmt.Sprint(i)), r))
	}
	ingest(t, path, night, in...)
	db := open(t, path)
	same(t, "forms", ask(t, db, `SELECT agency, value, unranked_reason FROM metric WHERE metric = 'normative_docs_made_or_issued' ORDER BY 1`), [][]string{
		{"B19", "17", "NULL"}, {"B21", "23", "NULL"}, {"B40", "NULL", "printed in two forms"},
		{"B50", "NULL", "not in the report"}, {"B60", "NULL", "not in the report"}, {"B70", "NULL", "not in the report"}})
	same(t, "half", ask(t, db, `SELECT numerator, denominator, value, unranked_reason FROM metric WHERE metric = 'disclosure_rate_gross' AND agency = 'B50'`),
		[][]string{{"2", "NULL", "NULL", "no number"}})
	same(t, "two readings, or a total that could not be read", ask(t, db, `SELECT agency, received, filled FROM report_wide WHERE agency IN ('B60', 'B70') ORDER BY 1`),
		[][]string{{"B60", "NULL", "NULL"}, {"B70", "NULL", "NULL"}})
}
