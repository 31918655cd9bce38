package issuer

import (
	"strings"

	"gongkai/canon"
)

// readCodes turns the codes of the page into hints.
func (r *resolver) readCodes() {
	year := r.out.Year
	if c := digits(r.in.SiteCode); len(c) == 10 && !strings.HasPrefix(strings.ToLower(r.in.SiteCode), "bm") {
		r.hint("site_code", r.in.SiteCode, 0.5, r.names.byCode(c[:6], year), true)
	}
	for _, f := range []struct{ signal, text string }{{"index_number", r.in.IndexNumber}, {"url", r.in.URL}} {
		if c := creditCode(f.text); c != "" {
			r.hint("credit_code", c, 0.9, r.names.byCode(c[2:8], year), false)
			break
		}
	}
	if h := host(r.in.URL); h != "" {
		if k := canon.HostNamed(h); k != nil {
			r.hint("host", h, 0.6, r.names.byCode(k.Division, year), true)
		} else if d := r.names.spelling(h, year); d != nil {
			r.hint("host_spelling", h, 0.5, d, true)
		}
	}
	if c := r.in.Division; len(c) == 6 {
		r.hint("source", c, 0.5, r.names.byCode(c, year), true)
	}
	for _, line := range r.in.Footer {
		s := fold(line)
		if i := strings.Index(s, "主办"); i >= 0 {
			if _, owner, ok := strings.Cut(strings.NewReplacer("：", ":").Replace(s[i:]), ":"); ok {
				g := r.names.region(owner, year)
				r.hint("footer", line, 0.5, g.one(), true)
			}
		}
		if i := strings.Index(s, "公网安备"); i >= 0 {
			if c := digits(s[i:]); len(c) >= 12 {
				r.hint("police_record", line, 0.3, r.names.byCode(c[:6], year), true)
			}
		}
		if i := strings.Index(s, "标识码"); i >= 0 && r.in.SiteCode == "" {
			if c := digits(s[i:]); len(c) >= 10 {
				r.hint("site_code", line, 0.5, r.names.byCode(c[:6], year), true)
			}
		}
	}
	if r.in.SiteName != "" {
		s := strings.TrimPrefix(strings.TrimPrefix(fold(r.in.SiteName), "欢迎访问"), "中国")
		g := r.names.region(s, year)
		r.hint("site_name", r.in.SiteName, 0.5, g.one(), true)
	}
}

func (r *resolver) hint(signal, text string, weight float64, d *canon.Division, portal bool) {
	if d == nil {
		return
	}
	r.hints = append(r.hints, hint{signal, text, weight, d, portal})
	r.evidence(signal, text, d.Code+" "+d.Name, weight)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// creditCode returns the unified social credit code (GB 32100) that stands in an
// index number or URL (area=11370828004431350G, 11370830004335238P/2023-…), or
// "". Its check digit must be right; characters 3 to 8 are the division where
// the agency is registered, in the code of that day.
func creditCode(s string) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	weights := [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	s = strings.ToUpper(s)
next:
	for i := 0; i+18 <= len(s); i++ {
		if s[i] != '1' || s[i+1] < '1' || s[i+1] > '9' || i > 0 && strings.IndexByte(alphabet, s[i-1]) >= 0 ||
			i+18 < len(s) && strings.IndexByte(alphabet, s[i+18]) >= 0 {
			continue
		}
		sum := 0
		for k, w := range weights {
			v := strings.IndexByte(alphabet, s[i+k])
			if v < 0 || k >= 2 && k < 8 && v > 9 {
				continue next
			}
			sum += v * w
		}
		if alphabet[(31-sum%31)%31] == s[i+17] {
			return s[i : i+18]
		}
	}
	return ""
}
