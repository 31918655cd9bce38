package issuer

import (
	"path"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/canon"
)

// readTitles reads who the titles say the report is from. The first title that
// names somebody wins; a heading of its own line (淮安市人民政府 above 2024年…报告)
// counts where no title does.
func (r *resolver) readTitles() {
	var heading *claim
	for i, t := range r.in.Titles {
		s := fold(t)
		head, isTitle := issuerPart(s)
		if mark := placeholder(head); mark != "" {
			r.issue("P-01", gongkai.SeverityError, "the title is a form's: "+mark+" in "+t)
			continue
		}
		name := issuerName(head)
		if name == "" {
			name = issuerBehind(s)
		}
		weight := 0.95
		if name == "" {
			name, weight = bureauBehind(s), 0.7
		}
		if name == "" {
			continue
		}
		m := r.names.read(name, r.out.Year)
		if weight < 0.95 {
			if f := m.function(); !m.whole || f == "" || f == canon.FunctionGovernment || f == canon.FunctionOffice {
				continue // the portal's owner
			}
		}
		if isTitle || len(yearsIn(s)) > 0 {
			c := r.claim("title", t, weight, m)
			if c != nil && r.who == nil && (i == 0 || !r.contradicted(c)) {
				r.who, c.later = c, i > 0
			}
		} else if m.whole && m.place(r.names, r.out.Year) != nil && heading == nil {
			heading = r.claim("heading", t, 0.85, m)
		}
	}
	if r.who == nil && heading != nil && !r.contradicted(heading) {
		r.who = heading
	}
	if r.who == nil {
		r.readPath()
	}
}

// readPath reads the file's name where it is a title.
func (r *resolver) readPath() {
	base := r.in.Path[strings.LastIndexAny(r.in.Path, `/\!`)+1:]
	base = strings.TrimSuffix(base, path.Ext(base))
	head, isTitle := issuerPart(fold(base))
	name := issuerName(head)
	if !isTitle || name == "" || placeholder(head) != "" {
		return
	}
	if m := r.names.read(name, r.out.Year); m.whole {
		r.who = r.claim("path", base, 0.7, m)
	}
}

// readLines reads the other texts that name an agency, the strongest first.
func (r *resolver) readLines() {
	for _, p := range r.in.Body[:min(len(r.in.Body), 8)] {
		if s := drafter(p); s != "" {
			r.line("statement", s, 0.85)
		}
	}
	for _, l := range r.in.Signature {
		if mark := placeholder(fold(l)); mark != "" && utf8.RuneCountInString(l) < 20 {
			r.issue("P-01", gongkai.SeverityError, "the signature is a form's: "+l)
			continue
		}
		r.line("signature", l, 0.85)
	}
	r.line("publisher", r.in.Publisher, 0.7)
	r.line("origin", r.in.Origin, 0.7)
	for i := len(r.in.Breadcrumb) - 1; i >= 0; i-- {
		r.line("breadcrumb", r.in.Breadcrumb[i], 0.7)
	}
}

// line reads one line that may be an agency's name, and nothing else.
func (r *resolver) line(signal, text string, weight float64) {
	s := fold(text)
	for _, label := range []string{"来源:", "信息来源:", "发布机构:", "编制单位:"} {
		s = strings.TrimPrefix(s, label)
	}
	if i := strings.IndexAny(s, "0123456789"); i > 0 {
		s = s[:i] // a date on the same line
	}
	s = strings.Trim(s, "。.,，、;；:()")
	if n := utf8.RuneCountInString(s); n < 3 || n > 40 || placeholder(s) != "" {
		return
	}
	m := r.names.read(s, r.out.Year)
	if !m.whole || m.zone != nil && m.agency == "" && signal == "breadcrumb" {
		return
	}
	c := r.claim(signal, text, weight, m)
	if c == nil || r.who != nil && !(r.who.function() == "" && r.who.generic) && !r.inside(c) {
		return
	}
	// A portal prints its government as the source of everything.
	if r.contradicted(c) || signal == "breadcrumb" && c.generic {
		return
	}
	r.who = c
}

// inside reports whether a claim is a bureau's in the place whose government the
// list's heading names: 柳州市2020年政府信息公开年报 above a report of 柳北区工信局.
func (r *resolver) inside(c *claim) bool {
	f := c.function()
	if !r.who.later || r.who.function() != canon.FunctionGovernment || f == canon.FunctionGovernment || f == canon.FunctionOffice {
		return false
	}
	outer, d := r.who.place(r.names, r.out.Year), c.place(r.names, r.out.Year)
	return outer != nil && d != nil && d.Within(outer.Code)
}

// contradicted reports whether a claim names a government while the text speaks
// of 我局: then it names the portal's owner.
func (r *resolver) contradicted(c *claim) bool {
	if f := c.function(); f != canon.FunctionGovernment && f != canon.FunctionOffice {
		return false
	}
	for _, p := range r.in.Body {
		if strings.Contains(p, "我局") || strings.Contains(p, "本局") {
			return true
		}
	}
	return false
}

// claim notes who a text names; nil where it names nobody.
func (r *resolver) claim(signal, text string, weight float64, m mention) *claim {
	if len(m.region.cands) == 0 && m.zone == nil && !m.generic {
		return nil
	}
	if m.generic && strings.ContainsAny(m.name, "_…|/.,，。:：") {
		return nil // an advert, a path: no agency's name
	}
	value := m.name
	switch d := m.place(r.names, r.out.Year); {
	case m.region.bad:
		value, weight = m.region.printed+"?", 0
	case d == nil:
		weight = min(weight, 0.6)
	default:
		value = d.Code + " " + m.prefix + m.agency
		switch {
		case m.region.repaired != "":
			weight = min(weight, 0.75)
		case m.zone == nil && m.region.stale(r.names, r.out.Year):
			weight = min(weight, 0.65)
		case m.zone != nil && m.zone.Class != canon.SpecialZone:
			weight = min(weight, 0.8)
		case m.stemOnly:
			weight = min(weight, 0.7)
		case len(m.ids) == 0:
			weight = min(weight, 0.85)
		}
	}
	c := &claim{signal: signal, text: text, weight: weight, mention: m}
	r.claims = append(r.claims, *c)
	r.evidence(signal, text, value, weight)
	return c
}

// drafter returns who a paragraph says the report was drafted by, or "":
// 由柳北区工业和信息化局编制.
func drafter(p string) string {
	i := strings.Index(p, "编制")
	if i < 0 {
		return ""
	}
	j := strings.LastIndex(p[:i], "由")
	if j < 0 || i-j > 120 {
		return ""
	}
	return p[j+len("由") : i]
}
