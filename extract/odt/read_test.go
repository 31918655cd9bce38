package odt

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/limit"
)

const namespaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"`

// pack makes a document; styles are the automatic ones.
func pack(t testing.TB, method uint16, styles, body string, more ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	files := append([]string{
		"mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", "<office:document-content" + namespaces + "><office:automatic-styles>" + styles + "</office:automatic-styles><office:body><office:text>" + body + "</office:text></office:body></office:document-content>",
	}, more...)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: method})
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, styles, body string, more ...string) *gongkai.Document {
	t.Helper()
	d, err := Read(pack(t, zip.Deflate, styles, body, more...), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func p(s string) string { return "<text:p>" + s + "</text:p>" }

func td(attrs, s string) string {
	return "<table:table-cell " + attrs + ">" + p(s) + "</table:table-cell>"
}

func tr(cells ...string) string {
	return "<table:table-row>" + strings.Join(cells, "") + "</table:table-row>"
}

func tbl(rows ...string) string {
	return `<table:table><table:table-column table:number-columns-repeated="9"/>` + strings.Join(rows, "") + "</table:table>"
}

const covered = "<table:covered-table-cell/>"

// lines writes a document's blocks: texts by '|', grids by '/' and ','.
func lines(t *testing.T, d *gongkai.Document) string {
	t.Helper()
	var out []string
	for _, b := range d.Blocks {
		if b.Table == nil {
			out = append(out, b.Text)
			continue
		}
		checkGrid(t, b.Table)
		var rows []string
		for _, row := range b.Table.Grid {
			var s []string
			for _, c := range row {
				s = append(s, c.Text)
			}
			rows = append(rows, strings.Join(s, ","))
		}
		out = append(out, "table "+strings.Join(rows, "/"))
	}
	return strings.Join(out, "|")
}

func TestRead(t *testing.T) {
	style := func(name, props string) string {
		return `<style:style style:family="text" style:name="` + name + `"><style:text-properties ` + props + `/></style:style>`
	}
	styles := style("H", `text:display="none"`) + style("S", `style:text-position="super 58%"`)
	for _, tt := range []struct{ name, body, want string }{
		{"blanks", p(" 甲 \n <text:span>乙</text:span> <text:s text:c=\"2\"/>丙 "), "甲 乙   丙"},
		{"breaks", p("甲<text:line-break/>乙<text:tab/>丙"), "甲\n乙\t丙"},
		{"hidden", p(`1<text:span text:style-name="H">2</text:span>3`), "13"},
		{"raised", p(`12<text:span text:style-name="S">3</text:span>`), "12³"},
		{"changes", `<text:tracked-changes><text:changed-region><text:deletion>` + p("9") + `</text:deletion></text:changed-region></text:tracked-changes>` + p(`1<text:change text:change-id="a"/>2`), "12"},
		{"field", p(`第<text:page-number>3</text:page-number>页`), "第3页"},
		{"comment", p(`1<office:annotation>` + p("9") + `</office:annotation>2`), "12"},
		{"note", p(`12<text:note><text:note-citation>1</text:note-citation><text:note-body>`+p("含3")+`</text:note-body></text:note>件`) + p("乙"), "12¹件|乙|¹含3"},
		{"text box", p(`甲<draw:frame><draw:text-box>`+p("乙")+`</draw:text-box><svg:title>x</svg:title></draw:frame>丙`) + p("丁"), "甲丙|乙|丁"},
		{"ruby", p(`<text:ruby><text:ruby-base>一</text:ruby-base><text:ruby-text>yi</text:ruby-text></text:ruby>`), "一"},
		{"hidden section", `<text:section text:display="none">` + p("9") + `</text:section><text:section>` + p("1") + `</text:section>`, "1"},
		{"plain", tbl(tr(td("", "1"), td("", "2")), tr(td("", "3"), td("", "4"))), "table 1,2/3,4"},
		{
			"spans", tbl(tr(td(`table:number-columns-spanned="2" table:number-rows-spanned="2"`, "1"), covered, td("", "2")), tr(covered, covered, td("", "3")), tr(td("", "4"), td("", "5"), td("", "6"))),
			"table 1,1,2/1,1,3/4,5,6",
		},
		{"repeated", tbl(tr(td(`table:number-columns-repeated="2"`, "1"), td("", "2")), `<table:table-row table:number-rows-repeated="2">`+td("", "3")+td("", "4")+td("", "5")+"</table:table-row>"), "table 1,1,2/3,4,5/3,4,5"},
		{"header rows", tbl(`<table:table-header-rows>`+tr(td("", "1"), td("", "2"))+`</table:table-header-rows>`, tr(td("", "3"), td("", "4"))), "table 1,2/3,4"},
		{"span over a cell", tbl(tr(td(`table:number-rows-spanned="2"`, "1"), td("", "2")), tr(td("", "3"), td("", "4"))), "table 1,2/3,4"},
		{
			"a small table in a cell",
			tbl(tr(td("", "1"), td("", "2"), td("", "3"), td("", "4")), tr("<table:table-cell>"+tbl(tr(td("", "5"), td("", "6")))+"</table:table-cell>", td("", "7"), td("", "8"), td("", "9"))),
			"table 1,2,3,4/5\n6,7,8,9",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := lines(t, read(t, styles, tt.body)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLists(t *testing.T) {
	lvl := func(level, format, more string) string {
		return `<text:list-level-style-number text:level="` + level + `" style:num-format="` + format + `" ` + more + `/>`
	}
	styles := `<text:list-style style:name="L">` + lvl("1", "一, 二, 三, ...", `style:num-suffix="、"`) + lvl("2", "1", `style:num-suffix="." text:start-value="3"`) +
		lvl("3", "1", `style:num-list-format="%2%-%3%)" style:num-suffix="x"`) + lvl("4", "1", `text:display-levels="3"`) +
		`<text:list-level-style-bullet text:level="5" text:bullet-char="` + "\uF0B7" + `"/></text:list-style>`
	list := func(attrs, items string) string {
		return `<text:list text:style-name="L" ` + attrs + `>` + items + "</text:list>"
	}
	li := func(s string) string { return "<text:list-item>" + s + "</text:list-item>" }
	in := func(s string) string { return "<text:list>" + s + "</text:list>" }
	for _, tt := range []struct{ name, body, want string }{
		{"levels", list("", li(p("甲")+p("续")+in(li(p("乙"))+li(p("丙"))))+li(p("丁")+in(li(p("戊"))))), "一、甲|续|3. 乙|4. 丙|二、丁|3. 戊"},
		{"another list", list("", li(p("甲"))) + list("", li(p("乙"))), "一、甲|一、乙"},
		{"goes on", list("", li(p("甲"))) + p("中") + list(`text:continue-numbering="true"`, li(p("乙"))), "一、甲|中|二、乙"},
		{"goes on with one named", list(`xml:id="a"`, li(p("甲"))) + list("", li(p("乙"))) + list(`text:continue-list="a"`, li(p("丙"))), "一、甲|一、乙|二、丙"},
		{"inner item alone", list("", li(p("甲"))) + list(`text:continue-numbering="true"`, li(in(li(p("乙"))))) + list(`text:continue-numbering="true"`, li(p("丙"))), "一、甲|3. 乙|二、丙"},
		{"begins at", list("", `<text:list-item text:start-value="7">`+p("甲")+"</text:list-item>"), "七、甲"},
		{"patterns", list("", li(p("甲")+in(li(p("乙")+in(li(p("丙")+in(li(p("丁")+in(li(p("戊"))))))))))), "一、甲|3. 乙|3-1) 丙|3.1.1 丁|• 戊"},
		{"header", list("", "<text:list-header>"+p("甲")+"</text:list-header>"+li(p("乙"))), "甲|一、乙"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := strings.ReplaceAll(tt.body, "xml:id", "text:id")
			if got := lines(t, read(t, styles, body)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestZones(t *testing.T) {
	got := dump(read(t, "", `<text:h text:outline-level="2">甲</text:h><text:h text:outline-level="2">乙</text:h>`+p("丙"),
		"styles.xml", "<office:document-styles"+namespaces+`><office:styles><text:outline-style><text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/></text:outline-style></office:styles>`+
			"<office:master-styles><style:master-page><style:header>"+p("眉")+"</style:header><style:footer>"+p("脚")+"</style:footer></style:master-page></office:master-styles></office:document-styles>"))
	want := "F p  \"眉\"\n  h2 \"1. 甲\"\n  h2 \"2. 乙\"\n  p  \"丙\"\nF p  \"脚\"\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRefused(t *testing.T) {
	rep := strings.Repeat
	body := func(s string) []byte { return pack(t, zip.Store, "", s) }
	grid := func(rows, cols int) string { return tbl(rep(tr(rep(td("", ""), cols)), rows)) }
	nest := func(n int) string {
		return rep("<table:table><table:table-row><table:table-cell>"+p("1"), n) + rep("</table:table-cell></table:table-row></table:table>", n)
	}
	for _, tt := range []struct {
		name string
		data []byte
		want gongkai.Reason
	}{
		{"nothing", nil, gongkai.ReasonCorrupt},
		{"spreadsheet", bytes.ReplaceAll(body(p("1")), []byte("office:text"), []byte("office:shee")), gongkai.ReasonCorrupt}, // the checksum, too
		{"encrypted", pack(t, zip.Deflate, "", "", "META-INF/manifest.xml", "<a><encryption-data/></a>"), gongkai.ReasonUnsupported},
		{"cells", body(grid(limit.MaxCells/500, 500)), ""},
		{"past cells", body(grid(limit.MaxCells/500, 500) + grid(1, 2)), gongkai.ReasonLimit},
		{"columns", body(grid(1, limit.MaxColumns)), ""},
		{"past columns", body(grid(1, limit.MaxColumns+1)), gongkai.ReasonLimit},
		{"table depth", body(nest(limit.MaxTableDepth)), ""},
		{"past table depth", body(nest(limit.MaxTableDepth + 1)), gongkai.ReasonLimit},
		{"columns repeated", body(tbl(tr(td(`table:number-columns-repeated="2000000000"`, "1")))), gongkai.ReasonLimit},
		{"columns covered", body(tbl(tr(`<table:covered-table-cell table:number-columns-repeated="2000000000"/>`))), gongkai.ReasonLimit},
		{"rows repeated", body(tbl(`<table:table-row table:number-rows-repeated="2000000000">` + td("", "1") + td("", "2") + "</table:table-row>")), gongkai.ReasonLimit},
		{"spans", body(tbl(rep(tr(td(`table:number-columns-spanned="1000" table:number-rows-spanned="60000"`, "1"), rep(covered, 999), td("", "2")), 300))), gongkai.ReasonLimit},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(tt.data, gongkai.Source{})
			var re *gongkai.ReadError
			switch {
			case err == nil && tt.want == "":
			case !errors.As(err, &re):
				t.Errorf("%T: %v", err, err)
			case re.Reason != tt.want:
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一"/></text:list-style>`,
		`<text:list text:style-name="L"><text:list-item>`+p("甲")+`</text:list-item></text:list>`+
			tbl(tr(td(`table:number-columns-spanned="2" table:number-rows-spanned="2"`, "1"), covered, td("", "2")), tr(covered, covered, td("", "3"))))
	f.Fuzz(func(t *testing.T, styles, body string) {
		d, err := Read(pack(t, zip.Store, styles, body), gongkai.Source{})
		if err != nil {
			var re *gongkai.ReadError
			if !errors.As(err, &re) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		for _, tb := range d.Tables() {
			checkGrid(t, tb)
		}
	})
}
