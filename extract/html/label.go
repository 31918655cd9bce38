package html

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// field is what a label of a page's metadata announces.
type field uint8

const (
	fieldOther field = iota // known, so that it ends the value before it
	fieldOrigin
	fieldPublisher
	fieldPublished // the date of publication, in so many words
	fieldDated     // a date that is likely that of publication
	fieldIndex
	fieldSiteCode
	fieldTitle
)

// A label of metadata. Words that mean something in running text too count only
// with a colon behind them.
type label struct {
	text  string
	field field
	colon bool // is followed by a colon
	bar   bool // is followed by '|', as a cell is in text made of a table
}

// labels holds them by their first character.
var labels = func() map[rune][]label {
	m := map[rune][]label{}
	for f, words := range map[field]string{
		fieldOrigin:    "信息来源 文章来源 稿件来源 来源:",
		fieldPublisher: "发布机构 发布单位 公开机构 发文机关 发文机构 发文单位 公开主体 公开单位 信息公开机构",
		fieldPublished: "发布日期 发布时间 公开日期 公开时间 发布于:",
		fieldDated:     "发文日期 生成日期 生成时间 更新日期 更新时间 日期: 时间:",
		fieldIndex:     "索引号 索取号 信息索引号",
		fieldSiteCode:  "网站标识码",
		fieldTitle:     "信息名称 名称 标题:",
		fieldOther: `文号 发文字号 发布文号 关键词 主题词 分类 主题分类 体裁分类 信息分类 组配分类 服务对象 有效性 时效 时效性 文件下载 效力状态
			是否有效 成文日期 生效日期 失效日期 废止日期 公开方式 公开范围 公开形式 公开类别 公开属性 公开程序 公开时限 责任部门 内容概述
			信息格式 语种 字体: 字号: 作者: 浏览次数 访问次数 阅读次数 浏览量: 访问量: 点击数 点击: 点击率: 阅读: 录入: 编辑: 责任编辑 审核: 来源单位
			打印 分享: 分享到 关闭 大小: 视力保护色: 单位: 采集时间`,
	} {
		for _, s := range strings.Fields(words) {
			l := label{text: strings.TrimSuffix(s, ":"), field: f, colon: strings.HasSuffix(s, ":")}
			r, _ := utf8.DecodeRuneInString(s)
			m[r] = append(m[r], l)
		}
	}
	return m
}()

// leadingLabel returns the longest label at the start of s, with blanks between
// its characters ("索 引 号"), and what follows it, without a colon. Where the
// label stands without a colon, the rest must be "".
func leadingLabel(s string) (*label, string) {
	s = strings.TrimLeftFunc(s, blankRune)
	r, _ := utf8.DecodeRuneInString(s)
	var best *label
	rest := ""
	for i, ls := 0, labels[r]; i < len(ls); i++ {
		if best != nil && len(ls[i].text) <= len(best.text) {
			continue
		}
		if after, ok := cutLabel(s, ls[i].text); ok {
			best, rest = &ls[i], after
		}
	}
	if best == nil {
		return nil, s
	}
	whole := rest
	rest = strings.TrimLeftFunc(rest, blankRune)
	for _, colon := range [...]string{"：", ":", "﹕", "∶"} {
		if v, ok := strings.CutPrefix(rest, colon); ok {
			return &label{text: best.text, field: best.field, colon: true}, v
		}
	}
	if strings.ContainsAny(whole[:len(whole)-len(rest)], "|") {
		return &label{text: best.text, field: best.field, bar: true}, rest
	}
	if rest == "" {
		return &label{text: best.text, field: best.field}, ""
	}
	return nil, s
}

// cutLabel cuts word off s, where blanks may stand between its characters.
func cutLabel(s, word string) (rest string, ok bool) {
	for _, want := range word {
		r, n := utf8.DecodeRuneInString(s)
		for blankRune(r) {
			s = s[n:]
			r, n = utf8.DecodeRuneInString(s)
		}
		if r != want {
			return "", false
		}
		s = s[n:]
	}
	return s, true
}

func blankRune(r rune) bool {
	return r == ' ' || r == '\u00A0' || r == '\u3000' || r == '\n' || r == '\t' || r == '【' || r == '[' || r == '|' || r == '｜'
}

// pairs calls yield with each label of a line and its value: "来源：甲 时间：2024-05-06
// 字体：大" has three. A value ends where the next label begins, at '|' or at a
// line break; it may be empty ("来源：日期：2024-05-06").
func pairs(line string, yield func(f field, value string)) {
	for rest := line; rest != ""; {
		l, after := leadingLabel(rest)
		if l == nil || !l.colon && !l.bar {
			rest = nextWord(rest)
			continue
		}
		after = strings.TrimLeft(after, " \u00A0\u3000\t|｜")
		end := 0
		for end < len(after) && after[end] != '\n' && after[end] != '|' && !strings.HasPrefix(after[end:], "｜") {
			if next, _ := leadingLabel(after[end:]); next != nil && (next.colon || next.bar) && next.begins(after[:end]) {
				break
			}
			_, n := utf8.DecodeRuneInString(after[end:])
			end += n
		}
		yield(l.field, strings.Trim(after[:end], " \u00A0\u3000\t【[]】"))
		rest = after[end:]
	}
}

// begins reports whether the label may begin after a value: short ones are parts
// of words (采集时间), and need a blank before them.
func (l *label) begins(after string) bool {
	r, _ := utf8.DecodeLastRuneInString(after)
	return !han(r) || len(l.text) >= len("索引号")
}

// nextWord skips to the next place where a label may begin: after a blank or
// other separator, never within a word (采集时间 holds no 时间).
func nextWord(s string) string {
	for i, r := range s {
		if i > 0 && !han(r) {
			return s[i:]
		}
		if i == 0 && !han(r) && r != utf8.RuneError {
			_, n := utf8.DecodeRuneInString(s)
			return s[n:]
		}
	}
	return ""
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }
