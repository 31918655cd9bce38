package rules

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
)

// sound returns the facts of a t2021 report in which every identity closes and
// no two rows are alike.
func sound() map[string]*gongkai.Fact {
	f := map[string]*gongkai.Fact{}
	put := func(indicator, applicant string, v int64) {
		f[canon.Cell(indicator, applicant)] = &gongkai.Fact{Indicator: indicator, Applicant: applicant, Template: canon.T2021, Status: gongkai.Reported, Raw: "x", Value: decimal.NewNullDecimal(decimal.NewFromInt(v))}
	}
	list := canon.Get().Applicants.List
	processed := make([]int64, 6)
	totals := map[string]int64{}
	row := func(id string, values []int64) {
		sum := int64(0)
		for i, v := range values {
			put("req."+id, list[i].ID, v)
			sum += v
		}
		put("req."+id, "total", sum)
		totals[id] = sum
	}
	n := int64(1)
	for _, r := range canon.Get().Requests.Rows {
		if !r.In(canon.T2021) || r.ID == "received" || r.ID == "carried_in" || r.ID == "processed_total" || r.ID == "carried_forward" {
			continue
		}
		v := make([]int64, 6)
		for i := range v {
			v[i] = n
			processed[i] += n
			n++
		}
		row(r.ID, v)
	}
	row("processed_total", processed)
	forward, in, received := []int64{5, 4, 3, 2, 1, 7}, []int64{1, 2, 1, 1, 1, 3}, make([]int64, 6)
	for i := range received {
		received[i] = processed[i] + forward[i] - in[i]
	}
	row("carried_forward", forward)
	row("carried_in", in)
	row("received", received)
	for b, block := range canon.Get().Challenges.Blocks {
		sum := int64(0)
		for o, out := range canon.Get().Challenges.Outcomes {
			v := int64(10*b + o + 1)
			if out.ID == "total" {
				v = sum
			}
			sum += v
			put("rl."+block.ID+"."+out.ID, "", v)
		}
	}
	return f
}

func check(f map[string]*gongkai.Fact) (map[string]int, map[string]gongkai.RuleCount, []gongkai.Issue) {
	var facts []gongkai.Fact
	for _, x := range f {
		facts = append(facts, *x)
	}
	issues, counts := Check(&Subject{Report: &gongkai.Report{Facts: facts, Template: canon.T2021, Year: 2022}})
	failed, by := map[string]int{}, map[string]gongkai.RuleCount{}
	for _, i := range issues {
		if i.Rule[0] != 'P' || i.Rule == "P-08" { // the rest is about the text
			failed[i.Rule]++
		}
	}
	for _, c := range counts {
		by[c.Rule] = c
	}
	return failed, by, issues
}

func TestSoundReportPasses(t *testing.T) {
	failed, by, _ := check(sound())
	if len(failed) != 0 {
		t.Errorf("a sound report fails %v", failed)
	}
	if by["A-01"].Pass != 7 || by["A-02"].Pass != 7 || by["A-03"].Pass != 25 || by["B-01"].Pass != 3 || by["P-08"].Pass != 1 {
		t.Errorf("counts %v", by)
	}
}

// One wrong number turns exactly the identities red that it stands in.
func TestOneWrongNumber(t *testing.T) {
	for cell, want := range map[string]map[string]int{
		"req.received@natural_person":        {"A-01": 1, "A-03": 1},
		"req.carried_in@total":               {"A-01": 1, "A-03": 1},
		"req.granted@org_other":              {"A-02": 1, "A-03": 1},
		"req.processed_total@org_research":   {"A-01": 1, "A-02": 1, "A-03": 1},
		"req.other.misc@org_legal_service":   {"A-02": 1, "A-03": 1},
		"rl.review.pending":                  {"B-01": 1},
		"rl.litigation_after_review.total":   {"B-01": 1},
		"req.denied.third_party@total":       {"A-02": 1, "A-03": 1},
		"req.carried_forward@org_commercial": {"A-01": 1, "A-03": 1},
	} {
		f := sound()
		f[cell].Value.Decimal = f[cell].Value.Decimal.Add(decimal.NewFromInt(1))
		failed, _, issues := check(f)
		if len(failed) != len(want) {
			t.Errorf("%s: fails %v, want %v", cell, failed, want)
		}
		for r, n := range want {
			if failed[r] != n {
				t.Errorf("%s: %s fails %d times, want %d", cell, r, failed[r], n)
			}
		}
		for _, i := range issues {
			if i.Rule[0] == 'P' || i.Rule[0] == 'C' {
				continue
			}
			if i.Indicator == "" && i.Rule != "B-01" || i.LHS == i.RHS || i.Delta == "" || len(i.Cells) < 3 {
				t.Errorf("%s: issue without its cells: %+v", cell, i)
			}
			if mended := f[cell].Value.Decimal.Sub(decimal.NewFromInt(1)); !slices.Contains(i.Repair, cell+"="+mended.String()) {
				t.Errorf("%s: repair %q, want it set to %s", cell, i.Repair, mended)
			}
		}
	}
}

// Three rows that do not add up make every row of the table doubtful.
func TestManyRowsOff(t *testing.T) {
	f := sound()
	for i, row := range []string{"granted", "denied.third_party", "unable.not_held"} {
		x := f["req."+row+"@total"]
		x.Value.Decimal = x.Value.Decimal.Add(decimal.NewFromInt(1))
		failed, _, _ := check(f)
		if want := map[int]int{0: 0, 1: 0, 2: 25}[i]; failed["A-08"] != want {
			t.Errorf("%d rows off: A-08 on %d rows, want %d", i+1, failed["A-08"], want)
		}
	}
}

func TestEmptyOperandIsNotAssessable(t *testing.T) {
	f := sound()
	x := f["req.granted@total"]
	x.Value, x.Status, x.Raw = decimal.NullDecimal{}, gongkai.Blank, ""
	failed, by, _ := check(f)
	if failed["A-02"] != 0 || failed["A-03"] != 0 || by["A-03"].NotAssessable != 1 || by["A-02"].NotAssessable != 1 || by["A-03"].Pass != 24 {
		t.Errorf("a blank operand: %v %v", failed, by)
	}
	if failed["A-06"] != 1 {
		t.Errorf("A-06 fails %d times, want 1: the total is blank although applicants have numbers", failed["A-06"])
	}
}

func TestBlankReport(t *testing.T) {
	f := sound()
	for _, x := range f {
		x.Value, x.Status, x.Raw = decimal.NullDecimal{}, gongkai.Blank, " "
	}
	if failed, _, _ := check(f); failed["P-08"] != 1 || len(failed) != 1 {
		t.Errorf("an empty report fails %v, want P-08", failed)
	}
	if _, by, _ := check(nil); by["A-01"].NotApplicable != 7 || by["P-08"].NotApplicable != 1 {
		t.Error("without tables the rules do not apply")
	}
}
