package sections

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/transform/label"
)

// titled reports whether a stripped line is a report's title: 信息公开 and, at its
// end, 报告 or 年报. Other agencies' notices about reports end otherwise.
func titled(k string) bool {
	return strings.Contains(k, "公开") && ends(k, func(s string) bool {
		before, ok := strings.CutSuffix(s, "报告")
		if !ok {
			before, ok = strings.CutSuffix(s, "年报")
		}
		before = before[strings.LastIndexByte(before, '\n')+1:]
		return ok && (strings.Contains(before, "信息公开") || strings.Contains(before, "政务公开"))
	})
}

var noticeWords = []string{"通知", "函", "要点", "方案", "指南", "制度", "办法", "通报", "自查报告", "工作总结", "公告", "目录", "模板", "样式", "格式"}

// notice reports whether a stripped line is the title of a text about reports that
// is none.
func notice(k string) bool {
	return ends(k, func(s string) bool {
		return slices.ContainsFunc(noticeWords, func(w string) bool { return strings.HasSuffix(s, w) })
	})
}

// longestRemark is how many characters a bracket behind a title holds at most.
const longestRemark = 12

// ends reports whether a text ends as asked, be it before a remark in brackets and
// the ending of a file's name: 年度报告(2021年).docx.
func ends(k string, as func(string) bool) bool {
	if endsBare(k, as) {
		return true
	}
	i := strings.LastIndexByte(k, '.')
	if i < 0 || len(k)-i < 4 || len(k)-i > 5 || strings.Trim(k[i+1:], "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	return endsBare(k[:i], as)
}

func endsBare(k string, as func(string) bool) bool {
	if as(k) {
		return true
	}
	inner, ok := strings.CutSuffix(k, ")")
	for n := 0; ok && n <= longestRemark; n++ {
		r, size := utf8.DecodeLastRuneInString(inner)
		if size == 0 || r == '\n' {
			return false
		}
		inner = inner[:len(inner)-size]
		if r == '(' && as(inner) {
			return true
		}
	}
	return false
}

// longestTitle is how many characters a title has at most, blanks apart.
const longestTitle = 80

// IsTitle reports whether a line is a report's title.
func IsTitle(s string) bool {
	if longer(s, longestTitle) {
		return false
	}
	k := label.Strip(s)
	return titled(k) && !notice(k) && !isCrumb(k)
}

// isCrumb reports whether a stripped line is the path to a page on its site.
func isCrumb(k string) bool {
	return strings.ContainsAny(k, ">»›") || strings.Contains(k, "位置:") || strings.HasPrefix(k, "首页")
}

// IsListed reports whether a line of a list names a report: a title, with or
// without the date of publication that lists print beside it.
func IsListed(s string) bool {
	return IsTitle(s) || IsTitle(strings.Trim(arabicDate.ReplaceAllString(label.Strip(s), ""), "[]()·•-"))
}

// IsNotice reports whether a title belongs to a document about reports.
func IsNotice(s string) bool { return notice(label.Strip(s)) }

// titleDepth is how many lines of an article are looked at for its title:
// portals print navigation, dates and counters before it.
const titleDepth = 60

// titles lists the titles that a document prints, the best first: a title in
// the article, put together from up to three lines, before the page's own.
func titles(doc *gongkai.Document, from, to int) []string {
	var lines []titleLine
	var found []string
	seen := map[string]bool{}
	add := func(s string) {
		s = strings.Join(strings.Fields(s), " ")
		if s != "" && !seen[label.Strip(s)] {
			seen[label.Strip(s)] = true
			found = append(found, s)
		}
	}
	for i := from; i < to && len(lines) < titleDepth; i++ {
		b := &doc.Blocks[i]
		if b.Kind == gongkai.TableBlock || b.Zone == gongkai.Furniture {
			continue
		}
		for l := range strings.SplitSeq(b.Text, "\n") {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, newTitleLine(l))
			}
		}
	}
	for i := 0; i < len(lines); i++ {
		for n := min(3, len(lines)-i); n >= 1; n-- {
			if !joinable(lines[i : i+n]) {
				continue
			}
			if t := joined(lines[i : i+n]); IsTitle(t) {
				add(t)
				i += n - 1
				break
			}
		}
	}
	if len(found) == 0 && len(lines) > 0 {
		if t := titleAtStart(lines[0].text); t != "" {
			add(t)
		}
	}
	best := 0
	for i, t := range found {
		if len([]rune(t)) > len([]rune(found[best])) && i < 4 {
			best = i
		}
	}
	if best > 0 {
		found[0], found[best] = found[best], found[0]
	}
	// The page's own title may be all there is, or name an issuer that the
	// article's own title leaves out.
	for _, t := range []string{doc.Page.Title, doc.Page.WindowTitle} {
		if from == 0 && t != "" {
			add(t)
		}
	}
	return found
}

// titleLine is a line that may be a title or part of one, with what is asked of
// it for each of its neighbours.
type titleLine struct {
	text      string
	runes     int  // of the text without blanks
	sentence  bool // or a list's item: no part of a title
	number    bool
	appendix  bool // begins with the word for one
	title     bool // by itself
	rubric    bool // a kind of text, or no Chinese: names no issuer
	isHeading bool // of a section
}

func newTitleLine(s string) titleLine {
	if strings.Contains(s, "。") {
		return titleLine{text: s, sentence: true} // as most are
	}
	k := label.Strip(s)
	l := titleLine{text: s, runes: utf8.RuneCountInString(k), sentence: strings.ContainsAny(k, "。;|") || isCrumb(k)}
	if ord, _ := label.CutOrdinal(k); l.sentence || ord.Form != label.NoOrdinal {
		l.sentence = true
		return l
	}
	l.number, l.appendix = isNumber(k), strings.HasPrefix(k, "附件")
	l.title, l.isHeading, l.rubric = IsTitle(s), Of(s) != nil, rubric(k)
	return l
}

// rubric reports whether a stripped line says what kind of text follows and not
// whose: 年报, 年度报告, 信息公开, Sheet1.
func rubric(k string) bool {
	if strings.Contains(k, "年") && strings.ContainsAny(k, "0123456789") {
		return false // 2020年度 is part of a title
	}
	for _, w := range []string{"政府", "政务", "信息", "公开", "工作", "年度", "年", "报告", "报表", "表", "报", "正文", "附件", "填写", "数据"} {
		k = strings.ReplaceAll(k, w, "")
	}
	return strings.Trim(k, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ()_-") == ""
}

// joinable keeps lines that are titles or sentences by themselves from being
// glued to their neighbours: only the last line may end like a title, and each
// must be short.
func joinable(lines []titleLine) bool {
	many := len(lines) > 1
	for i, l := range lines {
		switch {
		case l.sentence, many && (l.runes > 45 || l.number || i == 0 && l.appendix):
			return false
		case many && i == 0 && l.rubric && lines[len(lines)-1].title:
			return false // 年报, the name of a sheet or of a portal's column, and then the title
		case i < len(lines)-1 && (l.title || l.isHeading && i > 0):
			return false
		}
	}
	return true
}

func joined(lines []titleLine) string {
	if len(lines) == 1 {
		return lines[0].text
	}
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text)
	}
	return b.String()
}

func isNumber(k string) bool { return strings.Trim(k, "0123456789-:./年月日") == "" }

// titleAtStart cuts the title off a dump that runs on without a line break: it
// ends at the first blank behind 报告.
func titleAtStart(s string) string {
	r := []rune(s)
	if len(r) > 120 {
		r = r[:120]
	}
	t := string(r)
	for _, end := range []string{"报告 ", "报告\u00a0", "报告\u3000", "年报 "} {
		if i := strings.Index(t, end); i > 0 {
			if c := t[:i+len(end)-len(lastRune(end))]; IsTitle(c) {
				return c
			}
		}
	}
	return ""
}

func lastRune(s string) string {
	r := []rune(s)
	return string(r[len(r)-1])
}
