package text

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// readFurniture marks the lines that belong to the page and not to its article:
// metadata and navigation above the text, the portal's imprint below it. Whatever
// might be a title, a heading or a cell stays with the article, a lone "2020" too.
func (r *reader) readFurniture() {
	top := r.head()
	r.tail(top)
	keep(&r.doc.Page.PublishedOn, r.otherDate)
}

// head marks the furniture above the article and returns the line at which the
// article has begun: a numbered heading, a sentence, or a table of TABs.
func (r *reader) head() int {
	const deepest = 60
	seen := 0
	for i, l := range r.lines {
		text := trimBlanks(l.text)
		if isBlank(text) {
			continue
		}
		if seen++; seen > deepest {
			return i
		}
		pairs := readMeta(text)
		switch {
		case slices.ContainsFunc(pairs, func(p pair) bool { return p.field != weak }):
			r.take(pairs)
			r.furniture[i] = true
		case isNavigation(text), isDividing(text):
			r.navigation(text)
			r.furniture[i] = true
		case strings.Contains(l.text, "\t"), isSectionHeading(text) && !strings.HasPrefix(text, "# "), isSentence(text):
			return i
		}
	}
	return len(r.lines)
}

// tail marks the furniture among the last lines, down from the first that only a
// portal prints. A report's own address and telephone, above it, stay.
func (r *reader) tail(top int) {
	const highest = 30
	if top == len(r.lines) {
		top = 0 // no line showed where the article begins
	}
	first, seen := len(r.lines), 0
	for first > top && seen < highest {
		if first--; !isBlank(r.lines[first].text) {
			seen++
		}
	}
	imprint := false
	for i := first; i < len(r.lines); i++ {
		text := trimBlanks(r.lines[i].text)
		if isBlank(text) || r.furniture[i] || strings.Contains(text, "\t") || isSentence(text) && !isImprint(text) {
			continue
		}
		pairs := readMeta(text)
		strong := slices.ContainsFunc(pairs, func(p pair) bool { return p.field != weak })
		if isImprint(text) {
			imprint = true
			if m := siteCodeMark.FindStringSubmatch(text); m != nil {
				keep(&r.doc.Page.SiteCode, m[1])
			}
		} else if !strong && !isNavigation(text) && !isDividing(text) && (pairs == nil || !imprint) {
			continue
		}
		r.take(pairs)
		r.furniture[i] = true
	}
}

var siteCodeMark = regexp.MustCompile(`网站标识码\s*[:：]?\s*([0-9A-Za-z]{10})`)

// isImprint reports whether a line is one that only the foot of a portal has.
func isImprint(s string) bool {
	if utf8.RuneCountInString(s) > 200 {
		return false
	}
	return slices.ContainsFunc([]string{"网站标识码", "ICP备", "公网安备", "版权所有", "主办单位:", "主办单位：", "承办单位:", "承办单位："},
		func(mark string) bool { return strings.Contains(s, mark) })
}

// navigation words, each a whole line or one of several on a line.
var navWords = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq(`网站支持IPv6 本网站支持IPv6 无障碍 无障碍阅读 无障碍浏览 适老化 长者模式 关怀版 长者助手
		繁体 繁体版 简体 简体版 登录 注册 个人中心 设为首页 加入收藏 收藏本站 网站地图 联系我们 关于我们 网站声明 隐私声明
		打印 打印本页 关闭 关闭窗口 关闭本页 返回顶部 分享 分享到 扫一扫 手机版 微信 微博 智能问答 搜索 首页 返回首页 大 中 小
		全真版 文字版 文件下载 附件下载`) {
		navWords[w] = true
	}
}

var navPrefixes = []string{"欢迎访问", "欢迎光临", "当前位置", "您的位置", "您现在的位置", "您当前的位置", "上一篇", "下一篇", "扫一扫在手机"}

// isNavigation reports whether a line is made of navigation words only, or opens
// with a phrase that nothing but navigation opens with. A short word alone (微信,
// 打印) may be a cell and is not enough.
func isNavigation(s string) bool {
	if utf8.RuneCountInString(s) > 120 {
		return false
	}
	if slices.ContainsFunc(navPrefixes, func(p string) bool { return strings.HasPrefix(s, p) }) {
		return true
	}
	words := strings.FieldsFunc(s, func(c rune) bool { return isGap(c) || strings.ContainsRune("[]【】:：>/", c) })
	if len(words) == 1 && utf8.RuneCountInString(words[0]) < 4 {
		return false
	}
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !navWords[w] })
}

// isDividing reports whether a line is a divider, with or without a word in it:
// "==================== 正文 ====================".
func isDividing(s string) bool {
	const shortest = 5
	c := s[0]
	if !strings.ContainsRune("=-*_~", rune(c)) {
		return false
	}
	rest := strings.TrimLeft(s, string(c))
	word := strings.TrimRight(rest, string(c))
	return len(s)-len(rest) >= shortest && (word == "" || len(rest)-len(word) >= shortest && utf8.RuneCountInString(word) <= 12)
}

// navigation takes from a line of navigation what it says about the page.
func (r *reader) navigation(s string) {
	p := &r.doc.Page
	if name, ok := cutAnyPrefix(s, "欢迎访问", "欢迎光临"); ok {
		name, _ = cutAnyPrefix(name, ":", "：", ",", "，")
		keep(&p.SiteName, strings.TrimRight(strings.TrimFunc(name, isGap), "!！。"))
	}
	_, path, ok := strings.Cut(strings.ReplaceAll(s, "：", ":"), ":")
	if ok && strings.Contains(s, "位置") && len(p.Breadcrumb) == 0 {
		for step := range strings.FieldsFuncSeq(path, func(c rune) bool { return strings.ContainsRune(">＞»›/\\", c) }) {
			if step = strings.TrimFunc(step, isGap); step != "" {
				p.Breadcrumb = append(p.Breadcrumb, step)
			}
		}
	}
}
