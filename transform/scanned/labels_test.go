package scanned

import (
	"strings"
	"testing"

	"gongkai"
	"gongkai/canon"
)

// column makes a table of rows with one cell each.
func column(texts ...string) *gongkai.Document {
	t := &gongkai.Table{}
	for r, s := range texts {
		t.Grid = append(t.Grid, []gongkai.Cell{{Text: s, Row: r, RowSpan: 1, ColSpan: 1}})
	}
	return &gongkai.Document{Scanned: true, Blocks: []gongkai.Block{{Kind: gongkai.TableBlock, Table: t}}}
}

func texts(d *gongkai.Document) string {
	var out []string
	for _, row := range d.Blocks[0].Table.Grid {
		out = append(out, row[0].Text)
	}
	return strings.Join(out, "|")
}

// TestLabels holds what a recogniser really made of a form's labels.
func TestLabels(t *testing.T) {
	form := requestLabels(canon.T2021)
	read := append([]string(nil), form...)
	for i, s := range map[int]string{
		9: "一、本竺新收政府信息公刀中坞效量", 10: "二、上年结特必只信息公刀中二效量", 11: "三、木午度办亚结果", 14: "伍)不予公开", 16: "2.其他法律行政法讽答止公",
		18: "4.保护第二方合法权益", 21: "7.属于行必坝法案卷", 30: "�", len(form) - 3: "3其他", len(form) - 1: "四、结牧卜年度纸凑外理",
	} {
		read[i] = s
	}
	doc := column(read...)
	got := Labels(doc)
	if g, w := texts(got), strings.Join(form, "|"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
	if texts(doc) != strings.Join(read, "|") {
		t.Error("the document was changed")
	}
}

// TestLabelsKeeps holds that neither numbers nor other tables' words change, and
// that a row which the form does not have gets none of its labels.
func TestLabelsKeeps(t *testing.T) {
	for _, c := range [][2]string{
		{"12|345|�|0", "12|345|�|0"},
		{"姓名|职务|电话|会议室", "姓名|职务|电话|会议室"},
		{"行政许可|行政处罚|现行月效件数|本年处理决正奴量", "行政许可|行政处罚|现行有效件数|本年处理决定数量"},
	} {
		if got := texts(Labels(column(strings.Split(c[0], "|")...))); got != c[1] {
			t.Errorf("%s: got %s", c[0], got)
		}
	}
	form := requestLabels(canon.T2019)
	more := append(append([]string(nil), form[:15]...), append([]string{"9.局长交办事项"}, form[15:]...)...)
	if got := texts(Labels(column(more...))); got != strings.Join(more, "|") {
		t.Errorf("got %s", got)
	}
}

func TestTitle(t *testing.T) {
	for _, c := range [][2]string{
		{"长丰县水利局2019年竺呵信息公开工作重度报告", "长丰县水利局2019年政府信息公开工作年度报告"},
		{"平遥县2020年-*府信息公开工作年寺报告", "平遥县2020年政府信息公开工作年度报告"},
		{"某县2020年政府信息公开工作年度报告", "某县2020年政府信息公开工作年度报告"},
		{"某县2020年法治政府建设情况报告", "某县2020年法治政府建设情况报告"},
	} {
		if got := title(c[0]); got != c[1] {
			t.Errorf("%s: %s", c[0], got)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"总计", "", 2}, {"总计", "总订", 1}, {"本年新收", "本新收了", 2}, {"abc", "abc", 0}} {
		if got := distance([]rune(c.a), []rune(c.b)); got != c.want || distance([]rune(c.b), []rune(c.a)) != got {
			t.Errorf("%s, %s: %d", c.a, c.b, got)
		}
	}
}
