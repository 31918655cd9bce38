package issuer

import (
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/canon"
)

// index finds the names of divisions in text.
type index struct {
	table  *canon.DivisionTable
	named  map[string][]*canon.Division // full and short names, of all years
	stems  map[string][]*canon.Division // names without their last character
	states map[string]*canon.Division   // provinces without 省, 市, 自治区: 广西
	begins [1 << 15]uint64              // bits of the hashed first two characters
	// longest name, in bytes
	longest int
}

var names = sync.OnceValue(buildIndex)

func buildIndex() *index {
	t := canon.Divisions()
	x := &index{
		table:  t,
		named:  make(map[string][]*canon.Division, 2*len(t.All())),
		stems:  make(map[string][]*canon.Division, len(t.All())),
		states: map[string]*canon.Division{},
	}
	for _, d := range t.All() {
		x.named[d.Name] = append(x.named[d.Name], d)
		if d.Level == canon.ProvinceLevel {
			x.states[provinceStem(d.Name)] = d
		} else if s := stem(d.Name); utf8.RuneCountInString(s) > 1 {
			x.stems[s] = append(x.stems[s], d)
		}
	}
	// Names that leave the nationalities out: 青龙满族自治县 signs as 青龙县. The same
	// may have been another's full name: 东乡县 is 东乡族自治县 in Gansu and was, until
	// 2016, a county in Jiangxi.
	for _, d := range t.All() {
		if s := short(d.Name); s != "" {
			base, end := s[:len(s)-len("县")], s[len(s)-len("县"):]
			for _, s := range []string{s, base + "自治" + end} { // 湘西州, 湘西自治州
				x.named[s] = append(x.named[s], d)
			}
		}
	}
	for a, code := range canon.DivisionAliases() { // 喀左县
		if d := t.ByCode(code, now); d != nil && len(x.named[a]) == 0 {
			x.named[a] = append(x.named[a], d)
		}
	}
	for n := range x.named {
		x.longest = max(x.longest, len(n))
		h := pair(n)
		x.begins[h>>6] |= 1 << (h & 63)
	}
	return x
}

// pair hashes the first two characters of a text, which are three bytes each in
// every name. Most places in a text are ruled out by it.
func pair(s string) uint32 {
	a := uint32(s[0])<<16 | uint32(s[1])<<8 | uint32(s[2])
	b := uint32(s[3])<<16 | uint32(s[4])<<8 | uint32(s[5])
	return (a*2654435761 ^ b*2246822519) >> 11
}

// at returns the longest name that a text begins with, and its divisions of all
// years: 东西湖区 and not 西湖区, 津市市 and not 津市.
func (x *index) at(s string) (string, []*canon.Division) {
	if len(s) < 6 {
		return "", nil
	}
	if h := pair(s); x.begins[h>>6]&(1<<(h&63)) == 0 {
		return "", nil
	}
	end := min(len(s), x.longest)
	for end > 3 && end < len(s) && !utf8.RuneStart(s[end]) {
		end--
	}
	for end > 3 {
		if ds, ok := x.named[s[:end]]; ok {
			return s[:end], ds
		}
		_, size := utf8.DecodeLastRuneInString(s[:end])
		end -= size
	}
	return "", nil
}

// in returns what divisions are in a year, without repeats. Those that stand
// come first of all: only where none does, the name is read as one of another
// time. Year 0 means now.
func (x *index) in(ds []*canon.Division, year int) []*canon.Division {
	if year == 0 {
		year = now
	}
	var out []*canon.Division
	add := func(d *canon.Division) {
		for _, o := range out {
			if o.Code == d.Code {
				return
			}
		}
		out = append(out, d)
	}
	for _, d := range ds {
		if d.ValidIn(year) {
			add(d)
		}
	}
	if out != nil {
		return out
	}
	for _, d := range ds {
		if e := x.table.In(d, year); e != nil {
			add(e)
		} else {
			return nil // split, or unknown: one of several meanings is lost
		}
	}
	return out
}

// now is a year in which the divisions in use stand.
const now = 9999

// byCode returns what the division with a code is in a year, or nil. Portals and
// credit codes keep codes of the past: 11332500… is 丽水地区 until 2000.
func (x *index) byCode(code string, year int) *canon.Division {
	if year == 0 {
		year = now
	}
	if d := x.table.ByCode(code, year); d != nil {
		return d
	}
	if ds := x.in(x.table.Ever(code), year); len(ds) == 1 {
		return ds[0]
	}
	return nil
}

func provinceStem(name string) string {
	for _, s := range []string{"维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市"} {
		if t, ok := strings.CutSuffix(name, s); ok {
			return t
		}
	}
	return name
}

func stem(name string) string {
	if s := short(name); s != "" {
		name = s
	}
	for _, s := range []string{"自治县", "自治州", "自治旗", "矿区", "林区", "地区", "市", "县", "区", "盟", "旗", "州"} {
		if t, ok := strings.CutSuffix(name, s); ok {
			return t
		}
	}
	return name
}

// short returns a name without its nationalities, or "": 青龙满族自治县 → 青龙县.
func short(name string) string {
	for _, s := range []string{"县", "州", "旗"} {
		base, ok := strings.CutSuffix(name, "自治"+s)
		if !ok {
			continue
		}
		if base == "东乡族" || base == "鄂温克族" { // named after a nationality, and nothing else
			return strings.TrimSuffix(base, "族") + s
		}
		for again := true; again; {
			again = false
			for _, n := range nationalities {
				if t, ok := strings.CutSuffix(base, n); ok {
					base, again = t, true
					break
				}
			}
		}
		if utf8.RuneCountInString(base) < 2 {
			return ""
		}
		return base + s
	}
	return ""
}

// nationalities, longest first where one ends in another.
var nationalities = strings.Fields(`各族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族
侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族
柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 塔吉克族 怒族 普米族
鄂温克族 独龙族 裕固族 保安族 蒙古 哈萨克 锡伯 塔吉克 柯尔克孜 达斡尔 鄂温克`)
