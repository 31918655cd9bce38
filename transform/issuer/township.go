package issuer

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/canon"
)

// townName returns a township's own name as the list of townships has it:
// 钟祥镇人民政府 → 钟祥镇, 东城街街道办事处 → 东城街道.
func townName(std string) []string {
	for _, end := range []string{"党政综合办公室", "党政办公室", "党政办", "人民政府办公室", "人民政府", "政府", "办事处"} {
		if t, ok := strings.CutSuffix(std, end); ok && t != "" {
			std = t
			break
		}
	}
	names := []string{std}
	if t, ok := strings.CutSuffix(std, "街街道"); ok {
		names = append(names, t+"街道")
	}
	return names
}

// townshipPlace finds the county of a township that is named without it. Its
// name alone never decides, not even where the list has it once: the list is of
// one day. It takes a second signal that leaves one of the counties that have a
// township of this name: the prefecture in front, the host's spelling, the
// county's name in the text. Other hints are the caller's.
func (r *resolver) townshipPlace(outer *canon.Division, add func(*canon.Division, float64, bool)) {
	var cands []*canon.Division
	n := 0
	for _, name := range townName(r.who.agency) {
		codes := canon.TownshipsNamed(name)
		n = len(codes)
		for _, code := range codes {
			d := r.names.byCode(code, r.out.Year)
			if d != nil && d.Level == canon.CountyLevel && (outer == nil || d.Within(outer.Code)) {
				cands = append(cands, d)
			}
		}
		if n > 0 {
			break
		}
	}
	only := func(what, text string, weight float64, fits func(*canon.Division) bool) {
		var one *canon.Division
		for _, d := range cands {
			if fits(d) {
				if one != nil {
					return
				}
				one = d
			}
		}
		if one != nil {
			r.evidence("township", fmt.Sprintf("%d of this name, %s %s", n, what, text), one.Code+" "+one.Name, weight)
			add(one, weight, true)
		}
	}
	if outer != nil {
		for _, h := range r.hints {
			if !related(h.div, outer) {
				return // 柳州市沙塘镇 on 嵩明县's portal: what the portal is for is not known
			}
		}
		only("in", outer.Name, 0.85, func(*canon.Division) bool { return true })
	}
	if h := host(r.in.URL); h != "" {
		// Two letters fit one county in a few hundred by chance.
		least := initials2
		if n > 4 {
			least = initials3
		}
		only("host", h, 0.8, func(d *canon.Division) bool { return spells(h, d, true) >= least })
	}
	often := 1
	if n > 4 {
		often = 2 // 城关镇 ×88: a text may well praise a county that has one, once
	}
	only("county in the text", "", 0.75, func(d *canon.Division) bool { return r.scan().places[d.Name] >= often })
}

// hasTownship reports whether a hint may place the township that is named: 钟祥镇 is
// not 钟祥市's, whatever the host spells. What the list lacks may have been merged
// since, so that a code or a known host places it before [canon.TownshipsYear].
func (r *resolver) hasTownship(h hint) bool {
	if h.div.Level != canon.CountyLevel {
		return true
	}
	known := false
	for _, name := range townName(r.who.agency) {
		for _, code := range canon.TownshipsNamed(name) {
			known = true
			if d := r.names.byCode(code, r.out.Year); d != nil && d.Code == h.div.Code {
				return true
			}
		}
	}
	return h.signal != "host_spelling" && (!known || r.out.Year != 0 && r.out.Year < canon.TownshipsYear-5)
}

// outerHost reads the province or prefecture of 省市场监管局 on amr.hlj.gov.cn from
// the last part of the host: of all at this level it spells exactly one.
func (r *resolver) outerHost(level string, add func(*canon.Division, float64, bool)) {
	h := host(r.in.URL)
	ls := labels(h)
	if n := len(ls); n > 1 && slices.Contains(vertical, ls[n-1]) {
		ls = ls[:n-1] // zj.cma.gov.cn
	}
	if len(ls) == 0 || !strings.Contains("省 自治区 自治州 州 盟", level) {
		return
	}
	var one *canon.Division
	for _, d := range r.names.table.All() {
		if d.Level == canon.CountyLevel || !d.ValidIn(yearOr(r.out.Year)) || !atLevel(d, level) || spellsLabel(ls[len(ls)-1], d, true) == spellsNot {
			continue
		}
		if one != nil {
			return
		}
		one = d
	}
	if one != nil {
		r.evidence("host_spelling", h, one.Code+" "+one.Name, 0.6)
		add(one, 0.6, true)
	}
}

// vertical are the hosts of bureaus that the centre leads; what stands in front of
// them is the province.
var vertical = []string{"cma", "chinatax", "customs", "spb", "tobacco"}

// unnamedTownship places a report that names nobody, but speaks of 我乡 on a
// county's portal: the county is known, the township is not, and the report stays
// out of the warehouse.
func (r *resolver) unnamedTownship() {
	says := false
	for _, t := range append([]string{r.in.Origin, r.in.Publisher}, r.in.Body...) {
		if says = says || hasAny(t, "我乡", "我镇", "本乡", "本镇", "我街道", "本街道"); says {
			break
		}
	}
	if !says {
		return
	}
	var one *canon.Division
	for _, h := range r.hints {
		if h.signal != "host" && h.signal != "site_code" || h.div.Level != canon.CountyLevel || one != nil && one.Code != h.div.Code {
			return
		}
		one = h.div
	}
	if one != nil {
		r.out.DivisionCode, r.out.DivisionLevel, r.out.Confidence = one.Code, string(one.Level), 0.62
	}
}

// parkStem returns the abbreviated place that a park's name begins with, or "":
// 武昌 of 武昌经开区.
func (x *index) parkStem(s string) string {
	for _, p := range prefixes(s, 3) {
		if len(x.stems[p]) > 0 && parkWord(s[len(p):]) {
			return p
		}
	}
	return ""
}

func parkWord(s string) bool {
	for _, w := range []string{"高新区", "高新技术", "经开区", "经济技术开发区", "经济开发区", "工业园", "产业园", "工业集中区", "新区"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// prefecturePark reads 温州高新区(经开区): a prefecture without its 市 in front of its
// zone of national rank. The abbreviation must be no other division's, of any
// level and time (西安, 朝阳), the statistical office must file no such zone under
// a county, and brackets may hold no more than another zone's kind: 杭州高新区(滨江)
// is 滨江区's.
func (x *index) prefecturePark(s string, year int) (string, *canon.Division) {
	for _, p := range prefixes(s, 4) {
		ds := x.in(x.stems[p], year)
		rest := s[len(p):]
		if len(ds) != 1 || ds[0].Level != canon.PrefectureLevel || len(x.named[p]) > 0 {
			continue
		}
		for _, old := range x.stems[p] {
			if old.Level == canon.CountyLevel && !old.Within(ds[0].Code) {
				return "", nil
			}
		}
		kind := ""
		for _, w := range []string{"高新区", "高新技术产业开发区", "经开区", "经济技术开发区"} {
			if strings.HasPrefix(rest, w) {
				kind = w
			}
		}
		if kind == "" {
			continue
		}
		if aside := strings.TrimPrefix(rest, kind); strings.HasPrefix(aside, "(") && !hasAny(aside, "(经开区)", "(高新区)", "(经济技术开发区)", "(高新技术产业开发区)") {
			return "", nil
		}
		for _, w := range []string{"高新技术产业开发区", "经济技术开发区", "经济开发区", "高新区", "经开区", "高新技术产业园区"} {
			if len(canon.TownshipsNamed(p+w)) > 0 {
				return "", nil
			}
		}
		return p, ds[0]
	}
	return "", nil
}
