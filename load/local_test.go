package load

import (
	"strings"
	"testing"

	"gongkai"
	schema "gongkai/sql"
)

// A row that only a local form has stands in dim_indicator with its label, and is
// known to the data tests; the ids of canon keep their own.
func TestLocalRowsAreIndicators(t *testing.T) {
	path := warehouse(t)
	rep := &gongkai.Report{Title: "报告", Agency: "惠安县教育局", DivisionCode: "350521", Scope: gongkai.ScopeAgency, Year: 2016, Template: "t2014"}
	for id, unit := range map[string]string{"s14.local.req.answered.其他答复数": "件", "s14.local.政府网站维护支出": "CNY", "s14.local.fees_waived": "CNY", "s14.req.received": "件"} {
		rep.Facts = append(rep.Facts, gongkai.Fact{Indicator: id, Template: "t2014", Status: gongkai.Reported, Value: num("7"), Raw: "7", Unit: unit})
	}
	for range 2 { // the second night finds them there
		ingest(t, path, night, found(page("a.html", "one"), rep))
		db := open(t, path)
		same(t, "local rows", ask(t, db, `SELECT indicator, zh, kind, unit, "table", templates FROM dim_indicator WHERE en = 'row of a local form' ORDER BY 1`), [][]string{
			{"s14.local.req.answered.其他答复数", "其他答复数", "count", "件", "s14", `["t2014"]`},
			{"s14.local.政府网站维护支出", "政府网站维护支出", "money", "CNY", "s14", `["t2014"]`}})
		same(t, "canon's", ask(t, db, `SELECT zh FROM dim_indicator WHERE indicator = 's14.local.fees_waived'`), [][]string{{"政府信息公开收费减免金额"}})
		for _, c := range schema.Checks() {
			if rows := ask(t, db, c.SQL); strings.HasPrefix(c.ID, "known_indicator") && len(rows) > 0 {
				t.Errorf("%s: %v", c.ID, rows)
			}
		}
	}
}
