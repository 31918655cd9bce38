package html

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai"
)

// TestBlocks reads fragments into "text|text", with # for headings.
func TestBlocks(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"breaks", "一<br>二<p>三<br/></p>四", "一\n二|三|四"},
		{"blanks", " <p> 甲 \n 乙\t丙 </p> ", "甲 乙 丙"},
		{"kept blanks", "<p>\u3000\u3000甲\u00A0乙</p>", "\u3000\u3000甲\u00A0乙"},
		{"only blanks", "<p>\u00A0\u3000</p><p>&nbsp;<br></p><p>甲", "甲"},
		{"zero width", "1\u200B2\uFEFF3\u20604", "1234"},
		{"entities", "&lt;甲&gt;&amp;&mdash;", "<甲>&—"},
		{"headings", "<h1>甲</h1><h3>乙</h3>丙", "#甲|###乙|丙"},
		{"inline unknown", "甲<o:p>乙</o:p><font>丙</font><ucapcontent><p>丁</p></ucapcontent>", "甲乙丙|丁"},
		{"hidden", `甲<span style="display : NONE ! important">乙</span><i hidden>丙</i><b style="visibility:hidden">丁<u style="visibility:visible">戊</u></b>`, "甲戊"},
		{"no size", `<div style="font-size:0px">甲<span style="font-size:14px">乙</span><span style="font-size:2em">丙</span></div>`, "乙"},
		{"small size", `<p style="font-size:0.5em">甲</p><p style="font-size:10pt">乙`, "甲|乙"},
		{"not shown", `甲<script>a</script><style>b</style><textarea>c</textarea><template>d</template><!-- e --><select><option>f</select><noscript>g</noscript><input value=h>`, "甲"},
		{"downlevel comments", "<!--[if gte mso 9]><p>一</p><![endif]-->甲<![if !supportLists]>乙<![endif]>", "甲乙"},
		{"escaped comments", "&lt;!--[if !supportLists]--&gt;1.&lt;!--[endif]--&gt;甲&lt;!--[if gte mso 9]&gt;乙&lt;![endif]--&gt;丙", "1.甲丙"},
		{"note", "<p>12<sup>3</sup>㎡<sup>注4</sup></p><p><sup>56</sup></p>", "12³㎡注4|56"},
		{"preformatted", "<pre>一 1\n二  2</pre>", "一 1\n二  2"},
		{"one cell", "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "甲|乙"},
		{"column of prose", "<table><tr><td>甲<tr><td>" + strings.Repeat("文。", 150) + "</table>", "甲|" + strings.Repeat("文。", 150)},
		{"article under its metadata", "<table><tr><td>来源<td>甲<tr><td colspan=2>" + strings.Repeat("文。", 150) + "</table>", "来源|甲|" + strings.Repeat("文。", 150)},
	} {
		d, err := Read(tt.in, gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range d.Blocks {
			got = append(got, strings.Repeat("#", b.Level)+b.Text)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, s, tt.want)
		}
	}
}

// TestTablesAreKept puts a data table where a guessed article does not reach.
func TestTablesAreKept(t *testing.T) {
	const data = `<table><tr><td>村<td>产量<tr><td>东村<td>37</table>`
	prose := "<p>" + strings.Repeat("果树长得好，收成也好。", 20) + "</p>"
	nav := `<div class="header"><a href=a>一</a><a href=b>二</a><a href=c>三</a><a href=d>四</a></div>`
	for name, body := range map[string]string{
		"after the container":  nav + `<div class="TRS_Editor">` + prose + `</div>` + data,
		"before the container": nav + data + `<div id="zoom">` + prose + `</div>`,
		"in a footer":          nav + prose + `<div class="footer">` + data + `</div>`,
		"in a side bar":        nav + prose + `<aside>` + data + `</aside>`,
		"without prose":        nav + data,
		"page named header":    `<div class="header">` + prose + data + `</div>`,
	} {
		d, err := Read("<html><body>"+body, gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		kept := 0
		for _, b := range d.Blocks {
			if b.Kind == gongkai.TableBlock && b.Zone == gongkai.Article {
				kept++
			}
		}
		if kept != 1 {
			t.Errorf("%s: %d tables in the article", name, kept)
		}
	}
}

// TestZones has a text with a link in it, a signature, and links around it.
func TestZones(t *testing.T) {
	page := `<html><body><div class="header"><p>今日晴</p><a href=a>一</a><a href=b>二</a></div><p>欢迎光临</p><p><a href=c>三</a></p>
<h2>果园</h2><div class="TRS_Editor"><p>` + strings.Repeat("果树长得好，收成也好。", 20) + `</p><p>附件：<a href=d>各村产量明细表格</a></p><p>果树站</p></div>
<p><a href=e>四</a></p><p>微信公众号</p><div id="footer">某镇</div>`
	d, err := Read(page, gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		if b.Zone == gongkai.Article {
			got = append(got, b.Text[:min(len(b.Text), 12)])
		}
	}
	if s := strings.Join(got, "|"); s != "果园|果树长得|附件：各|果树站" {
		t.Errorf("article = %s", s)
	}
	if d.Page.ArticleLinks != 1 || d.Page.Links != 4 {
		t.Errorf("%d links in the article, %d around it", d.Page.ArticleLinks, d.Page.Links)
	}
}

// TestCorpus reads real pages; what is expected of them is their shape.
func TestCorpus(t *testing.T) {
	root := os.Getenv("GONGKAI_CORPUS")
	if root == "" {
		t.Skip("GONGKAI_CORPUS is not set")
	}
	for file, want := range map[string]struct {
		tables, links int
		title, code   string
	}{
		"real/shanghai_zfbgt_2019/doc.html": {3, 0, "2019年上海市人民政府办公厅政府信息公开工作年度报告", ""},
		"real/shuyang_fgj_2023/doc.html":    {3, 0, "沭阳县发展和改革局2023年政府信息公开年度报告", "3213220037"},
		"real/ordos_egb_listpage/list.html": {1, 10, "鄂尔多斯恩格贝生态示范区", "1506000140"},
	} {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(string(data), gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		tables := 0
		for _, b := range d.Blocks {
			if b.Kind == gongkai.TableBlock {
				checkGrid(t, b.Table)
				if b.Zone == gongkai.Article {
					tables++
				}
			}
		}
		p := d.Page
		if tables != want.tables || p.ArticleLinks != want.links || p.Title != want.title || p.SiteCode != want.code {
			t.Errorf("%s: %d tables, %+v", file, tables, p)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	row := `<tr><td rowspan="1" style="border:1px solid"><p class="MsoNormal" style="text-align:center"><span style="font-size:10pt;font-family:宋体">东村</span></p></td>` +
		strings.Repeat(`<td style="width:40px"><p><span style="font-size:10pt">17<o:p></o:p></span></p></td>`, 9) + "</tr>\n"
	page := "<html><body><div class=header><a href=x>首页</a></div>" + strings.Repeat("<p>果树长得好，收成也好。</p>", 50) + "<table>" + strings.Repeat(row, 60) + "</table></body></html>"
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(page, gongkai.Source{}); err != nil {
			b.Fatal(err)
		}
	}
}
