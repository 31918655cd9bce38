package docx

import "testing"

func TestLists(t *testing.T) {
	lvl := func(i, format, text, more string) string {
		return `<w:lvl w:ilvl="` + i + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/>` + more + `</w:lvl>`
	}
	num := func(id, abstract, more string) string {
		return `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + abstract + `"/>` + more + `</w:num>`
	}
	numbering := `<w:abstractNum w:abstractNumId="0">` +
		lvl("0", "chineseCounting", "%1、", `<w:suff w:val="nothing"/>`) +
		lvl("1", "japaneseCounting", "（%2）", "") +
		lvl("2", "decimal", "%3.", `<w:pStyle w:val="S"/>`) +
		lvl("3", "decimal", "%1.%3.%4", `<w:isLgl/>`) +
		lvl("4", "decimalEnclosedCircle", "%5", `<w:lvlRestart w:val="0"/>`) +
		`</w:abstractNum><w:abstractNum w:abstractNumId="1">` + lvl("0", "bullet", "\uF0B7", "") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>` +
		num("1", "0", "") + num("2", "0", "") + num("3", "0", `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>`) +
		num("4", "1", "") + num("5", "2", "")
	styles := `<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`
	item := func(id, level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr></w:pPr>` + run(text) + `</w:p>`
	}
	styled := func(more, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="S"/>` + more + `</w:pPr>` + run(text) + `</w:p>`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"ordinals", item("1", "0", "甲") + item("1", "1", "乙") + item("1", "1", "丙") + item("1", "0", "丁") + item("1", "1", "戊"), "一、甲|（一）乙|（二）丙|二、丁|（一）戊"},
		{"two nums of one list go on", item("1", "0", "甲") + item("2", "0", "乙"), "一、甲|二、乙"},
		{"a num that begins at five", item("1", "0", "甲") + item("3", "0", "乙") + item("3", "0", "丙"), "一、甲|五、乙|六、丙"},
		{"figures", item("1", "0", "甲") + item("1", "2", "乙") + item("1", "3", "丙"), "一、甲|1. 乙|1.1.1 丙"},
		{"no restart", item("1", "4", "甲") + item("1", "0", "乙") + item("1", "4", "丙"), "① 甲|一、乙|② 丙"},
		{"by style", styled("", "甲") + styled("", "乙"), "1. 甲|2. 乙"},
		{"by style, switched off", styled(`<w:numPr><w:numId w:val="0"/></w:numPr>`, "甲"), "甲"},
		{"by numbering style", item("5", "0", "甲") + item("1", "0", "乙"), "一、甲|二、乙"},
		{"bullet", item("4", "0", "甲") + item("9", "0", "乙"), "• 甲|乙"},
		{"hidden items don't count", item("1", "0", "甲") + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>` + item("1", "0", "乙"), "一、甲|二、乙"},
		{"a number alone", tbl(tr("<w:tc>"+item("1", "2", "")+"</w:tc>", tc("", "7")), tr("<w:tc>"+item("1", "2", "")+"</w:tc>", tc("", "8"))), "table 1.,7/2.,8"},
		{"deleted items don't count", item("1", "0", "甲") + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>` + run("x") + `</w:del></w:p>` + item("1", "0", "乙"), "一、甲|二、乙"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := lines(t, document(tt.body, "numbering", numbering, "styles", styles)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
