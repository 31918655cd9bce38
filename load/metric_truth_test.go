package load

import (
	"math"
	"strings"
)

// This file computes metrics a second time, from their definitions in words and in
// plain Go: nothing here reads canon's metrics or the SQL.

// said is what a made-up report says; a cell that is not there is NULL.
type said struct {
	agency, division, function, scope string
	year                              int
	template                          string
	cells                             map[string]float64 // req.* by total, or "req.received@natural_person"
	faulty                            bool
	published                         string
}

// ratio is a metric's number: den is NaN for counts, and num or den is NaN where
// the report has none.
type ratio struct{ num, den float64 }

var none = math.NaN()

func (s *said) get(cells ...string) float64 {
	var sum float64
	for _, c := range cells {
		v, ok := s.cells[c]
		if !ok {
			return none
		}
		sum += v
	}
	return sum
}

func (s *said) req(rows ...string) float64 {
	for i := range rows {
		rows[i] = "req." + rows[i]
	}
	return s.get(rows...)
}

func (s *said) rl(block string, outcome ...string) float64 {
	var sum float64
	for _, o := range outcome {
		sum += s.get("rl." + block + "." + o)
	}
	return sum
}

var grounds = []string{"state_secret", "prohibited_by_law", "security_stability", "third_party", "internal_affairs", "deliberative_process", "enforcement_file", "administrative_query"}

// other is O: one row in the form of 2019, three in that of 2021.
func (s *said) other() float64 {
	if s.template == "t2019" {
		return s.req("other.total")
	}
	return s.req("other.lapsed_uncorrected", "other.lapsed_fee_unpaid", "other.misc")
}

func (s *said) denied() float64 {
	var sum float64
	for _, g := range grounds {
		sum += s.req("denied." + g)
	}
	return sum
}

// truth returns the metrics that a report's cells have; before is the same
// agency's report of the year before, or nil.
func truth(s, before *said) map[string]ratio {
	open := s.req("granted", "partially_granted")
	D, R, I, F := s.req("processed_total"), s.req("received"), s.req("carried_in"), s.req("carried_forward")
	N, O := s.denied(), s.other()
	U := s.req("unable.not_held", "unable.creation_required", "unable.unclear_after_correction")
	X := s.req("not_processed.petition", "not_processed.duplicate", "not_processed.publication", "not_processed.excessive", "not_processed.reconfirmation")
	rv, ld, la := "review", "litigation_direct", "litigation_after_review"
	concluded := s.rl(rv, "total") - s.rl(rv, "pending")
	sued := s.rl(ld, "total") + s.rl(la, "total")
	t := map[string]ratio{
		"requests_received": {R, none}, "requests_processed": {D, none}, "workload": {R + I, none},
		"applicant_mix": {s.get("req.received@natural_person"), R}, "applicant_mix_commercial": {s.get("req.received@org_commercial"), R},
		"disclosure_rate_gross": {open, D}, "disclosure_rate_merits": {open, open + N}, "disclosure_rate_substantive": {open, D - X - O},
		"disclosure_rate_held": {open, D - X - O - s.req("unable.not_held") - s.req("unable.unclear_after_correction")},
		"full_grant_rate":      {s.req("granted"), D}, "full_share": {s.req("granted"), open}, "denial_rate": {N, D},
		"nonpossession_rate": {s.req("unable.not_held"), D}, "unable_rate": {U, D}, "creation_required_rate": {s.req("unable.creation_required"), D},
		"unclear_rate": {s.req("unable.unclear_after_correction"), D}, "nonprocessing_rate": {X, D}, "petition_share": {s.req("not_processed.petition"), X},
		"lapse_rate": {O, D}, "procedural_refusal_rate": {U + X + O, D},
		"clearance_rate": {D, R + I}, "pending_rate": {F, R + I}, "carryover_growth": {F - I, none},
		"review_rate": {s.rl(rv, "total"), D}, "litigation_rate": {sued, D}, "contest_rate": {s.rl(rv, "total") + s.rl(ld, "total"), D},
		"review_correction_rate": {s.rl(rv, "corrected"), concluded}, "review_correction_rate_all": {s.rl(rv, "corrected"), s.rl(rv, "total")},
		"review_correction_or_other_rate": {s.rl(rv, "corrected", "other"), concluded}, "uphold_rate": {s.rl(rv, "upheld"), concluded},
		"litigation_loss_rate": {s.rl(ld, "corrected") + s.rl(la, "corrected"), sued - s.rl(ld, "pending") - s.rl(la, "pending")},
		"after_review_share":   {s.rl(la, "total"), sued},
		"licences":             {s.get("pd.licensing.decisions"), none}, "penalties": {s.get("pd.penalty.decisions"), none}, "coercion": {s.get("pd.coercion.decisions"), none},
	}
	for _, g := range grounds {
		t["denial_rate_"+g], t["denial_share_"+g] = ratio{s.req("denied." + g), D}, ratio{s.req("denied." + g), N}
	}
	nd := "pd.normative_documents."
	if s.template == "t2019" {
		t["normative_docs_made_or_issued"] = ratio{s.get(nd + "newly_made"), none}
		t["publication_ratio_2019"] = ratio{s.get(nd + "newly_disclosed"), s.get(nd + "newly_made")}
	} else {
		t["normative_docs_made_or_issued"] = ratio{s.get(nd + "issued"), none}
		t["normative_docs_in_force"] = ratio{s.get(nd + "in_force"), none}
		t["fee_revenue_cny"] = ratio{s.get("pd.fees.amount_cny"), none}
		t["lapse_uncorrected_rate"], t["lapse_fee_rate"] = ratio{s.req("other.lapsed_uncorrected"), D}, ratio{s.req("other.lapsed_fee_unpaid"), D}
	}
	if before != nil && !s.faulty && !before.faulty {
		old := before.req("received")
		t["requests_change"] = ratio{R - old, none}
		t["requests_growth_symmetric"] = ratio{2 * (R - old), R + old}
		if old >= 10 {
			t["requests_growth"] = ratio{R - old, old}
		}
		if before.template == "t2021" {
			t["normative_docs_churn"] = ratio{s.get(nd + "repealed"), before.get(nd + "in_force")}
		}
	}
	deadline := "-01-31"
	if s.scope == "jurisdiction_aggregate" {
		deadline = "-03-31"
	}
	t["timeliness"] = ratio{none, none}
	if s.published != "" {
		t["timeliness"] = ratio{0, 1}
		if s.published[4:] <= deadline {
			t["timeliness"] = ratio{1, 1}
		}
	}
	return t
}

// value is NULL where the denominator is 0.
func (r ratio) value() float64 {
	switch {
	case math.IsNaN(r.den):
		return r.num
	case r.den > 0:
		return r.num / r.den
	}
	return none
}

// counted reports whether a metric named by its id is a count.
func isCount(metric string) bool {
	switch metric {
	case "requests_received", "requests_processed", "workload", "carryover_growth", "licences", "penalties", "coercion",
		"normative_docs_made_or_issued", "normative_docs_in_force", "fee_revenue_cny", "requests_change":
		return true
	}
	return false
}

// wilson is the interval of Wilson (1927), equation by equation as in Brown, Cai and
// DasGupta (2001), with z = 1.96.
func wilson(k, n float64) (lo, hi float64) {
	const z = 1.96
	p := k / n
	centre := (k + z*z/2) / (n + z*z)
	half := z * math.Sqrt(n) / (n + z*z) * math.Sqrt(p*(1-p)+z*z/(4*n))
	return centre - half, centre + half
}

// fitBeta fits alpha and beta to rates by the method of moments, weighting each
// rate by its n; ok is false where the rates differ no more than by chance.
func fitBeta(rates []ratio) (mean, strength float64, ok bool) {
	var k, n, spread float64
	for _, r := range rates {
		k, n = k+r.num, n+r.den
	}
	mean = k / n
	if mean == 0 || mean == 1 {
		return mean, 0, false
	}
	for _, r := range rates {
		p := r.num / r.den
		spread += r.den * (p - mean) * (p - mean)
	}
	count := float64(len(rates))
	rho := (spread/(mean*(1-mean)) - count) / (n - count)
	if rho <= 1e-12 {
		return mean, 0, false
	}
	return mean, max(1/rho-1, 0), true
}

func level(division string) string {
	switch {
	case strings.HasSuffix(division, "0000"):
		return "province"
	case strings.HasSuffix(division, "00"):
		return "prefecture"
	}
	return "county"
}
