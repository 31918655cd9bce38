package site

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"gongkai/canon"
)

// place is a division: a province, a prefecture or a county.
type place struct {
	code, name string
	inUse      bool
	agencies   []*agency // that sit in it itself, not below it
}

func placePath(code string) string { return "place/" + fileCode(code) + ".html" }

// place returns a division by its code; one that the dimension lacks is made.
func (s *Site) place(code string) *place {
	p := s.places[code]
	if p == nil {
		p = &place{code: code, name: code}
		s.places[code] = p
	}
	return p
}

// way is the way from the front page down to a division.
func (s *Site) way(code string) []crumb {
	var out []crumb
	if len(code) == 6 {
		for _, above := range []string{code[:2] + "0000", code[:4] + "00"} {
			if p := s.places[above]; p != nil && above != code {
				out = append(out, crumb{words{p.name, p.name}, placePath(above)})
			}
		}
	}
	name := code
	if p := s.places[code]; p != nil {
		name = p.name
	}
	return append(out, crumb{words{name, name}, placePath(code)})
}

func (p *place) province() bool { return strings.HasSuffix(p.code, "0000") }
func (p *place) county() bool   { return !strings.HasSuffix(p.code, "00") }

// inside are the divisions in a division, itself first, by code.
func (s *Site) inside(p *place) []*place {
	prefix := strings.TrimSuffix(strings.TrimSuffix(p.code, "00"), "00")
	var out []*place
	for _, q := range s.byCode() {
		if strings.HasPrefix(q.code, prefix) {
			out = append(out, q)
		}
	}
	return out
}

func (s *Site) byCode() []*place {
	if s.sorted == nil {
		for _, p := range s.places {
			s.sorted = append(s.sorted, p)
		}
		slices.SortFunc(s.sorted, func(a, b *place) int { return strings.Compare(a.code, b.code) })
	}
	return s.sorted
}

// tally adds numbers of reports of one scope and year, those with a fault left out.
type tally struct {
	reports, counted             int
	received, processed, granted float64
}

func (t *tally) add(b brief) {
	t.reports++
	if b.grade == "D" || math.IsNaN(b.received) {
		return
	}
	t.counted++
	t.received += b.received
	if !math.IsNaN(b.processed) && !math.IsNaN(b.granted) {
		t.processed += b.processed
		t.granted += b.granted
	}
}

// rate is the disclosure rate of what was added; NaN where nothing was processed.
func (t tally) rate() float64 {
	if t.processed == 0 {
		return math.NaN()
	}
	return t.granted / t.processed
}

func (t tally) of() string { return count(t.counted) + " / " + count(t.reports) }

// sums adds up the reports of agencies by scope and year.
func sums(places []*place) map[string]map[int]*tally {
	out := map[string]map[int]*tally{}
	for _, p := range places {
		for _, a := range p.agencies {
			for _, b := range a.reports {
				if out[b.scope] == nil {
					out[b.scope] = map[int]*tally{}
				}
				if out[b.scope][b.year] == nil {
					out[b.scope][b.year] = &tally{}
				}
				out[b.scope][b.year].add(b)
			}
		}
	}
	return out
}

// writePlaces writes the pages of all divisions that are in use or have a report.
func (s *Site) writePlaces(context.Context) error {
	for _, p := range s.byCode() {
		if err := s.writePlace(p); err != nil {
			return err
		}
	}
	return nil
}

func (s *Site) writePlace(p *place) error {
	name := placePath(p.code)
	way := s.way(p.code)
	way[len(way)-1].to = ""
	inside := s.inside(p)
	return s.write(name, words{p.name, p.name}, way, func(pg *page) {
		if !p.inUse {
			pg.put(`<p class="source">{}</p>`, words{"该区划代码已不再使用。", "This division's code is no longer in use."})
		}
		below := inside
		if p.county() {
			below = []*place{p}
		}
		all := sums(below)
		if len(all) == 0 {
			pg.put(`<p class="gap">{}</p>`, words{"没有找到该地机关的报告。没有找到，不等于没有发布。", "No report of an agency here was found. Not found does not mean not published."})
		}
		for _, scope := range []string{"jurisdiction_aggregate", "agency", "office_self"} {
			if years := all[scope]; years != nil {
				s.series(pg, name, scope, years, p)
			}
		}
		if !p.county() {
			s.children(pg, name, p, inside)
		}
		s.agencies(pg, name, p)
	})
}

// series shows the sums of one scope over the years.
func (s *Site) series(pg *page, from, scope string, years map[int]*tally, p *place) {
	first, last := s.latest, s.first
	for y := range years {
		first, last = min(first, y), max(last, y)
	}
	title := words{"口径：" + scopeName(scope).ZH, "Counts: " + scopeName(scope).EN}
	pg.put(`<section><h2>{}</h2><div class="sparks">`, title)
	for _, line := range []struct {
		name   words
		value  func(t *tally) float64
		write  func(float64) string
		define string
	}{
		{words{"报告数", "Reports"}, func(t *tally) float64 { return float64(t.reports) }, number, "coverage"},
		{words{"新收申请", "Requests received"}, func(t *tally) float64 {
			if t.counted == 0 {
				return math.NaN()
			}
			return t.received
		}, number, "metric-requests_received"},
		{words{"公开率", "Disclosure rate"}, func(t *tally) float64 { return t.rate() }, percent, "metric-disclosure_rate_gross"},
	} {
		var points []point
		for y := first; y <= last; y++ {
			x := point{y, math.NaN()}
			if t := years[y]; t != nil {
				x.value = line.value(t)
			}
			points = append(points, x)
		}
		pg.put(`<div class="key"><span class="label"><a href="{}">{}</a></span>`, link(from, "definitions.html#"+line.define), line.name)
		if v := points[len(points)-1].value; math.IsNaN(v) {
			pg.put(`<span class="figure none">—</span>`)
		} else {
			pg.put(`<span class="figure">{} <small>{}</small></span>`, line.write(v), last)
		}
		pg.spark(points, line.write)
		pg.put(`<span class="small">{}–{}</span></div>`, first, last)
	}
	t := years[last]
	pg.put(`</div><p class="note">{} · {} · <a href="{}">{}</a></p>`,
		words{strconv.Itoa(last) + " 年：" + t.of() + " 份报告计入；公开率 n = " + number(t.processed), strconv.Itoa(last) + ": " + t.of() + " reports counted; disclosure rate n = " + number(t.processed)},
		words{"有误或无数字的报告不计；各年报告的机关不尽相同，升降未必是变化", "reports with a fault or without a number are left out; other agencies report in other years, so a rise or fall need not be a change"},
		link(from, "definitions.html#scopes"), words{"口径", "Scopes"})
	pg.put("</section>\n")
}

// children lists the divisions below.
func (s *Site) children(pg *page, from string, p *place, inside []*place) {
	latest := strconv.Itoa(s.latest)
	pg.put(`<section><h2>{}</h2><div class="scroll"><table class="data sortable" data-filter><thead><tr>`, words{"下辖区划", "Divisions"})
	pg.heads([]head{{words{"区划", "Division"}, ""}, {words{"机关", "Agencies"}, "n"}, {words{"报告", "Reports"}, "n"},
		{words{latest + " 年报告", "Reports of " + latest}, "n"}, {words{"新收 " + latest, "Received " + latest}, "n"}, {words{"公开率 " + latest, "Disclosure rate " + latest}, "n"}, {words{"n", "n"}, "n"}})
	pg.put("</tr></thead><tbody>\n")
	for _, q := range inside {
		if q == p {
			continue
		}
		agencies, reports := len(q.agencies), 0
		for _, a := range q.agencies {
			reports += len(a.reports)
		}
		pg.put(`<tr><th scope="row"><a href="{}">{}</a></th>`, link(from, placePath(q.code)), q.name)
		pg.num(float64(agencies))
		pg.num(float64(reports))
		t := sums([]*place{q})["agency"][s.latest]
		if t == nil {
			pg.put("<td class=\"n\">0</td><td class=\"n none\">—</td><td class=\"n none\">—</td><td class=\"n none\">—</td></tr>\n")
			continue
		}
		pg.num(float64(t.reports))
		pg.num(t.received)
		pg.rate(t.rate())
		pg.num(t.processed)
		pg.put("</tr>\n")
	}
	pg.put(`</tbody></table></div><p class="note">{}</p></section>`, words{"仅计口径为“本机关”、坐落于该区划本级的机关；0 表示没有找到报告。", "Agencies that sit in the division itself and report for themselves; 0 means that no report was found."})
}

// agencies lists the agencies that sit in a division.
func (s *Site) agencies(pg *page, from string, p *place) {
	if len(p.agencies) == 0 {
		return
	}
	pg.put(`<section><h2>{}</h2><div class="scroll"><table class="data sortable" data-filter><thead><tr>`, words{"本级机关", "Agencies"})
	pg.heads([]head{{words{"机关", "Agency"}, ""}, {words{"职能", "Function"}, ""}, {words{"报告", "Reports"}, "n"}, {words{"最近", "Latest"}, "n"}, {words{"新收", "Received"}, "n"}, {words{"公开率", "Disclosure rate"}, "n"}, {words{"n", "n"}, "n"}, {words{"等级", "Grade"}, ""}})
	pg.put("</tr></thead><tbody>\n")
	for _, a := range p.agencies {
		last := a.reports[0]
		for _, b := range a.reports {
			if b.year > last.year {
				last = b
			}
		}
		function := words{"—", "—"}
		if f := canon.Functions().ByID(a.function); f != nil {
			function = words{f.ZH, f.EN}
		}
		pg.put(`<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td class="n">{}</td><td class="n"><a href="{}">{}</a></td>`, link(from, agencyPath(a.division, a.id)), a.name, function, len(a.reports),
			link(from, "report/"+fileCode(a.division)+"/"+strconv.FormatInt(last.id, 10)+".html"), last.year)
		pg.num(last.received)
		pg.rate(last.rate)
		pg.num(last.processed)
		pg.put("<td>{}</td></tr>\n", last.grade)
	}
	pg.put(`</tbody></table></div><p class="note">{}</p></section>`, words{"数字取自最近一年的报告；n 为办理总数。", "Numbers of the latest report; n is requests processed."})
}
