package issuer

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
)

// strong is the weight from which two signals that differ make an issue.
const strong = 0.7

// decide finds the place of whoever the report says it is from.
func (r *resolver) decide() {
	if r.who == nil || r.who.function() == "" && r.who.generic {
		r.who = r.selfNamed()
	}
	w := r.who
	if w == nil {
		r.unnamedTownship()
		return
	}
	var d *canon.Division
	conf := w.weight
	switch {
	case w.region.bad:
		r.issue("P-15", gongkai.SeverityWarning, "no such place, or not where it is said to be: "+w.text)
	case w.place(r.names, r.out.Year) != nil:
		d = w.place(r.names, r.out.Year)
		conf = r.compare(d, conf)
	case len(w.region.cands) > 1:
		d, conf = r.choose(w.region.cands)
	default:
		d, conf = r.locate()
	}
	if conf < Threshold {
		d = nil
	}
	r.describe(d)
	if d == nil {
		return
	}
	r.out.DivisionCode, r.out.DivisionLevel, r.out.Confidence = d.Code, string(d.Level), conf
	if w.region.repaired != "" {
		r.issue("P-17", gongkai.SeverityWarning, fmt.Sprintf("%s is no division; read as %s (%s)",
			w.region.printed, w.region.std, w.region.reason))
	}
}

// selfNamed makes a claim of what the body calls its own agency: 市经信局.
func (r *resolver) selfNamed() *claim {
	a := r.scan().agency()
	if a == "" {
		return nil
	}
	m := mention{name: a, generic: true, level: r.scan().level()}
	m.ids, m.agency, m.whole = classify(a)
	return r.claim("body", a, 0.6, m)
}

// compare holds the other signals against a named place: those that agree make
// it surer, strong ones that differ are an issue and nothing is averaged.
func (r *resolver) compare(d *canon.Division, conf float64) float64 {
	agree := false
	differ := func(signal, text string, o *canon.Division, weight float64) {
		switch {
		case o == nil:
		case related(d, o):
			agree = agree || d.Code == o.Code
		case weight >= strong || signal == "site_code":
			r.issue("P-15", gongkai.SeverityWarning, fmt.Sprintf("%s says %s %s, %s (%s) says %s %s",
				r.who.signal, d.Code, d.Name, signal, text, o.Code, o.Name))
			if weight >= strong {
				conf = min(conf, strong)
			}
		}
	}
	for i := range r.claims {
		if c := &r.claims[i]; c.signal != r.who.signal || c.text != r.who.text {
			differ(c.signal, c.text, c.place(r.names, r.out.Year), c.weight)
		}
	}
	for _, h := range r.hints {
		differ(h.signal, h.text, h.div, h.weight)
	}
	if agree && conf > strong {
		conf = min(0.99, conf+0.03)
	}
	return conf
}

func related(a, b *canon.Division) bool { return a.Within(b.Code) || b.Within(a.Code) }

// choose narrows a shared name down: 鼓楼区 in a text that names 徐州市. Exactly one
// candidate must be left.
func (r *resolver) choose(cands []*canon.Division) (*canon.Division, float64) {
	var one *canon.Division
	vote := func(signal, text string, fits func(*canon.Division) bool) bool {
		var v *canon.Division
		for _, c := range cands {
			if fits(c) {
				if v != nil {
					return true // it fits two: it says nothing
				}
				v = c
			}
		}
		switch {
		case v == nil:
		case one == nil:
			one = v
			r.evidence(signal, text, v.Code+" "+v.Name, 0.85)
		case one.Code != v.Code:
			r.issue("P-15", gongkai.SeverityWarning, fmt.Sprintf("%s is %s by one signal and %s by %s", v.Name, one.Code, v.Code, signal))
			return false
		}
		return true
	}
	for i := range r.claims {
		if o := r.claims[i].place(r.names, r.out.Year); o != nil {
			if !vote(r.claims[i].signal, r.claims[i].text, func(c *canon.Division) bool { return related(c, o) }) {
				return nil, 0
			}
		}
	}
	for _, h := range r.hints {
		if !vote(h.signal, h.text, func(c *canon.Division) bool { return related(c, h.div) }) {
			return nil, 0
		}
	}
	if h := host(r.in.URL); h != "" { // tljq: 铜陵市郊区, and none of the other two
		vote("host_spelling", h, func(c *canon.Division) bool { return spells(h, c, false) >= initials3 })
	}
	if one == nil {
		texts := append(append(append([]string{r.in.SiteName}, r.in.Titles...), r.in.Footer...), r.in.Breadcrumb...)
		for _, t := range [][]string{texts, r.in.Body} {
			all := strings.Join(t, "\n")
			vote("parent", "", func(c *canon.Division) bool { return strings.Contains(all, parentName(c)) })
			if one != nil {
				break
			}
		}
	}
	return one, 0.85
}

func parentName(d *canon.Division) string {
	if d.Prefecture != "" {
		return d.Prefecture
	}
	return d.Province
}

// locate finds the place of an agency that names only its function or level:
// 县工信局, 教育局, 钟祥镇. What portals say counts for counties, or at the level that
// is named: a county's bureau may print on the city's portal.
func (r *resolver) locate() (*canon.Division, float64) {
	level, short := r.who.level, lead(r.who.agency)
	if !r.who.generic {
		short = ""
	}
	outer := r.who.region.one()
	town := r.who.function() == canon.FunctionTownship
	if r.who.function() == canon.FunctionPark && r.who.generic {
		short = r.names.parkStem(r.who.agency) // 武昌经开区 on 武昌区's portal, and on no other
	}
	miss := map[string]float64{} // code → chance that all who say so are wrong
	divs := map[string]*canon.Division{}
	named := map[string]bool{}
	add := func(d *canon.Division, weight float64, portal bool) {
		if d == nil || !atLevel(d, level) || (town || portal && level == "") && d.Level != canon.CountyLevel {
			return
		}
		if outer != nil && !d.Within(outer.Code) || short != "" && stem(d.Name) != short {
			return // an abbreviation counts only for the place it abbreviates
		}
		if _, ok := divs[d.Code]; !ok {
			divs[d.Code], miss[d.Code] = d, 1
		}
		miss[d.Code] *= 1 - weight
		named[d.Code] = named[d.Code] || !portal
	}
	for i := range r.claims {
		add(r.claims[i].place(r.names, r.out.Year), r.claims[i].weight, false)
	}
	for _, h := range r.hints {
		if !town || r.hasTownship(h) {
			add(h.div, h.weight, h.portal)
		}
	}
	if !town {
		if d, w := r.bodyPlace(level); d != nil {
			r.evidence("body", fmt.Sprintf("%s ×%d", d.Name, r.scan().places[d.Name]), d.Code+" "+d.Name, w)
			add(d, w, false)
		}
	}
	if town {
		r.townshipPlace(outer, add)
	} else if level != "" && outer == nil {
		r.outerHost(level, add)
	}
	var best, rival *canon.Division
	for code, d := range divs {
		switch {
		case best == nil || miss[code] < miss[best.Code] || miss[code] == miss[best.Code] && code < best.Code:
			best, rival = d, best
		case rival == nil || miss[code] < miss[rival.Code]:
			rival = d
		}
	}
	if best == nil {
		return nil, 0
	}
	conf := min(0.9, 1-miss[best.Code])
	if !named[best.Code] && conf >= 0.5 { // a portal's word, and a name that fits its level
		conf = max(conf, 0.62)
		if level != "" || town || short != "" {
			conf = max(conf, 0.7)
		}
	}
	if rival != nil && !related(best, rival) || rival != nil && miss[rival.Code] == miss[best.Code] {
		r.issue("P-15", gongkai.SeverityWarning, fmt.Sprintf("%s %s by some signals, %s %s by others",
			best.Code, best.Name, rival.Code, rival.Name))
		if 1-miss[rival.Code] >= 0.5 {
			return nil, 0
		}
	}
	return best, conf
}

// describe fills in the agency: its standard name, functions and scope.
func (r *resolver) describe(d *canon.Division) {
	w, o := r.who, r.out
	o.Functions = w.ids
	o.Function = w.function()
	switch {
	case w.generic && w.prefix != "":
		o.Agency = w.name // 国家统计局方正调查队 has its place in its name
	case w.generic && d != nil:
		o.Agency = d.Name + strings.TrimPrefix(w.agency, lead(w.agency))
	case w.generic:
		o.Agency = w.name
	default:
		o.Agency = w.prefix + w.agency
	}
	o.Scope, o.ScopeConfidence = scopeOf(&w.mention)
}
