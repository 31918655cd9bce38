package scanned

import (
	"slices"

	"gongkai"
	"gongkai/canon"
)

// A sum is an identity of the forms: the cells left and right add up to the same.
type sum struct{ left, right []string }

func (s sum) cells() []string { return slices.Concat(s.left, s.right) }

// sums lists the identities of the tables that the facts are of: rules A-01 to
// A-03 and B-01.
func sums(facts []gongkai.Fact) []sum {
	var out []sum
	requests, challenges := "", false
	for i := range facts {
		switch facts[i].Indicator {
		case "req.received":
			requests = facts[i].Template
		case "rl.review.total":
			challenges = true
		}
	}
	if requests != "" {
		out = append(out, ofRequests(requests)...)
	}
	if challenges {
		out = append(out, ofChallenges()...)
	}
	return out
}

func ofRequests(template string) []sum {
	var out []sum
	can := canon.Get()
	for _, r := range can.Requests.Rows {
		if !r.In(template) {
			continue
		}
		var leaves []string
		for _, a := range can.Applicants.List[:6] {
			leaves = append(leaves, name("req."+r.ID, a.ID))
		}
		out = append(out, sum{leaves, []string{name("req."+r.ID, "total")}})
	}
	for _, a := range can.Applicants.List {
		at := func(row string) string { return name("req."+row, a.ID) }
		out = append(out, sum{[]string{at("received"), at("carried_in")}, []string{at("processed_total"), at("carried_forward")}})
		var outcomes []string
		for _, r := range can.Requests.Rows {
			switch r.ID {
			case "received", "carried_in", "processed_total", "carried_forward":
			default:
				if r.In(template) {
					outcomes = append(outcomes, at(r.ID))
				}
			}
		}
		out = append(out, sum{outcomes, []string{at("processed_total")}})
	}
	return out
}

func ofChallenges() []sum {
	var out []sum
	for _, b := range canon.Get().Challenges.Blocks {
		var parts []string
		for _, o := range canon.Get().Challenges.Outcomes {
			if o.ID != "total" {
				parts = append(parts, "rl."+b.ID+"."+o.ID)
			}
		}
		out = append(out, sum{parts, []string{"rl." + b.ID + ".total"}})
	}
	return out
}
