package docx

import (
	"strings"
	"testing"
)

// lines writes a document's blocks as the test cases do: texts by '|'.
func lines(t *testing.T, p parts) string {
	t.Helper()
	var out []string
	for _, b := range read(t, p).Blocks {
		if b.Table != nil {
			out = append(out, "table "+short(t, b.Table))
		} else {
			out = append(out, b.Text)
		}
	}
	return strings.Join(out, "|")
}

func TestText(t *testing.T) {
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	box := func(text string) string { return "<w:txbxContent>" + p(text) + "</w:txbxContent>" }
	for _, tt := range []struct{ name, body, want string }{
		{"runs", `<w:p>` + run("办件") + run("17") + run("件") + `</w:p>`, "办件17件"},
		{"blanks", `<w:p><w:r><w:t xml:space="preserve">  甲  乙 </w:t></w:r><w:r><w:t> 丙 </w:t></w:r></w:p>`, "甲  乙 丙"},
		{"breaks", `<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r></w:p>`, "甲\n乙\t丙\n丁"},
		{"tab stops are none", `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr>` + run("甲") + `</w:p>`, "甲"},
		{"hyphens", `<w:p><w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>4</w:t><w:softHyphen/><w:t>5</w:t></w:r></w:p>`, "3-45"},
		{"entities", p("&lt;甲&#x4E59;&amp;amp;&#19993;&unknown;"), "<甲乙&amp;丙&unknown;"},
		{"line ends of the source", p("甲\n乙"), "甲 乙"},
		{"no width", p("1\u200B2\uFEFF3"), "123"},
		{"symbols", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F02F"/><w:sym w:font="X" w:char="F031"/></w:r></w:p>`, "☑/\uF031"},
		{"hidden", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>8</w:t></w:r></w:p>`, "8"},
		{"raised", `<w:p>` + run("12") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r></w:p>`, "12³"},
		{"deleted", `<w:p>` + run("1") + `<w:del><w:r><w:delText>2</w:delText></w:r></w:del><w:ins>` + run("3") + `</w:ins></w:p>`, "13"},
		{"moved", `<w:p><w:moveFrom>` + run("4") + `</w:moveFrom></w:p><w:p><w:moveTo>` + run("4") + `</w:moveTo></w:p>`, "4"},
		{"joined", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("甲") + `</w:p>` + p("乙") + p("丙"), "甲乙|丙"},
		{"joined to nothing", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("甲") + `</w:p>`, "甲"},
		{"as it was before", `<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>5</w:t></w:r></w:p>`, "5"},
		{"field", `<w:p>` + field("begin") + `<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>` + field("separate") + run("21") + field("end") + run("件") + `</w:p>`, "21件"},
		{"field in a field's instruction", `<w:p>` + field("begin") + field("begin") + field("separate") + run("7") + field("end") + field("separate") + run("8") + field("end") + run("9") + `</w:p>`, "89"},
		{"field without its end", `<w:p>` + field("begin") + run("6") + `</w:p>` + p("7"), "7"},
		{"simple field", `<w:p><w:fldSimple w:instr="DATE">` + run("3日") + `</w:fldSimple></w:p>`, "3日"},
		{"content control", `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + p("甲") + `</w:sdtContent></w:sdt>`, "甲"},
		{"ruby", `<w:p><w:r><w:ruby><w:rt>` + run("yi") + `</w:rt><w:rubyBase>` + run("一") + `</w:rubyBase></w:ruby></w:r></w:p>`, "一"},
		{"formula", `<w:p><m:oMath><m:r><m:t>3+4</m:t></m:r></m:oMath></w:p>`, "3+4"},
		{"formula between paragraphs", p("甲") + `<m:oMathPara><m:oMath><m:r><m:t>5+6</m:t></m:r></m:oMath></m:oMathPara>` + p("乙"), "甲|5+6|乙"},
		{"text box", `<w:p>` + run("甲") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>` + box("乙1") + `</wps:txbx></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><v:textbox>` + box("乙2") + `</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + run("丙") + `</w:p>`, "甲丙|乙1"},
		{"old text box", `<w:p><w:r><w:pict><v:shape><v:textbox>` + box("乙") + `</v:textbox></v:shape></w:pict></w:r></w:p>`, "乙"},
		{"text of a drawing", `<w:p><w:r><w:drawing><a:p><a:r><a:t>图</a:t></a:r></a:p></w:drawing><w:t>文</w:t></w:r></w:p>`, "文"},
		{"one cell is no table", tbl(tr(tc("", "甲"))), "甲"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := lines(t, document(tt.body)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	reference := func(kind, id string) string { return `<w:` + kind + `Reference w:type="default" r:id="` + id + `"/>` }
	note := func(id, text string) string {
		return `<w:footnote w:id="` + id + `"><w:p><w:r><w:footnoteRef/></w:r>` + run(text) + `</w:p></w:footnote>`
	}
	got := dump(read(t, document(
		p("正文一")+`<w:p>`+run("共31件")+`<w:r><w:footnoteReference w:id="7"/></w:r></w:p>`+
			`<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>`+run("标题甲")+`</w:p><w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>`+run("标题乙")+`</w:p>`+
			`<w:p><w:r><w:rPr><w:rStyle w:val="X"/></w:rPr><w:t>看不见</w:t></w:r></w:p>`+
			`<w:sectPr>`+reference("header", "header1")+reference("header", "header1")+reference("footer", "footer2")+`</w:sectPr>`,
		"styles", `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>`+
			`<w:style w:type="paragraph" w:styleId="H"><w:name w:val="x"/><w:basedOn w:val="1"/></w:style>`+
			`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 3"/></w:style>`+
			`<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>`,
		"footnotes", note("-1", "线")+note("7", "含邮件5件"), "header1", p("页眉"), "footer2", p("第2页"),
	)))
	want := `F p  "页眉"
  p  "正文一"
  p  "共31件¹"
  h3 "标题甲"
  h2 "标题乙"
  p  "¹含邮件5件"
F p  "第2页"
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestVariants reads a document in other clothes.
func TestVariants(t *testing.T) {
	plain := document(p("甲2") + tbl(tr(tc("", "3"), tc("", "4"))))
	want := dump(read(t, plain))
	variant := func(edit func(parts)) parts {
		v := parts{}
		for k, s := range plain {
			v[k] = s
		}
		edit(v)
		return v
	}
	for name, v := range map[string]parts{
		"strict": variant(func(v parts) {
			v["word/document.xml"] = strings.ReplaceAll(v["word/document.xml"], transitional, strict)
		}),
		"other prefixes": variant(func(v parts) {
			v["word/document.xml"] = strings.NewReplacer("<w:", "<ns0:", "</w:", "</ns0:", "xmlns:w=", "xmlns:ns0=").Replace(v["word/document.xml"])
		}),
		"default namespace": variant(func(v parts) {
			v["word/document.xml"] = strings.NewReplacer("<w:", "<", "</w:", "</", "xmlns:w=", "xmlns=").Replace(v["word/document.xml"])
		}),
		"UTF-16": variant(func(v parts) { v["word/document.xml"] = utf16(v["word/document.xml"]) }),
		"main part elsewhere": variant(func(v parts) {
			v["Word/Main.XML"] = v["word/document.xml"]
			v["_rels/.rels"] = strings.ReplaceAll(v["_rels/.rels"], "word/document.xml", "/word/main.xml")
			delete(v, "word/document.xml")
		}),
		"backslashes": variant(func(v parts) {
			v[`word\document.xml`] = v["word/document.xml"]
			delete(v, "word/document.xml")
		}),
		"no relationships": variant(func(v parts) { delete(v, "_rels/.rels") }),
	} {
		t.Run(name, func(t *testing.T) {
			if got := dump(read(t, v)); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func utf16(s string) string {
	out := []byte("\xFF\xFE")
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

func TestTitle(t *testing.T) {
	core := func(title string) string {
		return `<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + title + `</dc:title></cp:coreProperties>`
	}
	for title, want := range map[string]string{
		"某某局2031年报告": "某某局2031年报告", "某某局2030年报告": "", "": "", "报告": "",
	} {
		d := document(p("某某局") + p("2031 年报告") + p("正文"))
		d["docProps/core.xml"] = core(title)
		if got := read(t, d).Page.Title; got != want {
			t.Errorf("%q: got %q", title, got)
		}
	}
}
