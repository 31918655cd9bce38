package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongkai"
)

// addReport stages a report, the ordinal-th of its document.
func (r *Run) addReport(src gongkai.Source, rep *gongkai.Report, ordinal int) error {
	rep = storable(rep)
	s := r.stage
	s.seq++
	agencyID := AgencyID(rep.DivisionCode, rep.Agency)
	reported := 0
	for _, f := range rep.Facts {
		if f.Status == gongkai.Reported {
			reported++
		}
	}
	err := s.append("report", s.seq, ReportID(agencyID, rep.Year, scope(rep)), agencyID, text(rep.Agency), rep.DivisionCode,
		null(rep.Function), scope(rep), int32(rep.Year), null(rep.Template), null(rep.Title), date(rep.PublishedOn), date(rep.SignedOn),
		null(src.URL), src.SHA256, int32(reported), contentDigest(rep), detailDigest(rep), text(src.Path), int32(ordinal))
	if err != nil {
		return err
	}
	if err := r.addFacts(rep); err != nil {
		return err
	}
	for _, c := range rep.Claims {
		if err := s.append("fact_claim", s.seq, text(c.ID), fixed(c.Value), c.Approx, null(c.Quote), null(string(c.Locator)),
			null(string(c.Period)), null(c.Unit), null(c.Section)); err != nil {
			return err
		}
	}
	for _, sec := range rep.Sections {
		if err := s.append("section", s.seq, text(sec.ID), null(sec.Heading), null(sec.Text), null(string(sec.Locator))); err != nil {
			return err
		}
	}
	if rep.Sketch.Valid() {
		if err := s.append("text_sketch", s.seq, []byte(rep.Sketch)); err != nil {
			return err
		}
	}
	if err := r.addIssuer(rep); err != nil {
		return err
	}
	return r.addIssues(rep)
}

func (r *Run) addIssuer(rep *gongkai.Report) error {
	var sure any
	if rep.ScopeSure != 0 {
		sure = rep.ScopeSure
	}
	if err := r.stage.append("report_issuer", r.stage.seq, rep.Confidence, sure, list(rep.Functions)); err != nil {
		return err
	}
	for i, e := range rep.Evidence {
		if err := r.stage.append("evidence", r.stage.seq, int32(i+1), text(e.Signal), null(e.Text), null(e.Value), e.Weight); err != nil {
			return err
		}
	}
	return nil
}

func (r *Run) addFacts(rep *gongkai.Report) error {
	for _, f := range rep.Facts {
		var raw any
		if f.Status != gongkai.Missing {
			raw = text(f.Raw)
		}
		template, value, status := null(f.Template), fixed(f.Value), string(f.Status)
		method, unit, locator := null(string(f.Method)), null(f.Unit), null(string(f.Locator))
		table := factTable(f.Indicator)
		var err error
		switch table {
		case "":
			return fmt.Errorf("indicator %q belongs to no table; want pd.*, req.*, rl.* or s14.*", f.Indicator)
		case "fact_request":
			err = r.stage.append(table, r.stage.seq, text(f.Indicator), text(f.Applicant), template, value, status, f.Approx, method, unit, raw, locator)
		default:
			err = r.stage.append(table, r.stage.seq, text(f.Indicator), template, value, status, f.Approx, method, unit, raw, locator)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// factTable returns the table of an indicator, or "".
func factTable(indicator string) string {
	prefix, _, _ := strings.Cut(indicator, ".")
	return map[string]string{"pd": "fact_proactive", "req": "fact_request", "rl": "fact_challenge", "s14": "fact_statistic"}[prefix]
}

func (r *Run) addIssues(rep *gongkai.Report) error {
	fails := map[string]int{}
	for _, i := range rep.Issues {
		fails[i.Rule]++
		var cells any
		if len(i.Cells) > 0 {
			cells = i.Cells
		}
		if err := r.stage.append("issue", r.stage.seq, text(i.Rule), text(string(i.Severity)), null(i.LHS), null(i.RHS), cells,
			null(i.Message), null(i.Indicator), null(i.Applicant), null(i.Delta), list(i.Repair)); err != nil {
			return err
		}
	}
	for _, c := range rep.Rules {
		delete(fails, c.Rule)
		if err := r.stage.append("rule_result", r.stage.seq, text(c.Rule), int64(c.Pass), int64(c.Fail), int64(c.NotAssessable), int64(c.NotApplicable)); err != nil {
			return err
		}
	}
	// Rules that were not counted, but failed.
	for _, rule := range slices.Sorted(maps.Keys(fails)) {
		if err := r.stage.append("rule_result", r.stage.seq, text(rule), nil, int64(fails[rule]), nil, nil); err != nil {
			return err
		}
	}
	return nil
}
