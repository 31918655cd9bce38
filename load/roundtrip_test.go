package load

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"gongkai"
	schema "gongkai/sql"
)

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestRoundTrip(t *testing.T) {
	path := warehouse(t)
	rep := full("惠安县教育局", 2023, 1000)
	rep.Facts = append(rep.Facts,
		gongkai.Fact{Indicator: "s14.req.received", Template: "t2014", Value: num("-99999999999999.9999"), Status: gongkai.Derived, Approx: true, Method: gongkai.ByDigits, Unit: "件", Raw: "约x", Locator: "b3:1-2"},
		gongkai.Fact{Indicator: "s14.req.closed", Template: "t2014", Status: gongkai.Missing},
		gongkai.Fact{Indicator: "s14.req.answered", Template: "t2014", Status: gongkai.Blank, Locator: "t9r9c9"},
		gongkai.Fact{Indicator: "s14.req.granted", Template: "t2014", Status: gongkai.Reported, Value: num("1.23456"), Raw: "1.23456"},
		gongkai.Fact{Indicator: "s14.req.denied", Template: "t2014", Status: gongkai.Reported, Value: num("100000000000000"), Raw: "bad\xffutf"})
	rep.Issues = []gongkai.Issue{{Rule: "A-01", Severity: gongkai.SeverityError, Message: "1 is not 2", Indicator: "req.received",
		Applicant: "org_other", LHS: "1", RHS: "2", Delta: "-1", Repair: []string{"req.received@org_other=0"}, Cells: []string{"req.received@org_other", "x,'y"}}, {Rule: "P-17", Severity: gongkai.SeverityInfo}}
	rep.Rules = []gongkai.RuleCount{{Rule: "A-01", Pass: 6, Fail: 1, NotAssessable: 2, NotApplicable: 3}, {Rule: "B-01", Pass: 4}}
	doc := page("a.zip!b.html", "one")
	doc.Source.URL = "https://example.gov.cn/b"
	doc.Page = gongkai.Page{Title: "页", PublishedOn: "2024-01-21", SiteCode: "3505210001"}
	s := ingest(t, path, night, found(doc, rep))
	if s.RunID != 1 || s.Inputs != 1 || s.ReportsNew != 1 || s.Restated+s.Unchanged+s.Withdrawn+s.Quarantined != 0 {
		t.Errorf("summary %+v", s)
	}
	db := open(t, path)
	agency := AgencyID("350521", "惠安县教育局")
	id := fmt.Sprint(ReportID(agency, 2023, "agency"))
	same(t, "report", ask(t, db, `FROM report`), [][]string{{id, "1", agency, "惠安县教育局", "350521", "education", "agency", "2023", "t2021",
		"惠安县教育局报告", "2024-01-20", "2024-01-18", "https://example.gov.cn/b", doc.Source.SHA256, "C", "1", "2026-01-15 02:30:00"}})
	same(t, "statistic", ask(t, db, `SELECT * EXCLUDE (report_id) FROM fact_statistic ORDER BY indicator`), [][]string{
		{"s14.req.answered", "t2014", "NULL", "blank", "false", "NULL", "NULL", "", "t9r9c9"},
		{"s14.req.closed", "t2014", "NULL", "missing", "false", "NULL", "NULL", "NULL", "NULL"},
		{"s14.req.denied", "t2014", "NULL", "unparsed", "false", "NULL", "NULL", "bad\ufffdutf", "NULL"},
		{"s14.req.granted", "t2014", "NULL", "unparsed", "false", "NULL", "NULL", "1.23456", "NULL"},
		{"s14.req.received", "t2014", "-99999999999999.9999", "derived", "true", "digits", "件", "约x", "b3:1-2"}})
	same(t, "claim", ask(t, db, `SELECT * EXCLUDE (report_id) FROM fact_claim`), [][]string{{"nar.items", "12.5", "true", "约12.5", "b2:0-5", "year", "件", "s1"}})
	same(t, "section", ask(t, db, `SELECT * EXCLUDE (report_id) FROM section`), [][]string{{"s1", "一、总体情况", "text of 惠安县教育局", "b1:0-6"}})
	same(t, "issue", ask(t, db, `SELECT * EXCLUDE (report_id) FROM issue WHERE rule <> 'T-03' ORDER BY rule`), [][]string{
		{"A-01", "error", "1", "2", `["req.received@org_other","x,'y"]`, "1 is not 2", "req.received", "org_other", "-1", `["req.received@org_other=0"]`},
		{"P-17", "info", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL"}})
	same(t, "values that do not fit", ask(t, db, `SELECT indicator, count(*) FROM issue WHERE rule = 'T-03' GROUP BY ALL ORDER BY 1`),
		[][]string{{"s14.req.denied", "1"}, {"s14.req.granted", "1"}})
	same(t, "rule_result", ask(t, db, `SELECT * EXCLUDE (report_id) FROM rule_result WHERE rule IN ('A-01', 'B-01', 'P-17', 'T-03') ORDER BY 1`), [][]string{{"A-01", "6", "1", "2", "3"}, {"B-01", "4", "0", "0", "0"},
		{"P-17", "NULL", "1", "NULL", "NULL"}, {"T-03", "NULL", "2", "NULL", "NULL"}})
	same(t, "document", ask(t, db, `FROM document`), [][]string{{doc.Source.SHA256, "a.zip!b.html", "https://example.gov.cn/b", "text/html", "utf-8", "3",
		"页", "2024-01-21", "3505210001", "report", "NULL", "NULL", "1"}})
	same(t, "report_document", ask(t, db, `FROM report_document`), [][]string{{id, "1", doc.Source.SHA256, "page", "a.zip!b.html", "https://example.gov.cn/b", "false"}})
	same(t, "run", ask(t, db, `SELECT * EXCLUDE (finished_at) FROM run`), [][]string{{"1", "2026-01-15 02:30:00", "1", "1", "0", "0", "0", "0", "0", "0", "0", gongkai.Version, "NULL"}})

	want := map[string]string{}
	for _, f := range rep.Facts[:200] {
		want[f.Indicator+"@"+f.Applicant] = f.Value.Decimal.String() + " reported false label 件 " + f.Raw + " t2r3c4 t2021"
	}
	got := map[string]string{}
	for _, row := range ask(t, db, `SELECT indicator || '@' || coalesce(applicant, ''), value, status, approx, method, unit, raw, locator, template FROM (
		FROM fact_request UNION ALL BY NAME FROM fact_proactive UNION ALL BY NAME FROM fact_challenge)`) {
		got[row[0]] = strings.Join(row[1:], " ")
	}
	same(t, "facts", got, want)
	for _, p := range parts {
		if n := ask(t, db, fmt.Sprintf(`WITH of_report AS (FROM %[1]s %[2]s) SELECT (SELECT count(*) FROM %[1]s), (SELECT count(*) FROM (FROM of_report EXCEPT ALL SELECT * EXCLUDE (version) FROM %[1]s_history))`, p, map[bool]string{true: "WHERE left(rule, 2) <> 'D-' AND rule NOT IN ('B-02', 'B-03', 'P-10', 'P-18')"}[p == "issue" || p == "rule_result"])); n[0][0] == "0" || n[0][1] != "0" {
			t.Errorf("%s and its history differ: %v", p, n)
		}
	}
	for _, c := range schema.Checks() {
		if rows := ask(t, db, c.SQL); len(rows) > 0 && c.ID != "fresh" { // that one goes by the clock
			t.Errorf("check %s: %v", c.ID, rows)
		}
	}
}

func TestDecimalsAreExact(t *testing.T) {
	path := warehouse(t)
	var in []input
	for i, v := range []string{"0.1", "0.2", "-0.0001"} {
		r := full("局"+v, 2023, 1)
		r.Facts = []gongkai.Fact{fact("pd.fees.amount_cny", "", "t2021", v)}
		in = append(in, found(page(fmt.Sprint(i), v), r))
	}
	ingest(t, path, night, in...)
	db := open(t, path)
	same(t, "sum", ask(t, db, `SELECT sum(value), sum(value) = 0.2999 FROM fact_proactive`), [][]string{{"0.2999", "true"}})
	same(t, "wide", ask(t, db, `SELECT sum(pd_fees_amount_cny) FROM report_wide`), [][]string{{"0.2999"}})
	if got := number(decimal.NullDecimal{}); got != nil {
		t.Error(got)
	}
}
