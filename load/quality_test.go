package load

import (
	"math/rand/v2"
	"testing"

	"gongkai"
)

// The metrics of a report's text, dates and rules, worked out by hand.
func TestQualityByHand(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	text := drawSketch(r, nil, 0)
	sections := func(s1 string, rest ...string) []gongkai.Section {
		out := []gongkai.Section{{ID: "s1", Heading: "一、总体情况", Text: s1, Locator: "b1:0-9"}}
		for i, s := range rest {
			out = append(out, gongkai.Section{ID: s, Heading: s, Text: map[bool]string{true: "本年未收取信息处理费。", false: "无。"}[s == "s6"], Locator: gongkai.Locator("b" + string(rune('2'+i)) + ":0-9")})
		}
		return out
	}
	claim := func(value string, approx bool, period gongkai.Period) gongkai.Claim {
		return gongkai.Claim{ID: "items.total", Value: num(value), Approx: approx, Period: period, Section: "s1", Quote: value, Locator: "b1:0-4"}
	}

	late := scored("A1", "350521", 2023, "17", "8", "3", "16")
	late.PublishedOn = "2024-02-03" // three days after 31 January
	late.Sections = sections("一是主动公开。二是依申请公开。三是监督保障。", "s2", "s3", "s6")
	late.Claims = []gongkai.Claim{claim("1207", false, gongkai.PeriodYear), claim("9911", false, gongkai.PeriodCumulative)}
	late.Sketch = drawSketch(r, text, 0.5)
	// The tables' own sums were checked by the reader: one error holds, one is broken,
	// a warning is broken, and what cannot be assessed does not count; nor does E-09.
	late.Rules = []gongkai.RuleCount{{Rule: "A-01", Pass: 2}, {Rule: "A-02", Fail: 1}, {Rule: "A-03", NotAssessable: 4}, {Rule: "P-06", Fail: 1}, {Rule: "E-09", Pass: 1}}

	early := scored("A1", "350521", 2022, "5", "2", "1", "4")
	early.PublishedOn = "2023-01-31"
	early.Sections = sections("一是主动公开、政府信息管理。二是公开平台建设。", "s2", "s3", "s4", "s5", "s6")
	early.Claims = []gongkai.Claim{claim("311", true, gongkai.PeriodYear)}
	early.Sketch = late.Sketch

	whole := scored("G1", "350500", 2023, "900", "300", "100", "800")
	whole.Scope, whole.PublishedOn = gongkai.ScopeJurisdiction, "2024-03-31" // a jurisdiction has until then

	undated := scored("B1", "350524", 2023, "61", "30", "9", "58")

	path := warehouse(t)
	ingest(t, path, night, found(page("1", "1"), late), found(page("2", "2"), early), found(page("3", "3"), whole), found(page("4", "4"), undated))
	db := open(t, path)
	of := func(metric string) [][]string {
		return ask(t, db, `SELECT agency, year, round(value, 4) FROM metric WHERE metric = '`+metric+`' AND value IS NOT NULL ORDER BY ALL`)
	}
	for metric, want := range map[string][][]string{
		"days_late":       {{"A1", "2022", "0"}, {"A1", "2023", "3"}, {"G1", "2023", "0"}}, // B1 has no date
		"timeliness":      {{"A1", "2022", "1"}, {"A1", "2023", "0"}, {"G1", "2023", "1"}},
		"narrative_items": {{"A1", "2023", "1207"}}, // about 311 is no count
		// s1, s2, s3 and s6; all six; none.
		"sections_present": {{"A1", "2022", "1"}, {"A1", "2023", "0.6667"}, {"B1", "2023", "0"}, {"G1", "2023", "0"}},
		// 主动公开, 依申请, 监督保障; 主动公开, 信息管理, 平台建设.
		"narrative_heads": {{"A1", "2022", "0.6"}, {"A1", "2023", "0.6"}},
		"fee_statement":   {{"A1", "2022", "1"}, {"A1", "2023", "1"}},
		// Four cells of 7 * 25 + 10 + 15: the form of 2021 has 25 rows of requests.
		"completeness": {{"A1", "2022", "0.02"}, {"A1", "2023", "0.02"}, {"B1", "2023", "0.02"}, {"G1", "2023", "0.02"}},
		// The same words two years running; nobody else's to compare with in 2022.
		"originality": {{"A1", "2023", "0"}},
	} {
		same(t, metric, of(metric), want)
	}
	// A-01 and D-08 hold, A-02 is broken, and the warnings P-06 and P-10: 3 + 3 of 3 * 3 + 1 + 1.
	same(t, "consistency", ask(t, db, `SELECT s.numerator::INTEGER, s.denominator::INTEGER FROM metric_sum s JOIN report r USING (report_id) WHERE s.metric = 'consistency_score' AND r.agency = 'A1' AND r.year = 2023`), [][]string{{"6", "11"}})
	// 0.3 * 0.02 + 0.3 * 6/11 + 0.2 * 0 + 0.1 * (4/6 + 3/5) / 2 + 0.1 * 0.
	same(t, "quality", ask(t, db, `SELECT agency, year, round(value, 4) FROM metric WHERE metric = 'quality_score' AND value IS NOT NULL`), [][]string{{"A1", "2023", "0.233"}})
	same(t, "report_quality says the same", ask(t, db, `SELECT count(*) FROM report_quality q JOIN metric m USING (report_id)
		WHERE m.value IS DISTINCT FROM CASE m.metric WHEN 'completeness' THEN q.completeness WHEN 'consistency_score' THEN q.consistency WHEN 'timeliness' THEN q.timeliness WHEN 'originality' THEN q.originality ELSE m.value END`), [][]string{{"0"}})
}
