package text

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// field is what a metadata label says about a page.
type field uint8

const (
	ignored field = iota // known to be metadata, but no field of gongkai.Page
	weak                 // the same, but reports print these labels too
	title
	origin
	publisher
	published
	otherDate // used where no label says "published"
	indexNumber
	siteCode
	siteName
	column
	link
)

// labels are the words that portals print before a colon. They are page
// furniture: no word of a report's own tables may stand here.
var labels = map[string]field{
	"标题": title, "名称": title, "信息名称": title,
	"来源": origin, "信息来源": origin, "文章来源": origin, "稿件来源": origin,
	"发布机构": publisher, "发文机关": publisher, "发布单位": publisher, "发布部门": publisher, "公开机构": publisher,
	"发布时间": published, "发布日期": published, "公开日期": published, "公开时间": published,
	"时间": otherDate, "日期": otherDate, "生成日期": otherDate, "发文日期": otherDate,
	"索引号": indexNumber, "网站标识码": siteCode, "网站名称": siteName, "栏目": column, "原文链接": link,
	"主办单位": ignored, "承办单位": ignored, "主办": ignored, "承办": ignored, "技术支持": ignored, "版权所有": ignored,
	"文号": ignored, "分类": ignored, "主题分类": ignored, "体裁分类": ignored, "关键词": ignored, "主题词": ignored,
	"时效": ignored, "有效性": ignored, "成文日期": ignored, "浏览次数": ignored, "阅读次数": ignored, "点击数": ignored,
	"点击量": ignored, "字体": ignored, "字号": ignored, "录入": ignored, "责任编辑": ignored, "本地目录": ignored,
	"作者": weak, "编辑": weak, "地址": weak, "邮编": weak, "邮政编码": weak, "电话": weak, "联系电话": weak, "传真": weak,
}

// A pair is a metadata label with its value.
type pair struct {
	field field
	value string
}

// readMeta returns the pairs of a metadata line, or nil for any other line:
//
//	发布时间: 2020-01-20 15:22
//	来源:教育局 时间:2022-02-22 字体:【大 中 小】
//	索 引 号 | X/2021-1 | 分 类 | 年报 | 发布机构 | 某局
//
// It begins with a label, and none of its values is a sentence.
func readMeta(s string) []pair {
	const longest = 400 // characters
	s = strings.TrimFunc(s, isGap)
	if s == "" || len(s) > 4*longest {
		return nil
	}
	pairs := colonPairs([]rune(s))
	if pairs == nil {
		pairs = barPairs(s)
	}
	for _, p := range pairs {
		if strings.ContainsAny(p.value, "。；") || utf8.RuneCountInString(p.value) > 120 && p.field != link ||
			(p.field == published || p.field == otherDate) && p.value != "" && isoDate(p.value) == "" {
			return nil
		}
	}
	return pairs
}

// colonPairs splits a line at the labels that stand before a colon.
func colonPairs(rs []rune) []pair {
	var pairs []pair
	from := 0 // where the last label's value begins
	shut := func(to int) {
		if len(pairs) > 0 {
			pairs[len(pairs)-1].value = strings.TrimFunc(string(rs[from:to]), isGap)
		}
	}
	for i := 0; i < len(rs); i++ {
		if i > 0 && !isGap(rs[i-1]) && !strings.ContainsRune(":：】]", rs[i-1]) {
			continue
		}
		f, end := labelAt(rs, i)
		if end == 0 {
			if i == 0 {
				return nil
			}
			continue
		}
		shut(i)
		pairs = append(pairs, pair{field: f})
		from = end
		i = end - 1
	}
	shut(len(rs))
	return pairs
}

// labelAt returns the label at rs[i:] and the index behind its colon, or 0. Blanks
// inside a label count for nothing: "索 引 号:".
func labelAt(rs []rune, i int) (field, int) {
	const longest = 12
	var label []rune
	for k := i; k < len(rs) && k < i+longest; k++ {
		switch {
		case rs[k] == ':' || rs[k] == '：':
			f, ok := labels[string(label)]
			if !ok {
				return 0, 0
			}
			return f, k + 1
		case !unicode.IsSpace(rs[k]):
			label = append(label, rs[k])
		case len(label) == 0:
			return 0, 0
		}
	}
	return 0, 0
}

// barPairs reads labels and values that take turns between bars.
func barPairs(s string) []pair {
	parts := strings.Split(s, "|")
	if len(parts) < 4 {
		return nil
	}
	var pairs []pair
	for i := 0; i < len(parts); i += 2 {
		f, ok := labels[strings.Join(strings.Fields(parts[i]), "")]
		if !ok {
			return nil
		}
		p := pair{field: f}
		if i+1 < len(parts) {
			p.value = strings.TrimFunc(parts[i+1], isGap)
		}
		pairs = append(pairs, p)
	}
	return pairs
}

// isGap reports whether c stands between a metadata line's pairs.
func isGap(c rune) bool { return unicode.IsSpace(c) || c == '|' || c == '｜' }

// take stores pairs in the page. What is there already stays.
func (r *reader) take(pairs []pair) {
	p := &r.doc.Page
	for _, q := range pairs {
		switch q.field {
		case title:
			keep(&p.Title, q.value)
		case origin:
			keep(&p.Origin, q.value)
		case publisher:
			keep(&p.Publisher, q.value)
		case published:
			keep(&p.PublishedOn, isoDate(q.value))
		case otherDate:
			keep(&r.otherDate, isoDate(q.value))
		case indexNumber:
			keep(&p.IndexNumber, q.value)
		case siteCode:
			code, _, _ := strings.Cut(q.value, " ")
			keep(&p.SiteCode, code)
		case siteName:
			keep(&p.SiteName, q.value)
		case column:
			if len(p.Breadcrumb) == 0 && q.value != "" {
				p.Breadcrumb = []string{q.value}
			}
		case link:
			if strings.HasPrefix(q.value, "http") {
				keep(&r.doc.Source.URL, q.value)
			}
		}
	}
}

func keep(to *string, value string) {
	if *to == "" {
		*to = value
	}
}

var datePattern = regexp.MustCompile(`^\D{0,4}(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})(?:\D|$)`)

// isoDate returns the date that s begins with as "2021-01-15", or "".
func isoDate(s string) string {
	m := datePattern.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	d, err := time.Parse("2006-1-2", m[1]+"-"+strings.TrimLeft(m[2], "0")+"-"+strings.TrimLeft(m[3], "0"))
	if err != nil {
		return ""
	}
	return d.Format(time.DateOnly)
}
