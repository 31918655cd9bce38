package site

import (
	"context"
	"strconv"
)

// years counts the reports of divisions by year, and the counties that have one.
func (s *Site) years(places []*place) (reports, counties map[int]int) {
	reports, counties = map[int]int{}, map[int]int{}
	for _, p := range places {
		seen := map[int]bool{}
		for _, a := range p.agencies {
			for _, b := range a.reports {
				reports[b.year]++
				if p.county() && !seen[b.year] {
					seen[b.year] = true
					counties[b.year]++
				}
			}
		}
	}
	return reports, counties
}

func countiesOf(places []*place) int {
	n := 0
	for _, p := range places {
		if p.county() && p.inUse {
			n++
		}
	}
	return n
}

// writeCoverage writes the matrix of provinces and years, and one of counties and
// years for each province.
func (s *Site) writeCoverage(context.Context) error {
	name := "coverage/index.html"
	var provinces []*place
	for _, p := range s.byCode() {
		if p.province() {
			provinces = append(provinces, p)
		}
	}
	err := s.write(name, words{"覆盖：省 × 年", "Coverage: province × year"}, nil, func(pg *page) {
		pg.put(`<p class="lead">{}</p>`, words{"每格为有报告的县级区划数。空格是没有找到，不等于没有发布。", "Each cell is the number of counties with at least one report. An empty cell means that none was found, not that none was published."})
		s.matrixHead(pg, words{"省", "Province"}, words{"县数", "Counties"})
		for _, p := range provinces {
			inside := s.inside(p)
			reports, counties := s.years(inside)
			n := countiesOf(inside)
			pg.put(`<tr><th scope="row"><a href="{}">{}</a></th><td class="n">{}</td>`, link(name, coveragePath(p)), p.name, n)
			all := 0
			for y := s.first; y <= s.latest && s.latest > 0; y++ {
				level := 0
				if counties[y] > 0 && n > 0 {
					level = 1 + min(4, 5*counties[y]/(n+1))
				} else if reports[y] > 0 {
					level = 1
				}
				cell := "·"
				if counties[y] > 0 {
					cell = strconv.Itoa(counties[y])
				}
				pg.put(`<td class="m m{}">{}</td>`, level, cell)
				all += reports[y]
			}
			pg.put("<td class=\"n\">{}</td></tr>\n", count(all))
		}
		pg.put(`</tbody></table></div>`)
		s.legend(pg, words{"占该省县数：", "Share of the province's counties:"})
	})
	for _, p := range provinces {
		if err == nil {
			err = s.coverageOf(p)
		}
	}
	return err
}

func coveragePath(p *place) string { return "coverage/" + fileCode(p.code[:2]) + ".html" }

func (s *Site) matrixHead(pg *page, first, second words) {
	pg.put(`<div class="scroll"><table class="data matrix sortable" data-filter><thead><tr><th scope="col">{}</th><th scope="col" class="n">{}</th>`, first, second)
	for y := s.first; y <= s.latest && s.latest > 0; y++ {
		pg.put(`<th scope="col" class="n">{}</th>`, y)
	}
	pg.put("<th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>\n", words{"报告", "Reports"})
}

func (s *Site) legend(pg *page, name words) {
	pg.put(`<p class="note">{} <span class="m m0">·</span> {} <span class="m m1">&gt;0</span> <span class="m m2">20%</span> <span class="m m3">40%</span> <span class="m m4">60%</span> <span class="m m5">80%+</span> · <a href="{}">{}</a></p>`,
		name, words{"无", "none"}, link("coverage/index.html", "definitions.html#coverage"), words{"定义", "Definition"})
}

// coverageOf writes a province's matrix.
func (s *Site) coverageOf(p *place) error {
	name := coveragePath(p)
	way := []crumb{{words{"覆盖", "Coverage"}, "coverage/index.html"}, {words{p.name, p.name}, ""}}
	return s.write(name, words{"覆盖：" + p.name + "各区划 × 年", "Coverage: divisions of " + p.name + " × year"}, way, func(pg *page) {
		pg.put(`<p class="lead">{}</p>`, words{"每格为报告数；深浅为占该地已知机关之比。空格是没有找到，不等于没有发布。", "Each cell is the number of reports, the shade their share of the agencies known there. An empty cell means that none was found, not that none was published."})
		s.matrixHead(pg, words{"区划", "Division"}, words{"已知机关", "Agencies known"})
		for _, q := range s.inside(p) {
			reports, _ := s.years([]*place{q})
			pg.put(`<tr><th scope="row"><a href="{}">{}</a></th><td class="n">{}</td>`, link(name, placePath(q.code)), q.name, len(q.agencies))
			all := 0
			for y := s.first; y <= s.latest && s.latest > 0; y++ {
				level, cell := 0, "·"
				if n := reports[y]; n > 0 {
					level, cell = 1+min(4, 5*n/(len(q.agencies)+1)), strconv.Itoa(n)
				}
				pg.put(`<td class="m m{}">{}</td>`, level, cell)
				all += reports[y]
			}
			pg.put("<td class=\"n\">{}</td></tr>\n", count(all))
		}
		pg.put(`</tbody></table></div>`)
		s.legend(pg, words{"占已知机关：", "Share of the agencies known:"})
	})
}
