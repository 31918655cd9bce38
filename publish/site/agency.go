package site

import (
	"math"
	"slices"
	"strconv"

	"gongkai/canon"
)

// agency is what the pages above an agency say of it.
type agency struct {
	id, name, division, function string
	reports                      []brief
	full                         []*report // while its page is to come
}

// brief is what stands of a report in tables of several.
type brief struct {
	id                     int64
	year                   int
	scope, grade           string
	received, processed    float64 // NaN where there is no number
	granted, rate, pending float64
}

func agencyPath(division, id string) string {
	return "agency/" + fileCode(division) + "/" + fileCode(id) + ".html"
}

// toAgency hands a report on to its agency's page, and begins the next agency
// where the report is another's.
func (s *Site) toAgency(r *report) error {
	if s.agency == nil || s.agency.id != r.agencyID {
		if err := s.endAgency(); err != nil {
			return err
		}
		s.agency = &agency{id: r.agencyID, division: r.division}
	}
	a := s.agency
	a.name, a.full = r.agency, append(a.full, r)
	if r.function != "" {
		a.function = r.function
	}
	b := brief{id: r.id, year: r.year, scope: r.scope, grade: r.grade, rate: math.NaN()}
	b.received, b.processed, b.pending = r.or("req.received"), r.or("req.processed_total"), r.or("req.carried_forward")
	b.granted = r.or("req.granted", "req.partially_granted")
	if m := r.rate; m != nil {
		b.rate = m.value
	}
	a.reports = append(a.reports, b)
	return nil
}

// or is the sum of indicators; NaN where one has no number.
func (r *report) or(indicators ...string) float64 {
	if f, ok := r.sum(indicators...); ok {
		return f
	}
	return math.NaN()
}

// endAgency writes the page of the agency whose reports have all come.
func (s *Site) endAgency() error {
	a := s.agency
	if a == nil {
		return nil
	}
	s.agency = nil
	s.place(a.division).agencies = append(s.place(a.division).agencies, a)
	full := a.full
	a.full = nil
	name := agencyPath(a.division, a.id)
	return s.write(name, words{a.name, a.name}, append(s.way(a.division), crumb{words{a.name, a.name}, ""}), func(p *page) {
		if f := canon.Functions().ByID(a.function); f != nil {
			p.put(`<p class="source">{} {}</p>`, words{"职能：", "Function:"}, words{f.ZH, f.EN})
		}
		for _, scope := range scopesOf(full) {
			var of []*report
			for _, r := range full {
				if r.scope == scope {
					of = append(of, r)
				}
			}
			p.put(`<section><h2>{}</h2>`, words{"口径：" + scopeName(scope).ZH, "Counts: " + scopeName(scope).EN})
			p.sparks(of, name)
			last := of[len(of)-1]
			year := strconv.Itoa(last.year)
			p.outcomes(last, name, words{year + " 年报告", "report of " + year})
			p.denials(last, name, words{year + " 年报告", "report of " + year})
			p.years(of, name)
			p.put(`</section>`)
		}
	})
}

func scopesOf(reports []*report) []string {
	var out []string
	for _, r := range reports {
		if !slices.Contains(out, r.scope) {
			out = append(out, r.scope)
		}
	}
	return out
}

// sparks draws the agency's main numbers over the years.
func (p *page) sparks(of []*report, from string) {
	series := []struct {
		name   words
		value  func(r *report) float64
		write  func(float64) string
		define string
	}{
		{words{"新收申请", "Requests received"}, func(r *report) float64 { return r.or("req.received") }, number, "metric-requests_received"},
		{words{"公开率", "Disclosure rate"}, func(r *report) float64 {
			if m := r.rate; m != nil {
				return m.value
			}
			return math.NaN()
		}, percent, "metric-disclosure_rate_gross"},
		{words{"不予公开", "Denied"}, func(r *report) float64 { return r.or(outcomes[2].of...) }, number, "denials"},
		{words{"结转下年", "Pending at year's end"}, func(r *report) float64 { return r.or("req.carried_forward") }, number, "requests"},
	}
	p.put(`<div class="sparks">`)
	for _, line := range series {
		var points []point
		for y := of[0].year; y <= of[len(of)-1].year; y++ {
			x := point{y, math.NaN()}
			for _, r := range of {
				if r.year == y {
					x.value = line.value(r)
				}
			}
			points = append(points, x)
		}
		last := points[len(points)-1]
		p.put(`<div class="key"><span class="label"><a href="{}">{}</a></span>`, link(from, "definitions.html#"+line.define), line.name)
		if math.IsNaN(last.value) {
			p.put(`<span class="figure none">—</span>`)
		} else {
			p.put(`<span class="figure">{} <small>{}</small></span>`, line.write(last.value), last.year)
		}
		p.spark(points, line.write)
		p.put(`<span class="small">{}–{}</span></div>`, points[0].year, last.year)
	}
	p.put("</div>\n")
}

// years lists an agency's reports.
func (p *page) years(of []*report, from string) {
	p.put(`<h3>{}</h3><div class="scroll"><table class="data slim"><thead><tr>`, words{"各年报告", "Reports by year"})
	p.heads([]head{{words{"年度", "Year"}, "n"}, {words{"新收", "Received"}, "n"}, {words{"办理", "Processed"}, "n"}, {words{"公开率", "Disclosure rate"}, "n"}, {words{"n", "n"}, "n"}, {words{"结转下年", "Pending"}, "n"}, {words{"等级", "Grade"}, ""}})
	p.put("</tr></thead><tbody>\n")
	for _, r := range slices.Backward(of) {
		rate, n := math.NaN(), math.NaN()
		if m := r.rate; m != nil {
			rate, n = m.value, m.n
		}
		p.put(`<tr><th scope="row"><a href="{}">{}</a></th>`, link(from, r.path), r.year)
		p.num(r.or("req.received"))
		p.num(r.or("req.processed_total"))
		p.rate(rate)
		p.num(n)
		p.num(r.or("req.carried_forward"))
		p.put("<td>{}</td></tr>\n", r.grade)
	}
	p.put(`</tbody></table></div>`)
}

// head is a column's heading; kind "n" is a column of numbers.
type head struct {
	name words
	kind markup
}

func (p *page) heads(list []head) {
	for _, h := range list {
		p.put(`<th scope="col" class="{}">{}</th>`, h.kind, h.name)
	}
}

// num and rate write a cell with a number; a dash where there is none.
func (p *page) num(f float64) {
	if math.IsNaN(f) {
		p.put(`<td class="n none">—</td>`)
		return
	}
	p.put(`<td class="n">{}</td>`, number(f))
}

func (p *page) rate(f float64) {
	if math.IsNaN(f) {
		p.put(`<td class="n none">—</td>`)
		return
	}
	p.put(`<td class="n">{}</td>`, percent(f))
}
