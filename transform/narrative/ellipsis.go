package narrative

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/canon"
)

// What a number says without a word of what it counts: the same as the number
// before it, in a year that is named (收到41件，较2022年的36件增加5件).
var (
	sameIn = regexp.MustCompile(`^[件条个项次篇份起宗例期场人]{0,2}[,(、]?(较|比|与)?(?:(\d{4})年度?|(去年|上年度?|上一年度?)|今年|本年度?)(同期)?(共|的|为|是|有|仅为|则为)*#`)
	inYear = regexp.MustCompile(`(去年|上年度?|今年|本年度?|\d{4}年度?)[^#@]*$`)
	apart  = regexp.MustCompile(`^[^#@,;:()]{0,4}分别(有|为|是|达|共|:|办理|承办|收到|发生|作出)*[#@]`)
	yearIn = regexp.MustCompile(`(\d{4})年`)
)

// goesOn reports whether a number has nothing but a year between it and the one
// before, and which period that is. Where more was counted before, which of all is
// meant is told only by a bracket, or by the year of the number before.
func (p *sentence) goesOn(i int) (gongkai.Period, bool) {
	if i == 0 || p.numbers[i].measure != p.numbers[i-1].measure {
		return "", false
	}
	w := p.around(i)
	from := strings.LastIndexByte(w.text[:w.at], '@')
	if from < 0 {
		return "", false
	}
	seg := w.text[from+1 : w.at+1]
	m := sameIn.FindStringSubmatch(seg)
	if m == nil {
		return "", false
	}
	if clause, ok := w.clause(w.at); !ok || plans.MatchString(clause) {
		return "", false
	}
	said := w.text[strings.LastIndexAny(w.text[:from], ",;@")+1 : from]
	if i > 1 && !strings.Contains(seg, "(") && !inYear.MatchString(said) {
		return "", false
	}
	if y, err := strconv.Atoi(m[2]); err == nil && y != p.year || m[3] != "" {
		return gongkai.PeriodOther, true
	}
	return gongkai.PeriodYear, true
}

// partOf reports whether a claim counts, behind 其中, a part of what one before
// that word counts: 收到申请318件，其中区政府办公室收到57件.
func (p *sentence) partOf(i int, c gongkai.Claim, said []found) bool {
	if len(said) == 0 {
		return false
	}
	if p.parts == 0 {
		p.parts = p.to
		if at := strings.Index(p.plain, string(among)); at >= 0 {
			p.parts = p.from + utf8.RuneCountInString(p.plain[:at])
		}
	}
	if w := p.around(i); strings.Contains(w.text[clauseStart(w.text, w.at):w.at], "新") {
		return false // 收到58件，其中本年新收55件: what the year's are
	}
	return p.parts < p.numbers[i].start && slices.ContainsFunc(said, func(f found) bool {
		return f.claim.ID == c.ID && f.claim.Period == c.Period && f.from < p.parts
	})
}

// ofYear reports whether a year that is said in the match of a kind is the one
// that the kind asks for.
func (p *sentence) ofYear(k *kind, said string) bool {
	m := yearIn.FindStringSubmatch(said)
	if k.Year == 0 || m == nil {
		return true
	}
	year, _ := strconv.Atoi(m[1])
	return p.year == 0 && k.Year > 0 || year == p.year+k.Year
}

// namedRespectively reads 行政复议和行政诉讼分别为@件、#件: as many names before as
// numbers behind. It returns the kind of #, or nil. Where all have the same number
// (各2件) the patterns of both must say so.
func (p *sentence) namedRespectively(w *window) *canon.ClaimKind {
	i := strings.LastIndex(w.text[:w.at], "分别")
	if i < 0 || w.head || w.tail {
		return nil
	}
	from := strings.LastIndexAny(w.text[:i], ",;:()#@") + 1
	type place struct{ at, kind int }
	var said []place
	end := 0
	for j := range kinds() {
		for _, name := range kinds()[j].Names {
			if at := strings.Index(w.text[from:i], name); at >= 0 {
				said = append(said, place{at, j})
				end = max(end, at+len(name))
				break
			}
		}
	}
	slices.SortFunc(said, func(a, b place) int { return a.at - b.at })
	lead := apart.FindString(w.text[from+end:])
	if len(said) < 2 || lead == "" {
		return nil
	}
	first := from + end + len(lead) - 1
	list := w.text[first : first+1+len(listMeasures.FindString(w.text[first+1:]))]
	if w.at >= first+len(list) || strings.Count(list, "#")+strings.Count(list, "@") != len(said) {
		return nil
	}
	k := &kinds()[said[strings.Count(w.text[first:w.at], "@")].kind]
	clause := w.text[from : w.at+1]
	if k.not != nil && k.not.MatchString(clause) {
		return nil
	}
	return k.ClaimKind
}
