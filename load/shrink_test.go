package load

import (
	"fmt"
	"testing"

	"gongkai"
)

// The formulas against numbers that others published.
func TestFormulasAgainstPublished(t *testing.T) {
	path := warehouse(t)
	ingest(t, path, night)
	db := open(t, path)
	for _, c := range []struct {
		about, query string
		want         [][]string
	}{
		// Newcombe, Two-sided confidence intervals for the single proportion, Statistics in
		// Medicine 17 (1998) 857-872, table I, method 3 (score without continuity correction).
		{"Newcombe 1998: 81 of 263", `SELECT round(wilson_lo(81, 263), 4), round(wilson_hi(81, 263), 4)`, [][]string{{"0.2553", "0.3662"}}},
		{"Newcombe 1998: 15 of 148", `SELECT round(wilson_lo(15, 148), 4), round(wilson_hi(15, 148), 4)`, [][]string{{"0.0624", "0.1605"}}},
		{"Newcombe 1998: 0 of 20", `SELECT round(wilson_lo(0, 20), 4), round(wilson_hi(0, 20), 4)`, [][]string{{"0", "0.1611"}}},
		{"Newcombe 1998: 1 of 29", `SELECT round(wilson_lo(1, 29), 4), round(wilson_hi(1, 29), 4)`, [][]string{{"0.0061", "0.1718"}}},
		// Boys in 6,115 Saxon families of twelve children (Geissler 1889; Lindsey and Altham,
		// Applied Statistics 47 (1998) 149-157): the moments give alpha = 34.1350 and
		// beta = 31.6085, as in Wikipedia, Beta-binomial distribution, with its example.
		{"Saxon families", `WITH family(boys, families) AS (VALUES (0, 3), (1, 24), (2, 104), (3, 286), (4, 670), (5, 1033), (6, 1343), (7, 1112), (8, 829), (9, 478), (10, 181), (11, 45), (12, 7)),
			s AS (SELECT sum(families) AS agencies, sum(boys * families) AS k, sum(12 * families) AS n, sum(boys * boys / 12.0 * families) AS kkn FROM family)
			SELECT round(k / n * prior_strength(agencies, k, n, kkn), 1), round((1 - k / n) * prior_strength(agencies, k, n, kkn), 1) FROM s`, [][]string{{"34.1", "31.6"}}},
		// Robinson, Introduction to Empirical Bayes (2017), chapter 3: with alpha = 101.4 and
		// beta = 287.3 a batter of 4 hits in 10 comes to 0.264, one of 300 in 1,000 to 0.289.
		{"Robinson 2017", `SELECT round(shrunk(4, 10, 101.4 / 388.7, 388.7::DOUBLE), 3), round(shrunk(300, 1000, 101.4 / 388.7, 388.7::DOUBLE), 3)`, [][]string{{"0.264", "0.289"}}},
		{"no spread beyond chance", `SELECT prior_strength(3, 15, 30, 7.5), shrunk(5, 10, 0.5, 'Infinity'::DOUBLE), shrunk(1, 10, 0.5, 'Infinity'::DOUBLE)`, [][]string{{"+Inf", "0.5", "0.5"}}},
		{"all or nothing", `SELECT prior_strength(2, 10, 20, 10.0), shrunk(0, 10, 0.5, 0::DOUBLE)`, [][]string{{"0", "0"}}},
		{"nothing to shrink", `SELECT shrunk(NULL, 10, 0.5, 3.0), shrunk(1, NULL, 0.5, 3.0), shrunk(3, 2, 0.5, 3.0), shrunk(1, 2, NULL, NULL)`, [][]string{{"NULL", "NULL", "NULL", "NULL"}}},
	} {
		same(t, c.about, ask(t, db, c.query), c.want)
	}
}

// A league table must not add totals to their parts, mix scopes, or rank what has
// no number. Each case is a report that would show it.
func TestLeaguesAreSound(t *testing.T) {
	path := warehouse(t)
	parts := scored("P1", "350521", 2023, "30", "10", "2", "24")
	for _, a := range []string{"natural_person", "org_commercial", "org_research", "org_public_interest", "org_legal_service", "org_other"} {
		parts.Facts = append(parts.Facts, fact("req.received", a, "t2021", "5"), fact("req.granted", a, "t2021", "1"), fact("req.processed_total", a, "t2021", "4"))
	}
	whole := scored("惠安县人民政府", "350521", 2023, "1000", "500", "0", "900")
	whole.Scope = "jurisdiction_aggregate"
	office := scored("惠安县人民政府办公室", "350521", 2023, "70", "7", "0", "60")
	office.Scope = "office_self"
	above := scored("泉州市人民政府", "350500", 2023, "5000", "2500", "0", "4000") // holds the county's 1,000
	above.Scope = "jurisdiction_aggregate"
	twice := scored("安溪县人民政府", "350524", 2023, "300", "1", "0", "200")
	twice.Scope = "jurisdiction_aggregate"
	again := scored("安溪县人民政府办公室", "350524", 2023, "301", "1", "0", "200")
	again.Scope = "jurisdiction_aggregate"
	blank := scored("B1", "350521", 2023, "", "", "", "")
	var in []input
	for i, r := range []*gongkai.Report{parts, whole, office, above, twice, again, blank} {
		in = append(in, found(page(fmt.Sprint(i), fmt.Sprint(i)), r))
	}
	ingest(t, path, night, in...)
	db := open(t, path)
	same(t, "a county's agencies: the total alone, of one scope", ask(t, db, `SELECT code, value, counted, expected FROM league('requests_received', grain := 'county', min_coverage := 0)`), [][]string{{"350521", "30", "1", "2"}})
	same(t, "a rate alike", ask(t, db, `SELECT numerator, n FROM league('disclosure_rate_gross', grain := 'county')`), [][]string{{"12", "24"}})
	same(t, "a prefecture's own report holds its counties'", ask(t, db, `SELECT code, value FROM league('requests_received', grain := 'prefecture', scope := 'jurisdiction_aggregate')`), [][]string{{"350500", "5000"}})
	same(t, "two reports of one county are not added", ask(t, db, `SELECT code, value, unranked_reason FROM l01_requests_by_county ORDER BY code`),
		[][]string{{"350521", "1000", "NULL"}, {"350524", "NULL", "several reports of the whole jurisdiction"}})
	same(t, "a blank is not ranked", ask(t, db, `SELECT rank, value, unranked_reason FROM league('requests_received') WHERE name = 'B1'`), [][]string{{"NULL", "NULL", "no number"}})
	// Over every metric and grain: no rank without a number, and no number twice.
	tables := [][]string{{"disclosure_rate_gross", "agency", "office_self"}, {"days_late", "province", "agency"}, {"workload", "prefecture", "jurisdiction_aggregate"}}
	for _, row := range ask(t, db, `SELECT metric FROM dim_metric`) {
		tables = append(tables, []string{row[0], "county", "agency"})
	}
	for _, x := range tables {
		query := fmt.Sprintf(`SELECT count(*) FILTER (rank IS NOT NULL AND (value IS NULL OR numerator IS NULL OR (denominator IS NOT NULL AND denominator <= 0))), count(*) FILTER ((rank IS NULL) <> (unranked_reason IS NOT NULL)),
			count(*) - count(DISTINCT code) FROM league('%s', grain := '%s', scope := '%s', min_n := 1, min_coverage := 0)`, x[0], x[1], x[2])
		same(t, query, ask(t, db, query), [][]string{{"0", "0", "0"}})
	}
}
