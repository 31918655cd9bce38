package site

import (
	"context"
	"math"
	"strconv"
	"strings"

	"gongkai"
)

// writeFront writes the front page: what there is, and the first rows of the
// tables that most people come for.
func (s *Site) writeFront(context.Context) error {
	name := "index.html"
	agencies, withReport := 0, map[string]bool{}
	for _, p := range s.byCode() {
		agencies += len(p.agencies)
		if len(p.agencies) > 0 && p.county() {
			withReport[p.code] = true
		}
	}
	counties := countiesOf(s.byCode())
	reports, _ := s.years(s.byCode())
	return s.write(name, words{"中国机关如何回应信息公开申请", "How Chinese agencies answer requests for information"}, nil, func(p *page) {
		p.put(`<p class="lead">{}</p>`, words{"每个机关每年须公布政府信息公开工作年度报告。这里把报告中的表格读成数据：谁公开、谁拒绝、以什么理由，每个数字都能追溯到原文件。",
			"Every agency must publish an annual report on disclosure. Here the tables of these reports are read into data: who discloses, who refuses, on what grounds. Every number can be traced to its document."})
		if s.reports == 0 {
			p.put(`<p class="gap">{}</p>`, words{"还没有报告。", "No reports yet."})
			return
		}
		p.put(`<div class="keys">`)
		for _, k := range []struct {
			name words
			n    int
			sub  words
		}{
			{words{"报告", "Reports"}, s.reports, words{strconv.Itoa(s.first) + "–" + strconv.Itoa(s.latest) + " 年", strconv.Itoa(s.first) + "–" + strconv.Itoa(s.latest)}},
			{words{"机关", "Agencies"}, agencies, words{"至少一份报告", "with at least one report"}},
			{words{"县级区划", "Counties"}, len(withReport), words{"共 " + count(counties) + " 个", "of " + count(counties)}},
		} {
			p.put(`<div class="key"><span class="label">{}</span><span class="figure">{}</span><span class="small">{}</span></div>`, k.name, count(k.n), k.sub)
		}
		p.put(`</div>`)
		var points []point
		for y := s.first; y <= s.latest; y++ {
			points = append(points, point{y, float64(reports[y])})
		}
		p.figure(words{"各年度的报告数", "Reports by year"}, func() { p.columns(points) },
			note{n: count(s.reports), source: words{"已收集的报告", "reports collected"}, define: "coverage", caveat: words{"少，可能是没有收集到。", "Few may mean that they were not collected."}}, name)
		s.frontGrounds(p, s.grounds, name)
		p.put(`<div class="pair">`)
		for _, id := range []string{"L01", "L03"} {
			for _, l := range s.leagues {
				if l.ID != id || len(l.rows) == 0 {
					continue
				}
				title := l.name
				if y := l.only("year"); y != "" {
					title = words{title.ZH + " · " + y, title.EN + " · " + y}
				}
				p.put(`<section><h2><a href="{}">{}</a></h2>`, link(name, leaguePath(l.ID)), title)
				short := l.short()
				s.table(p, short, name, "data")
				p.put(`<p class="note">{} <a href="{}">{}</a></p></section>`, s.leagueLead(l), link(name, leaguePath(l.ID)), words{"全表 " + count(l.total) + " 行", "all " + count(l.total) + " rows"})
			}
		}
		p.put(`</div>`)
		s.frontProvinces(p, name)
	})
}

// short is a league table with the columns that a headline needs.
func (l *league) short() *league {
	keep := map[string]bool{"rank": true, "tied": true, "name": true, "agency": true, "code": true, "agency_id": true, "division_code": true, "value": true, "n": true}
	out := &league{Query: l.Query, metric: l.metric}
	var at []int
	for i, c := range l.columns {
		if keep[c] && !(c == "division_code" && l.ID == "L01") {
			at, out.columns = append(at, i), append(out.columns, c)
		}
	}
	isNull := true // a column of n in which no row has one
	for r := range l.rows {
		for i, c := range l.columns {
			isNull = isNull && (c != "n" || l.null[r][i])
		}
	}
	if isNull {
		for i, c := range out.columns {
			if c == "n" {
				at, out.columns = append(at[:i:i], at[i+1:]...), append(out.columns[:i:i], out.columns[i+1:]...)
				break
			}
		}
	}
	for r := range l.rows {
		var line []string
		var null []bool
		for _, i := range at {
			line, null = append(line, l.rows[r][i]), append(null, l.null[r][i])
		}
		out.rows, out.null = append(out.rows, line), append(out.null, null)
	}
	return out
}

// deny adds a report's denials to those of the front page: of the latest year, of
// agencies' own reports without a fault.
func (s *Site) deny(r *report) {
	if r.year != s.latest || r.scope != gongkai.ScopeAgency || r.grade == "D" {
		return
	}
	for id, t := range r.totals {
		if strings.HasPrefix(id, "req.denied.") && !math.IsNaN(t.value) {
			s.grounds[id] = total{value: s.grounds[id].value + t.value}
		}
	}
}

func (s *Site) frontGrounds(p *page, grounds map[string]total, from string) {
	year := strconv.Itoa(s.latest)
	p.denials(&report{totals: grounds}, from, words{year + " 年各机关报告（口径：本机关；有误者不计）", "agencies' own reports of " + year + ", those with a fault left out"})
}

func (s *Site) frontProvinces(p *page, from string) {
	p.put(`<section><h2>{}</h2><div class="scroll"><table class="data slim sortable"><thead><tr>`, words{"各省", "Provinces"})
	p.heads([]head{{words{"省", "Province"}, ""}, {words{"县", "Counties"}, "n"}, {words{"有报告的县", "with a report"}, "n"}, {words{"机关", "Agencies"}, "n"}, {words{"报告", "Reports"}, "n"}})
	p.put("</tr></thead><tbody>\n")
	for _, q := range s.byCode() {
		if !q.province() {
			continue
		}
		inside := s.inside(q)
		counties, agencies, reports := 0, 0, 0
		for _, c := range inside {
			if c.county() && len(c.agencies) > 0 {
				counties++
			}
			agencies += len(c.agencies)
			for _, a := range c.agencies {
				reports += len(a.reports)
			}
		}
		p.put(`<tr><th scope="row"><a href="{}">{}</a></th><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td></tr>`+"\n", link(from, placePath(q.code)), q.name,
			countiesOf(inside), counties, count(agencies), count(reports))
	}
	p.put(`</tbody></table></div><p class="note">{} · <a href="{}">{}</a></p></section>`, words{"没有找到，不等于没有发布。", "Not found does not mean not published."}, link(from, "coverage/index.html"), words{"各年覆盖", "Coverage by year"})
}
