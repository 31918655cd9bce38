package issuer

import (
	"strings"
	"unicode/utf8"

	"gongkai/canon"
)

// region is the place that a name begins with.
type region struct {
	cands    []*canon.Division // what it can be in the report's year
	printed  string            // the part of the text that was read
	std      string            // the same, with a confused character repaired
	bad      bool              // it names a place that is unknown or not where it is said to be
	last     string            // the innermost full name in it
	repaired string            // the name as repaired, where a character was confused
	reason   string
}

func (g *region) one() *canon.Division {
	if len(g.cands) == 1 && !g.bad {
		return g.cands[0]
	}
	return nil
}

// region reads 淮安市洪泽区… from the left: each name as long as can be, each
// within the one before. An abbreviation counts only behind a name.
func (x *index) region(s string, year int) region {
	var g region
	rest := s
	if name, _ := x.at(rest); name == "" {
		for st, d := range x.states { // 广西柳州柳北区, 重庆合川工业园区
			t, ok := strings.CutPrefix(rest, st)
			if !ok || !d.ValidIn(yearOr(year)) {
				continue
			}
			if n, c := x.inside(t, []*canon.Division{d}, year); c != nil {
				g.cands, rest = c, t[len(n):]
			}
			break
		}
	}
	for len(g.cands) == 0 || g.cands[0].Level != canon.CountyLevel {
		name, ds := x.at(rest)
		if name == "" {
			break
		}
		c := x.in(ds, year)
		if len(g.cands) > 0 {
			c = within(ds, c, g.cands, x, year)
		}
		if len(c) == 0 {
			g.bad = true // 南京市朝阳区, or a county that was split up
			break
		}
		g.cands, g.last, rest = c, name, rest[len(name):]
	}
	if !g.bad && (len(g.cands) == 0 || g.cands[0].Level != canon.CountyLevel) {
		switch n, c := x.insideVertical(rest, g.cands, year); {
		case c != nil:
			g.cands, rest = c, rest[len(n):]
		case unknownPlace(rest) != "":
			p := unknownPlace(rest)
			if name, d, why := x.repair(p, g.cands, year); d != nil {
				g.repaired, g.reason, g.cands, rest = name, why, []*canon.Division{d}, rest[len(p):]
			} else if len(g.cands) > 0 {
				g.bad = true
			}
		}
	}
	g.printed = s[:len(s)-len(rest)]
	g.std = g.printed
	if g.repaired != "" {
		n := len(g.printed) - len(g.repaired) // repaired characters are of one size
		g.std = g.printed[:n] + g.repaired
	}
	return g
}

// stale reports whether the place is only found under a name that it gave up, or
// did not yet have, years from the report's: 东乡县 of 2020 is 东乡区 of Jiangxi by
// its old name, but Gansu's 东乡族自治县 is also called so.
func (g *region) stale(x *index, year int) bool {
	if d := g.one(); d == nil || year == 0 || g.last == "" || d.Name == g.last || short(d.Name) == strings.Replace(g.last, "自治", "", 1) {
		return false
	}
	for _, d := range x.named[g.last] {
		if d.From-2 <= year && (d.To == 0 || year <= d.To+1) {
			return false
		}
	}
	return true
}

// within returns the divisions that lie, or lay when they had their name, in one
// of the outer ones: 四平市公主岭市 of a report for 2021 is 220184.
func within(ds, inYear, outer []*canon.Division, x *index, year int) []*canon.Division {
	var out []*canon.Division
	for _, d := range inYear {
		for _, o := range outer {
			if d.Code != o.Code && d.Within(o.Code) {
				out = append(out, d)
				break
			}
		}
	}
	if out != nil {
		return out
	}
	var past []*canon.Division
	for _, d := range ds {
		for _, o := range outer {
			if d.Code != o.Code && d.Within(o.Code) {
				past = append(past, d)
				break
			}
		}
	}
	if past == nil {
		return nil
	}
	return x.in(past, year)
}

// inside reads a full name or an abbreviation within an outer division:
// 合川工业园区 in 重庆. An abbreviation must be followed by a name or by a zone.
func (x *index) inside(s string, outer []*canon.Division, year int) (string, []*canon.Division) {
	if name, ds := x.at(s); name != "" {
		if c := within(ds, x.in(ds, year), outer, x, year); c != nil {
			return name, c
		}
		return "", nil
	}
	for _, st := range prefixes(s, 4) {
		c := within(nil, x.in(x.stems[st], year), outer, x, year)
		if len(c) != 1 {
			continue
		}
		rest := s[len(st):]
		if name, ds := x.at(rest); name != "" && within(ds, x.in(ds, year), c, x, year) != nil {
			return st, c
		}
		if c[0].Level == canon.CountyLevel && zoneWord(rest) {
			return st, c
		}
	}
	return "", nil
}

// insideVertical reads the abbreviated county of an agency that a prefecture
// runs: 达州市万源生态环境局. Elsewhere an abbreviation is too easily a word:
// 西安市新城建设办公室.
func (x *index) insideVertical(s string, outer []*canon.Division, year int) (string, []*canon.Division) {
	if len(outer) != 1 {
		return "", nil
	}
	for _, st := range prefixes(s, 4) {
		rest := s[len(st):]
		if !strings.HasPrefix(rest, "生态环境") && !strings.HasPrefix(rest, "税务") && !strings.HasSuffix(rest, "分局") {
			continue
		}
		if c := within(nil, x.in(x.stems[st], year), outer, x, year); len(c) == 1 {
			return st, c
		}
	}
	return "", nil
}

// repair tries the characters that are confused with those of a name that no
// division bears, one at a time, and returns the only division that fits.
func (x *index) repair(name string, outer []*canon.Division, year int) (string, *canon.Division, string) {
	var found *canon.Division
	var as, why string
	rs := []rune(name)
	for i, r := range rs {
		for _, c := range canon.Confusables(r) {
			rs[i] = c.Meant
			for _, d := range x.in(x.named[string(rs)], year) {
				if len(outer) > 0 && !d.Within(outer[0].Code) {
					continue
				}
				if found != nil && found.Code != d.Code {
					return "", nil, ""
				}
				found, as, why = d, string(rs), c.Reason
			}
		}
		rs[i] = r
	}
	return as, found, why
}

// unknownPlace returns what looks like the name of a county at the beginning of
// a text, or "": 沐阳县, but not 开发区, 城市 or 市场.
func unknownPlace(s string) string {
	n := 0
	for i, r := range s {
		if n > 8 || !han(r) {
			return ""
		}
		end := i + utf8.RuneLen(r)
		if n > 0 && strings.ContainsRune("县旗区市州", r) {
			p, rest := s[:end], s[end:]
			switch {
			case r == '市' && (strings.HasSuffix(p, "城市") || strings.HasPrefix(rest, "场")),
				r == '州' && rest != "" && !strings.HasPrefix(rest, "人民政府"),
				strings.HasPrefix(rest, "域"):
			case zoneWord(p):
				return ""
			default:
				return p
			}
		}
		if strings.ContainsRune("局委办镇乡厅", r) {
			return ""
		}
		n++
	}
	return ""
}

// zoneWord reports whether a text has a word in it that makes it a zone or some
// other area that is no division.
func zoneWord(s string) bool {
	return hasAny(s, "开发区", "园区", "新区", "高新区", "高新技术", "经开区", "示范区", "实验区", "试验区", "保税区", "景区",
		"名胜区", "度假区", "管理区", "社区", "集聚区", "聚集区", "合作区", "保护区", "功能区", "片区", "港区", "灌区", "库区",
		"城区", "地区", "牧区", "商务区", "产业园", "工业园", "农业园", "科技园", "集中区", "生态区", "旅游区", "行政区",
		"老区", "市区", "辖区", "林区", "矿区")
}

// prefixes returns the first 2 to n characters of a text, longest first.
func prefixes(s string, n int) []string {
	var out []string
	k := 0
	for i, r := range s {
		if k++; k > n {
			break
		}
		if k >= 2 {
			out = append(out, s[:i+utf8.RuneLen(r)])
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func yearOr(year int) int {
	if year == 0 {
		return now
	}
	return year
}
