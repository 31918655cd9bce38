package draw

import (
	"fmt"
	"strconv"
	"strings"
)

// Prose is what a report says beside its tables.
type Prose struct {
	Agency, Division, Function string
	Year                       int
	Title                      string
	Headings                   [6]string
	Preface                    string
	Paragraphs                 [3]string // of sections one, five and six
	Signed                     string
}

// Somewhere is a county and its code.
var places = []row{
	{"350521", "惠安县"}, {"321322", "沭阳县"}, {"340121", "长丰县"}, {"330122", "桐庐县"}, {"330521", "德清县"},
	{"140728", "平遥县"}, {"361130", "婺源县"}, {"370881", "曲阜市"}, {"450321", "阳朔县"}, {"530127", "嵩明县"},
}

var bureaus = []row{{"education", "教育局"}, {"civil_affairs", "民政局"}, {"water", "水利局"}, {"agriculture", "农业农村局"}}

var headings = [6][]string{
	{"一、总体情况", "一、政府信息公开总体情况", "一、概述", "一、基本情况"},
	{"二、主动公开政府信息情况", "二、政府信息主动公开情况"},
	{"三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息依申请公开情况", "三、依申请公开情况"},
	{"四、政府信息公开行政复议、行政诉讼情况", "4、 政府信息公开被申请行政复议、提起行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"},
	{"五、存在的主要问题及改进情况", "五、存在的问题及改进措施"},
	{"六、其他需要报告的事项", "六、其它需要报告的事项"},
}

// somebody draws an agency and its prose.
func (d *drawer) somebody() Prose {
	place, bureau := one(d, places...), one(d, bureaus...)
	p := Prose{Agency: place.label + bureau.label, Division: place.id, Function: bureau.id, Year: 2019 + d.rand.IntN(7)}
	p.Title = fmt.Sprintf("%s%d年政府信息公开工作年度报告", p.Agency, p.Year)
	for i, hs := range headings {
		p.Headings[i] = one(d, hs...)
	}
	year := strconv.Itoa(p.Year)
	p.Preface = "本报告由" + p.Agency + "按照《中华人民共和国政府信息公开条例》编制，数据统计期限为" + year + "年1月1日至" + year + "年12月31日。"
	p.Paragraphs = [3]string{
		year + "年，本局安排专人整理公开目录，通过网站发布信息" + strconv.Itoa(20+d.rand.IntN(400)) + "条，并在办事大厅备有查阅处。",
		"有的信息发布得不够及时，解读材料也少。本局将按月核对目录，请业务科室一同撰写解读。",
		one(d, "无。", "本年度未收取信息处理费。", "没有其他需要报告的事项。"),
	}
	p.Signed = fmt.Sprintf("%d年1月%d日", p.Year+1, 5+d.rand.IntN(20))
	return p
}

// complete takes from other what p does not say.
func (p Prose) complete(other Prose) Prose {
	p.Title = fmt.Sprintf("%s%d年政府信息公开工作年度报告", p.Agency, p.Year)
	p.Headings = other.Headings
	if p.Signed == "" {
		p.Signed = fmt.Sprintf("%d年1月22日", p.Year+1)
	}
	if p.Preface == "" {
		p.Preface = fmt.Sprintf("现将%s%d年度政府信息公开情况报告如下，数据统计期限为%d年1月1日至12月31日。", p.Agency, p.Year, p.Year)
	}
	return p
}

// block is a part of the document.
type block struct {
	kind  string // title, heading, text, caption, tables
	text  string
	table *table
	part  string // pd, req, rl
}

// report draws the whole.
func (d *drawer) report() []block {
	p := d.prose
	out := []block{{kind: "title", text: p.Title}, {kind: "text", text: p.Preface},
		{kind: "heading", text: p.Headings[0]}, {kind: "text", text: p.Paragraphs[0]},
		{kind: "heading", text: p.Headings[1]}}
	for _, t := range d.proactive() {
		out = append(out, block{kind: "table", table: t, part: "pd"})
	}
	out = append(out, block{kind: "heading", text: p.Headings[2]})
	for _, t := range d.broken(d.requests()) {
		out = append(out, block{kind: "table", table: t, part: "req"})
	}
	out = append(out, block{kind: "heading", text: p.Headings[3]}, block{kind: "table", table: d.challenges(), part: "rl"},
		block{kind: "heading", text: p.Headings[4]}, block{kind: "text", text: p.Paragraphs[1]},
		block{kind: "heading", text: p.Headings[5]}, block{kind: "text", text: p.Paragraphs[2]},
		block{kind: "text", text: p.Agency}, block{kind: "text", text: p.Signed})
	return out
}

// broken breaks the table of requests over a page, where the mess says so.
func (d *drawer) broken(t *table) []*table {
	k := t.head + 2 + d.rand.IntN(len(t.rows)-t.head-4)
	switch {
	case d.mess[HeadAgain] && d.chance(2):
		t.headAgain(k)
	case d.mess[HeadAgain]:
		a, b := t.tear(k)
		b.rows, b.head = append(append([][]cell{}, t.rows[:t.head]...), b.rows...), t.head
		return []*table{a, b}
	case d.mess[Torn]:
		a, b := t.tear(k)
		return []*table{a, b}
	}
	return []*table{t}
}

func decimalOf(n int64) string { return strconv.FormatInt(n, 10) }

// typed prints a text in the report's hand: blanks within short labels, and
// half-width punctuation. One report is typed by one hand.
func (d *drawer) typed(s string) string {
	switch d.Seed % 5 {
	case 1:
		s = strings.NewReplacer("（", "(", "）", ")", "，", ",", "：", ":").Replace(s)
	case 2:
		if r := []rune(s); len(r) >= 2 && len(r) <= 4 && d.Layout != RunOn && d.Layout != Lines {
			return strings.Join(strings.Split(s, ""), d.gap())
		}
	}
	return s
}

// gap is what stands between the characters of a spaced label.
func (d *drawer) gap() string {
	switch {
	case d.Layout.breaks():
		return one(d, " ", "\u3000", "\u00a0", lineBreak)
	case d.Layout == Tabs:
		return one(d, "\n", " ", "\u3000")
	}
	return one(d, " ", "\u3000")
}
