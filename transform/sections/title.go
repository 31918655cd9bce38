package sections

import (
	"regexp"
	"strings"

	"gongkai"
	"gongkai/transform/label"
)

// titled is a line that is a report's title: 信息公开 and, at its end, 年度报告 or
// its like. Other agencies' notices about reports end otherwise.
var titled = regexp.MustCompile(`(信息公开|政务公开).*(年度报告|工作报告|情况报告|年报|报告)(\(.{0,12}\))?(\.[a-z]{3,4})?$`)

// notice is a text about reports that is none.
var notice = regexp.MustCompile(`(通知|函|要点|方案|指南|制度|办法|通报|自查报告|工作总结|公告|目录|模板|样式|格式)(\(.{0,12}\))?(\.[a-z]{3,4})?$`)

// IsTitle reports whether a line is a report's title.
func IsTitle(s string) bool {
	k := label.Strip(s)
	return len([]rune(k)) <= 80 && titled.MatchString(k) && !notice.MatchString(k)
}

// IsListed reports whether a line of a list names a report: a title, with or
// without the date of publication that lists print beside it.
func IsListed(s string) bool {
	return IsTitle(s) || IsTitle(strings.Trim(arabicDate.ReplaceAllString(label.Strip(s), ""), "[]()·•-"))
}

// IsNotice reports whether a title belongs to a document about reports.
func IsNotice(s string) bool { return notice.MatchString(label.Strip(s)) }

// titleDepth is how many lines of an article are looked at for its title:
// portals print navigation, dates and counters before it.
const titleDepth = 60

// titles lists the titles that a document prints, the best first: a title in
// the article, put together from up to three lines, before the page's own.
func titles(doc *gongkai.Document, from, to int) []string {
	var lines, found []string
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
		for _, l := range strings.Split(b.Text, "\n") {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, l)
			}
		}
	}
	for i := 0; i < len(lines); i++ {
		for n := 3; n >= 1; n-- {
			if i+n > len(lines) {
				continue
			}
			t := strings.Join(lines[i:i+n], "")
			if joinable(lines[i:i+n]) && IsTitle(t) {
				add(t)
				i += n - 1
				break
			}
		}
	}
	if len(found) == 0 && len(lines) > 0 {
		if t := titleAtStart(lines[0]); t != "" {
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

// joinable keeps lines that are titles or sentences by themselves from being
// glued to their neighbours: only the last line may end like a title, and each
// must be short.
func joinable(lines []string) bool {
	for i, l := range lines {
		k := label.Strip(l)
		if len([]rune(k)) > 45 && len(lines) > 1 || strings.ContainsAny(k, "。;|") {
			return false
		}
		if i < len(lines)-1 && (IsTitle(l) || Of(l) != nil && i > 0) {
			return false
		}
		if ord, _ := label.CutOrdinal(k); ord.Form != label.NoOrdinal {
			return false
		}
		if len(lines) > 1 && isNumber(k) {
			return false
		}
		if len(lines) > 1 && i == 0 && strings.HasPrefix(k, "附件") {
			return false
		}
	}
	return true
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
