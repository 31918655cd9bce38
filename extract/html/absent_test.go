package html

import (
	"strings"
	"testing"

	"gongkai"
)

// absent writes a grid as short does, with - for absent cells.
func absent(t *testing.T, tb *gongkai.Table) string {
	t.Helper()
	var rows []string
	for r, row := range tb.Grid {
		var s []string
		for c, q := range row {
			if !q.Absent {
				s = append(s, q.Text)
				continue
			}
			if q.Text != "" {
				t.Errorf("absent cell %d,%d says %q", r, c, q.Text)
			}
			s = append(s, "-")
		}
		rows = append(rows, strings.Join(s, ","))
	}
	return strings.Join(rows, "/")
}

func TestAbsentCells(t *testing.T) {
	for _, tt := range []struct{ name, rows, want string }{
		{"short row", `<tr><td>1<td>2<td>3<tr><td>4<td>5`, "1,2,3/4,5,-"},
		{"printed but empty", `<tr><td>1<td>2<td>3<tr><td>4<td><td>&nbsp;`, "1,2,3/4,,\u00A0"},
		{"in the middle", `<tr><td>1<td>2<td rowspan=2>3<tr><td>4<tr><td>5<td>6<td>7`, "1,2,3/4,-,3/5,6,7"},
		{"only a rowspan", `<tr><td rowspan=2>1<td>2<td>3<tr><td>4`, "1,2,3/1,4,-"},
		{"every row", `<tr><td colspan=9>1<tr><td>2<td>3`, "1,1/2,3"},
		{"hidden", `<tr><td>1<td>2<tr><td>3<td hidden>4`, "1,2/3,-"},
	} {
		tb := gridOf(t, "<table>"+tt.rows+"</table>")
		if got := absent(t, tb); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestStruckOut reads tables with text that is struck out: it is not printed,
// its cell is.
func TestStruckOut(t *testing.T) {
	for _, tt := range []struct{ cell, want string }{
		{`<td><del>99</del>12`, "12"},
		{`<td><s>9</s>1<strike>9</strike>2`, "12"},
		{`<td><ins>12</ins><del><p>9</p></del>`, "12"},
		{`<td>12<span style="color:red; text-decoration: line-through">9</span>`, "12"},
		{`<td>12<p style="text-decoration-line:underline line-through">9<b style="text-decoration:none">9</b></p>`, "12"},
		{`<td style="TEXT-DECORATION: LINE-THROUGH">12`, ""},
		{`<td style="text-decoration:line-through;text-decoration:underline">12`, "12"},
		{`<td><u>12</u>`, "12"},
	} {
		tb := gridOf(t, "<table><tr><td>甲<td>乙<td>丙<tr><td>丁"+tt.cell+"<td>戊</table>")
		if got, want := absent(t, tb), "甲,乙,丙/丁,"+tt.want+",戊"; got != want {
			t.Errorf("%s: got %s, want %s", tt.cell, got, want)
		}
	}
}

// TestCutShort reads pages that break off in a table: of 689 they may say 6.
func TestCutShort(t *testing.T) {
	const head = `<table><tr><td>1<td>2<td>3</tr>`
	for _, tt := range []struct{ name, page, want string }{
		{"whole", head + `<tr><td>4<td>5<td>6</table>`, "1,2,3/4,5,6"},
		{"in a cell", head + `<tr><td>4</td><td>6`, "1,2,3/4,-,-"},
		{"in the last cell", head + `<tr><td>4<td>5<td>6`, "1,2,3/4,5,-"},
		{"before a cell's text", head + `<tr><td>4<td>5<td>`, "1,2,3/4,5,-"},
		{"in a cell with spans", head + `<tr><td>4<td colspan=2 rowspan=3>6`, "1,2,3/4,-,-"},
		{"in a cell's markup", head + `<tr><td>4<td>5<td><p><b>6</b>7</p`, "1,2,3/4,5,-"},
		{"within a wrapper", `<div>` + head + `<tr><td>4<td>6</div></body></html>`, "1,2,3/4,-,-"},
		{"behind a row", head + `<tr><td>4<td>5<td>6</tr> </tbody></div></html>`, "1,2,3/4,5,6"},
		{"behind a cell", head + `<tr><td>4<td>6</td>`, "1,2,3/4,6,-"},
		{"in the next cell's tag", head + `<tr><td>4<td>6</td><td width="5`, "1,2,3/4,6,-"},
		{"before the next row", head + `<tr><td>4<td>5<td>6</td></tr><tr>`, "1,2,3/4,5,6"},
		{"rowspan from above", `<table><tr><td>1<td>2<td rowspan=2>3<tr><td>4<td>6`, "1,2,3/4,-,3"},
		{"foot first", `<table><tfoot><tr><td>5<td>6</tfoot><tbody><tr><td>1<td>2`, "1,-/5,6"},
		{"end tag in a comment", head + `<tr><td>4<td>5<td>6<!-- </td></table> -->`, "1,2,3/4,5,-"},
		{"start tag in a script", head + `</table><script>"<table><td>"</script>`, "1,2,3"},
		{"whole, with a table in a cell", head + `<tr><td>4<td>5<td>6</tr>` + rep(`<tr><td>7<td>7<td>7</tr>`, 3) + `<tr><td>8<td>9<table><tr><td>6</table></table>`, "1,2,3/4,5,6/7,7,7/7,7,7/7,7,7/8,9\n6,-"},
		{"in a table in a cell", head + `<tr><td>4<td>5<td>6</tr>` + rep(`<tr><td>7<td>7<td>7</tr>`, 3) + `<tr><td>8<td>9<table><tr><td>6</td>`, "1,2,3/4,5,6/7,7,7/7,7,7/7,7,7/8,-,-"},
	} {
		if got := absent(t, gridOf(t, tt.page)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestCutShortLast breaks off in the second of two tables: the first is whole.
func TestCutShortLast(t *testing.T) {
	const one = `<table><tr><td>1<td>2<tr><td>3<td>4`
	for in, want := range map[string]string{
		one + `</table>` + one:                              "1,2/3,4|1,2/3,-",
		one + `</table><table><tr><td>5`:                    "1,2/3,4",
		`<table><tr><td>` + one + `</table><td>` + one:      "1,2/3,4|1,2/3,-",
		`<table><tr><td>` + one + `</table>` + one + `</p>`: "1,2/3,4|1,2/3,-",
	} {
		d, err := Read(in, gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, tb := range d.Tables() {
			got = append(got, absent(t, tb))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: got %s, want %s", in, s, want)
		}
	}
}

// TestSideBarCell reads a page in a layout table: a few words in the cell beside
// the heading's are no part of the article, cells with more to say are.
func TestSideBarCell(t *testing.T) {
	const article = `<td><h1>某局工作报告</h1><p>` + "一年来做了许多工作，成绩很好。" + `</p><table><tr><td>1<td>2<tr><td>3<td>4</table></td>`
	long := strings.Repeat("文字。", 40)
	for in, want := range map[string]string{
		`<td>导航</td>` + article:                 "F导航|某局工作报告|一年来做了许多工作，成绩很好。",
		article + `<td><p>热点</p><p>专题</p></td>`: "某局工作报告|一年来做了许多工作，成绩很好。|F热点|F专题",
		`<td>` + long + `</td>` + article:       long + "|某局工作报告|一年来做了许多工作，成绩很好。",
		`<td>一、概况</td><td>` + long + `<table><tr><td>1<td>2<tr><td>3<td>4</table></td>`: "一、概况|" + long,
	} {
		d, err := Read("<table><tr>"+in+"</tr></table>", gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range d.Blocks {
			if b.Kind == gongkai.TableBlock {
				continue
			}
			zone := ""
			if b.Zone == gongkai.Furniture {
				zone = "F"
			}
			got = append(got, zone+b.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("got %s, want %s", s, want)
		}
	}
}
