package load

import (
	"database/sql"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai"
	"gongkai/canon"
)

// world makes reports up: three years, two forms, three provinces of two regions,
// ties, zero denominators, blanks, missing years, faulty reports, and governments
// whose reports hold those of their departments.
func world() []*said {
	rnd := rand.New(rand.NewSource(7))
	divisions := []string{"350521", "350524", "350102", "350500", "350100", "350000", "340422", "340121", "621226", "621000"}
	functions := []string{"education", "water", "", "finance"}
	var out []*said
	for year := 2020; year <= 2022; year++ {
		for a := range 64 {
			if (a+year)%9 == 0 {
				continue // a year without a report
			}
			s := &said{agency: fmt.Sprintf("A%02d", a), division: divisions[a%len(divisions)], function: functions[a/8%len(functions)], scope: "agency",
				year: year, template: "t2021", faulty: (a+2*year)%11 == 0}
			if year == 2020 || a == 5 { // A05 keeps the old form
				s.template = "t2019"
			}
			if a%7 != 0 {
				s.published = fmt.Sprintf("%d-0%d-%02d", year+1, 1+a%3, 1+a%28)
			}
			s.fill(rnd, a)
			out = append(out, s)
		}
		for i, d := range divisions {
			s := &said{agency: "G" + d, division: d, function: "government", scope: "jurisdiction_aggregate", year: year, template: "t2021", published: fmt.Sprintf("%d-03-%02d", year+1, 20+i)}
			s.fill(rnd, 3000+i)
			out = append(out, s)
		}
	}
	return out
}

// fill makes the numbers of a report up.
func (s *said) fill(rnd *rand.Rand, a int) {
	s.cells = map[string]float64{}
	size := []int{0, 3, 12, 40}[a%4] // none, few, more
	var done float64
	for _, i := range canon.Get().Indicators {
		if !i.In(s.template) || i.Table == canon.TableStatistics {
			continue
		}
		v := 0.0
		if size > 0 {
			v = float64(rnd.Intn(size))
		}
		if a%16 == 6 { // ties
			v = 2
		}
		s.cells[i.ID] = v
		if i.Table == canon.TableRequests && !slices.Contains([]string{"received", "carried_in", "processed_total", "carried_forward"}, i.Row) {
			done += v
		}
	}
	s.cells["req.processed_total"] = done
	for _, b := range []string{"review", "litigation_direct", "litigation_after_review"} {
		s.cells["rl."+b+".total"] = s.rl(b, "upheld", "corrected", "other", "pending")
	}
	in := s.req("received", "carried_in")
	s.cells["req.carried_forward"] = max(in-done, 0)
	if in < done {
		s.cells["req.received"] += done - in
	}
	s.cells["req.received@natural_person"] = math.Floor(s.cells["req.received"] * 0.75)
	s.cells["req.received@org_commercial"] = s.cells["req.received"] - s.cells["req.received@natural_person"]
	switch a % 13 { // blanks
	case 3:
		delete(s.cells, "req.denied.third_party")
	case 8:
		delete(s.cells, "req.processed_total")
	case 11:
		delete(s.cells, "rl.review.pending")
	}
}

// printed turns a made-up report into one that can be loaded.
func (s *said) printed() *gongkai.Report {
	r := &gongkai.Report{Title: s.agency, Agency: s.agency, DivisionCode: s.division, Function: s.function, Scope: s.scope, Year: s.year, Template: s.template, PublishedOn: s.published}
	if s.faulty {
		r.Issues = []gongkai.Issue{{Rule: "A-02", Severity: gongkai.SeverityError, Applicant: "total"}}
	}
	for _, i := range canon.Get().Indicators {
		if !i.In(s.template) || i.Table == canon.TableStatistics {
			continue
		}
		if !i.ByApplicant {
			r.Facts = append(r.Facts, fact(i.ID, "", s.template, s.text(i.ID)))
			continue
		}
		for _, a := range canon.Get().Applicants.List {
			if a.ID == "total" {
				r.Facts = append(r.Facts, fact(i.ID, a.ID, s.template, s.text(i.ID)))
			} else {
				r.Facts = append(r.Facts, fact(i.ID, a.ID, s.template, s.text(i.ID+"@"+a.ID)))
			}
		}
	}
	return r
}

func (s *said) text(cell string) string {
	if v, ok := s.cells[cell]; ok {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// worldWarehouse loads the world, and returns it with each report's predecessor.
func worldWarehouse(t *testing.T) (*sql.DB, []*said, map[*said]*said) {
	t.Helper()
	all := world()
	var in []input
	at := map[string]*said{}
	for i, s := range all {
		in = append(in, found(page(fmt.Sprint(i), fmt.Sprint(i)), s.printed()))
		at[fmt.Sprint(s.agency, s.scope, s.year)] = s
	}
	before := map[*said]*said{}
	for _, s := range all {
		before[s] = at[fmt.Sprint(s.agency, s.scope, s.year-1)]
	}
	path := warehouse(t)
	// Half in one night and half in the next: sums are kept, peers are not.
	ingest(t, path, night, in[:len(in)/2]...)
	ingest(t, path, night.AddDate(0, 0, 1), in[len(in)/2:]...)
	return open(t, path), all, before
}

func number64(t *testing.T, s string) float64 {
	t.Helper()
	if s == "NULL" {
		return none
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func near(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-4+1e-9*math.Abs(a)
}

// Every metric of every report agrees with the computation in plain Go.
func TestMetricsAgainstTruth(t *testing.T) {
	db, all, before := worldWarehouse(t)
	got := map[string][]string{}
	for _, row := range ask(t, db, `SELECT agency, scope, year, metric, value, n, ci_low, ci_high, rank_eligible, coalesce(unranked_reason, '') FROM metric`) {
		got[strings.Join(row[:4], "|")] = row[4:]
	}
	checked, seen := 0, map[string]bool{}
	for _, s := range all {
		for metric, want := range truth(s, before[s]) {
			row, ok := got[fmt.Sprintf("%s|%s|%d|%s", s.agency, s.scope, s.year, metric)]
			if !ok {
				t.Fatalf("no row for %s of %s %d", metric, s.agency, s.year)
			}
			value, n := number64(t, row[0]), number64(t, row[1])
			if !isCount(metric) && math.IsNaN(want.den) {
				want.num = none // without a denominator there is no rate
			}
			if !near(value, want.value()) || !near(n, want.den) {
				t.Errorf("%s of %s %s %d: %v of %v, want %v of %v", metric, s.agency, s.scope, s.year, value, n, want.value(), want.den)
			}
			if row[2] != "NULL" {
				lo, hi := wilson(want.num, want.den)
				if !near(number64(t, row[2]), lo) || !near(number64(t, row[3]), hi) {
					t.Errorf("%s of %s %d: interval %s to %s, want %v to %v", metric, s.agency, s.year, row[2], row[3], lo, hi)
				}
			}
			eligible := row[4] == "true"
			if eligible == (s.faulty || math.IsNaN(want.value())) && eligible {
				t.Errorf("%s of %s %d may be ranked: %v", metric, s.agency, s.year, row)
			}
			if s.faulty && row[5] != "data fault: A-02" || want.den == 0 && !math.IsNaN(want.num) && !s.faulty && row[5] != "denominator is 0" {
				t.Errorf("%s of %s %d: reason %q", metric, s.agency, s.year, row[5])
			}
			checked, seen[metric] = checked+1, true
		}
	}
	if checked < 10_000 {
		t.Errorf("only %d numbers checked", checked)
	}
	// What has no test here is worked out by hand in TestQualityByHand.
	for _, m := range canon.Get().Metrics {
		if m.Absent == "" && m.Source != "area" && m.Source != "registry" && !seen[m.ID] && !strings.Contains("narrative_items days_late completeness consistency_score sections_present narrative_heads fee_statement originality quality_score", m.ID) {
			t.Errorf("metric %s is not checked", m.ID)
		}
	}
	for m := range seen {
		if canon.Get().Metric(m) == nil {
			t.Errorf("%s is no metric", m)
		}
	}
}

// Sums of areas agree with plain Go, in league and in metric_area: without faulty
// reports, over one scope, and of a whole jurisdiction its own report only.
func TestAreasAgainstTruth(t *testing.T) {
	db, all, before := worldWarehouse(t)
	for _, grain := range []string{"county", "prefecture", "province"} {
		for _, scope := range []string{"agency", "jurisdiction_aggregate"} {
			for _, metric := range []string{"requests_received", "disclosure_rate_gross", "review_correction_rate", "timeliness", "requests_change"} {
				want := map[string]ratio{}
				counted := map[string]int{}
				for _, s := range all {
					code := map[string]string{"county": s.division, "prefecture": s.division[:4] + "00", "province": s.division[:2] + "0000"}[grain]
					r := truth(s, before[s])[metric]
					if s.year != 2022 || s.scope != scope || s.faulty || math.IsNaN(r.num) || !isCount(metric) && math.IsNaN(r.den) || level(code) != grain || grain == "county" && level(s.division) != "county" {
						continue
					}
					if scope != "agency" && s.division != code {
						continue
					}
					if _, ok := truth(s, before[s])[metric]; !ok {
						continue
					}
					sum := want[code]
					want[code] = ratio{sum.num + r.num, sum.den + r.den}
					counted[code]++
				}
				query := fmt.Sprintf(`SELECT code, value, n, counted, coalesce(unranked_reason, ''), ci_low, shrunk FROM league('%s', 2022, grain := '%s', scope := '%s') ORDER BY code`, metric, grain, scope)
				rows := ask(t, db, query)
				same(t, "metric_area "+query, ask(t, db, fmt.Sprintf(`SELECT code, value, n, counted, coalesce(unranked_reason, ''), ci_low, shrunk FROM metric_area
					WHERE metric = '%s' AND year = 2022 AND grain = '%s' AND scope = '%s' ORDER BY code`, metric, grain, scope)), rows)
				for _, row := range rows {
					w, ok := want[row[0]]
					if !ok {
						w = ratio{none, none}
					}
					if !near(number64(t, row[1]), w.value()) || fmt.Sprint(counted[row[0]]) != row[3] {
						t.Errorf("%s: %v, want %v from %d", query, row, w, counted[row[0]])
					}
					delete(want, row[0])
				}
				if len(want) > 0 || len(rows) == 0 {
					t.Errorf("%s lacks %v", query, want)
				}
			}
		}
	}
}

// Peers, shrinkage and percentiles agree with plain Go.
func TestPeersAgainstTruth(t *testing.T) {
	db, all, _ := worldWarehouse(t)
	region := map[string]string{"35": "east", "34": "central", "62": "west"}
	groups := func(s *said) []string {
		f := s.function
		if f == "" {
			f = "unknown"
		}
		l := level(s.division)
		return []string{f + "/" + l + "/" + region[s.division[:2]], f + "/" + l, l, "all"}
	}
	members := map[string][]*said{}
	for _, s := range all {
		r := truth(s, nil)["disclosure_rate_gross"]
		if s.scope == "agency" && s.year == 2022 && !s.faulty && !math.IsNaN(r.den) && !math.IsNaN(r.value()) {
			for _, g := range groups(s) {
				members[g] = append(members[g], s)
			}
		}
	}
	got := map[string][]string{}
	for _, row := range ask(t, db, `SELECT name, value, shrunk, peer_group, peers, percentile, unranked_reason FROM league('disclosure_rate_gross', 2022)`) {
		got[row[0]] = row[1:]
	}
	shrinkings, used := 0, map[string]bool{}
	for _, s := range all {
		row := got[s.agency]
		r := truth(s, nil)["disclosure_rate_gross"]
		if s.scope != "agency" || s.year != 2022 || s.faulty || math.IsNaN(r.den) || math.IsNaN(r.value()) {
			continue
		}
		g := groups(s)
		i := slices.IndexFunc(g, func(g string) bool { return len(members[g]) >= 8 })
		if row[2] != g[i] || row[3] != fmt.Sprint(len(members[g[i]])) {
			t.Errorf("%s: peers %s (%s), want %s (%d)", s.agency, row[2], row[3], g[i], len(members[g[i]]))
		}
		used[g[i]] = true
		var rates []ratio
		less, equal, ranked := 0.0, 0.0, 0.0
		for _, m := range members[g[i]] {
			q := truth(m, nil)["disclosure_rate_gross"]
			if q.den >= 5 {
				rates = append(rates, q)
			}
			if q.den >= 20 {
				ranked++
				if q.value() < r.value() {
					less++
				} else if q.value() == r.value() {
					equal++
				}
			}
		}
		want := none
		if len(rates) >= 8 {
			mean, strength, ok := fitBeta(rates)
			want = mean
			if ok {
				want = (r.num + mean*strength) / (r.den + strength)
			}
			shrinkings++
		}
		if !near(number64(t, row[1]), want) {
			t.Errorf("%s: shrunk to %s, want %v", s.agency, row[1], want)
		}
		want = none
		if r.den >= 20 {
			want = (less + 0.5*equal) / ranked
		}
		if !near(number64(t, row[4]), want) {
			t.Errorf("%s: percentile %s, want %v", s.agency, row[4], want)
		}
	}
	if shrinkings < 10 || len(used) < 2 {
		t.Errorf("%d shrunk, groups %v", shrinkings, used)
	}
}
