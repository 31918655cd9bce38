package draw

import (
	"fmt"
	"html"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// html writes the blocks as a page.
func (d *drawer) html(bs []block) []byte {
	charset, page := "utf-8", ""
	if d.GBK {
		charset = "gb2312"
	}
	var b strings.Builder
	for i := 0; i < len(bs); i++ {
		switch x := bs[i]; x.kind {
		case "title":
			fmt.Fprintf(&b, "<h1>%s</h1>\n", x.text)
		case "heading":
			fmt.Fprintf(&b, "<p><strong>%s</strong></p>\n", html.EscapeString(x.text))
		case "text":
			fmt.Fprintf(&b, "<p>\u3000\u3000%s</p>\n", html.EscapeString(x.text))
		case "table":
			t := x.table
			if d.Layout == Grid && x.part == "pd" { // one grid for all items
				all := &table{width: t.width}
				for ; bs[i].part == "pd"; i++ {
					all.rows = append(all.rows, bs[i].table.rows...)
				}
				i--
				t = all
			}
			b.WriteString(d.tableHTML(t, x.part))
		}
	}
	switch d.Layout {
	case Portal:
		page = d.portal(b.String())
	case Word:
		page = `<div class="TRS_Editor"><div class="Section1" style="layout-grid:15.6pt">` + b.String() + "</div></div>"
	default:
		page = `<div class="article">` + b.String() + "</div>"
	}
	out := fmt.Sprintf("<!DOCTYPE html>\n<html><head><meta charset=\"%s\"><title>%s</title></head>\n<body>%s</body></html>\n", charset, d.truth.Title, page)
	if d.GBK {
		if gbk, err := simplifiedchinese.GB18030.NewEncoder().String(out); err == nil {
			return []byte(gbk)
		}
	}
	return []byte(out)
}

func (d *drawer) tableHTML(t *table, part string) string {
	var b strings.Builder
	b.WriteString("<table border=\"1\" cellspacing=\"0\">\n")
	for r, row := range t.rows {
		b.WriteString("<tr>")
		for i, c := range row {
			cols := c.cols
			// Word's grid has a column more than the form, and header and numbers
			// share it out differently: 1,1,2,1 over 1,2,1,1.
			if d.Layout == Word && part == "pd" {
				switch {
				case len(row) == 1, len(row) > 1 && i == len(row)-1 && len(row) < 4:
					cols++
				case len(row) == 4 && (r == 1 && i == 2 || r > 1 && i == 1):
					cols++
				}
			}
			fmt.Fprintf(&b, "<td%s%s>%s</td>", span("rowspan", c.rows), span("colspan", cols), d.cellHTML(c.text))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n")
	return b.String()
}

func span(attr string, n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(` %s="%d"`, attr, n)
}

func (d *drawer) cellHTML(text string) string {
	s := strings.ReplaceAll(html.EscapeString(text), html.EscapeString(lineBreak), "<br>")
	if d.Layout != Word {
		return s
	}
	if strings.TrimSpace(text) == "" {
		s = "&nbsp;"
	}
	if r := []rune(s); len(r) > 6 && !strings.ContainsAny(s, "&<0123456789") && d.chance(2) {
		s = string(r[:3]) + "</span><span lang=\"EN-US\">" + string(r[3:])
	}
	return `<p class="MsoNormal" align="center"><font face="宋体"><span style="font-size:10.5pt">` + s + `</span></font><span lang="EN-US"><o:p></o:p></span></p>`
}

// portal puts the report into a page with navigation, metadata and footer.
func (d *drawer) portal(article string) string {
	place := string([]rune(d.truth.Agency)[:3])
	return `<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/ndbg/">政府信息公开年报</a></div>
<table class="meta" width="100%"><tr><td>索引号：</td><td>` + d.truth.DivisionCode + `-07-` + fmt.Sprint(d.truth.Year+1) + `-0004</td><td>发布机构：</td><td>` + d.truth.Agency + `</td></tr>
<tr><td>公开日期：</td><td>` + fmt.Sprint(d.truth.Year+1) + `-01-28</td><td>公开方式：</td><td>主动公开</td></tr></table>
<table width="1000" align="center"><tr><td class="content" id="zoom">` + article + `</td></tr></table>
<div class="footer"><p>主办单位：` + place + `人民政府办公室 网站标识码：` + d.truth.DivisionCode + `0001</p><p>上一篇：<a href="1.html">关于春节值班的安排</a> 下一篇：没有了</p></div>`
}
