package issuer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/canon"
)

// mention is an agency's name, taken apart.
type mention struct {
	name     string // as read, folded
	region   region // what it begins with
	level    string // 省, 市, 县, 区, 旗, … where the place is only "the" county: 县工信局
	zone     *canon.Zone
	prefix   string   // up to the agency, as read: 福州市平潭综合实验区
	agency   string   // behind the region, standardised: 工业和信息化局; "" where there is none
	ids      []string // its functions, the primary first
	whole    bool     // the name was understood to its end
	stemOnly bool     // the place is only abbreviated: 温州高新区
	generic  bool     // it names a function or a level, and no place
}

// place returns the one division that the name says, or nil. A township named
// with its prefecture only, 柳州市沙塘镇, still lacks its county; 东莞市长安镇 has none.
func (m *mention) place(x *index, year int) *canon.Division {
	if m.zone != nil {
		if d := x.byCode(m.zone.Division, year); d != nil {
			return d
		}
	}
	d := m.region.one()
	if d != nil && d.Level != canon.CountyLevel && m.function() == canon.FunctionTownship && x.hasCounties(d, year) {
		return nil
	}
	return d
}

func (x *index) hasCounties(d *canon.Division, year int) bool {
	for _, c := range x.table.All() {
		if c.Parent == d.Code && c.ValidIn(yearOr(year)) {
			return true
		}
	}
	return false
}

func (m *mention) function() string {
	if len(m.ids) > 0 {
		return m.ids[0]
	}
	return ""
}

// central stands before the names of agencies that the centre runs; the place
// comes behind: 国家税务总局方正县税务局.
var central = []struct{ prefix, function string }{
	{"国家税务总局", ""}, {"国家统计局", "statistics"}, {"中国人民银行", "finance"},
	{"中华人民共和国", ""}, {"中共", ""}, {"中国共产党", ""},
}

// read takes a folded name apart. Everything is read from the left: nothing is
// looked for in the middle, where 北票市长皋乡 holds a 市长.
func (x *index) read(name string, year int) mention {
	m := mention{name: name}
	s, fixed := name, ""
	for _, c := range central {
		if t, ok := strings.CutPrefix(s, c.prefix); ok {
			s, fixed = t, c.function
			break
		}
	}
	m.region = x.region(s, year)
	rest := s[len(m.region.printed):]
	if m.region.bad {
		m.ids, m.agency, m.whole = classify(rest)
		return m
	}
	if len(m.region.cands) == 0 || m.region.cands[0].Level != canon.CountyLevel {
		rest = m.readZone(rest, x, year)
	}
	if len(m.region.cands) == 0 && m.zone == nil {
		if t := x.aside(rest, year); t != "" { // 高新区(新市区)
			m.region = x.region(t, year)
			m.region.printed, m.region.std = rest, rest
			rest = ""
		} else if st, d := x.prefecturePark(rest, year); d != nil {
			m.region = region{cands: []*canon.Division{d}, printed: st, std: st}
			m.stemOnly = true
			rest = rest[len(st):]
		} else {
			m.level, rest = levelWord(rest)
		}
	}
	m.prefix = name[:len(name)-len(s)] + m.region.std
	if m.zone != nil {
		m.prefix += s[len(m.region.printed) : len(s)-len(rest)]
	}
	m.ids, m.agency, m.whole = classify(rest)
	if rest == "" {
		m.agency = ""
		switch {
		case m.zone != nil:
			m.ids, m.whole = []string{canon.FunctionPark}, true
		case len(m.region.cands) > 0: // 三明市2018年政府信息公开…: the government's
			m.ids, m.agency, m.whole = []string{canon.FunctionGovernment}, "人民政府", true
		default:
			m.ids, m.whole = nil, false
		}
	}
	if fixed != "" && !slices.Contains(m.ids, fixed) {
		m.ids, m.whole = append([]string{fixed}, m.ids...), true
	}
	m.branch(x, year)
	m.generic = len(m.region.cands) == 0 && m.zone == nil && (len(m.ids) > 0 || m.level != "")
	return m
}

// readZone reads a zone that the table knows, and returns the rest.
func (m *mention) readZone(s string, x *index, year int) string {
	for _, p := range prefixes(s, 22) {
		if utf8.RuneCountInString(p) < 4 {
			break
		}
		z := canon.ZoneNamed(p)
		if z == nil {
			continue
		}
		d := x.byCode(z.Division, year)
		if d == nil || len(m.region.cands) > 0 && !d.Within(m.region.cands[0].Code) {
			continue
		}
		m.zone = z
		return s[len(p):]
	}
	return s
}

// aside returns the name of a division in brackets behind a zone: 高新区(新市区).
func (x *index) aside(s string, year int) string {
	before, after, ok := strings.Cut(s, "(")
	inner, behind, ok2 := strings.Cut(after, ")")
	if !ok || !ok2 || behind != "" && behind != "人民政府" && behind != "政府" || !zoneWord(before) {
		return ""
	}
	if name, ds := x.at(inner); name == inner && len(x.in(ds, year)) > 0 {
		return inner
	}
	return ""
}

// levelWord reads the level of a place that is not named: 县工信局, 自治区人民政府.
// A word that only begins with it is left alone: 市场监督管理局, 区域合作办.
func levelWord(s string) (level, rest string) {
	for _, w := range []string{"自治区", "自治州", "自治县", "自治旗", "省", "市", "县", "区", "旗", "州", "盟"} {
		t, ok := strings.CutPrefix(s, w)
		if !ok || t == "" {
			continue
		}
		if ids, _, whole := classify(t); len(ids) > 0 && whole {
			return w, t
		}
		return "", s
	}
	return "", s
}

// branch moves the place to the county whose branch it is:
// 潍坊市生态环境局寿光分局 sits in 寿光市.
func (m *mention) branch(x *index, year int) {
	d := m.region.one()
	s := strings.TrimSuffix(m.name, "分局")
	if d == nil || d.Level == canon.CountyLevel || s == m.name {
		return
	}
	i := strings.LastIndex(s, "局")
	if i < 0 || i+len("局") == len(s) {
		return
	}
	s = s[i+len("局"):]
	ds := x.named[s]
	if ds == nil {
		ds = x.stems[s]
	}
	if c := within(ds, x.in(ds, year), []*canon.Division{d}, x, year); len(c) == 1 && c[0].Level == canon.CountyLevel {
		m.region.cands = c
	}
}
