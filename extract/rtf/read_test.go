package rtf

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai"
	"gongkai/extract/limit"
)

const head = `{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\froman\fcharset0 Times;}{\f2\fnil\fcharset136 PMingLiU;}}` +
	`{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}{\info{\title x}}`

func read(t testing.TB, body string) *gongkai.Document {
	t.Helper()
	d, err := Read([]byte(head+body+"}"), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func lines(t *testing.T, body string) string {
	t.Helper()
	var out []string
	for _, b := range read(t, body).Blocks {
		if b.Table != nil {
			out = append(out, "table "+short(t, b.Table))
		} else {
			out = append(out, b.Text)
		}
	}
	return strings.Join(out, "|")
}

// short writes a grid as its texts: rows by '/', columns by ','.
func short(t *testing.T, tb *gongkai.Table) string {
	t.Helper()
	checkGrid(t, tb)
	var rows []string
	for _, row := range tb.Grid {
		var s []string
		for _, c := range row {
			s = append(s, c.Text)
		}
		rows = append(rows, strings.Join(s, ","))
	}
	return strings.Join(rows, "/")
}

// hex escapes text in GBK, byte by byte.
func hex(s string) string {
	b, _ := simplifiedchinese.GBK.NewEncoder().String(s)
	var out strings.Builder
	for i := range len(b) {
		fmt.Fprintf(&out, `\'%02x`, b[i])
	}
	return out.String()
}

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"GBK", hex("办件") + "17" + hex("件"), "办件17件"},
		{"GBK, second byte bare", `\'81A\'b0\'ec`, "丄办"},
		{"GBK, not escaped", "\xb0\xec9", "办9"},
		{"GBK in a Western font", `\f1 ` + hex("办件") + " 5", "办件 5"},
		{"Western in a Western font", `{\f1 \'b7}5`, "·5"},
		{"East Asian part of a font", `{\loch\f1\hich\f1\dbch\f0 ` + hex("办") + `}`, "办"},
		{"Big5", `\f2 \'a4\'40`, "一"},
		{"Unicode", `\u21150?\u-28589?7`, "办道7"},
		{"Unicode, two for each", `{\uc2\u21150\'b0\'ec\u20214 ab}8`, "办件8"},
		{"Unicode, none for each", `\uc0\u21150 9`, "办9"},
		{"surrogates", `\u-10179?\u-8702?3`, "😂3"},
		{"half a pair", `\u-10179?4`, "\uFFFD4"},
		{"symbols", `1\~2\_3\-4\{\}\\\emdash\ldblquote\rdblquote`, "1\u00A02-34{}\\—“”"},
		{"breaks", `1\line 2\tab 3\page 4\par 5`, "1\n2\t3\n4|5"},
		{"lines of the source", "1\r\n2\\\n3", "12|3"},
		{"hidden", `1{\v 2}{\v\v0 3}4`, "134"},
		{"deleted", `1{\deleted 2}{\revised 3}`, "13"},
		{"raised", `12{\super 3}\super\nosupersub 4`, "12³4"},
		{"destinations", `1{\*\unheard 2{3}}{\pict 4\bin3 }}}}{\unheard 5}{\bkmkstart 6}7`, "157"},
		{"field", `{\field{\*\fldinst{ PAGE }}{\fldrslt{21}}}3`, "213"},
		{"list", `{\listtext\pard\plain ` + hex("（一）") + `\tab}\pard ` + hex("甲") + `\par{\pntext 3.\tab}` + hex("乙") + `\par{\listtext\u-3913 ?\tab}` + hex("丙"), "（一）甲|3. 乙|• 丙"},
		{"text box", `1{\shp{\*\shpinst\shpleft9{\sp{\sn a}{\sv b}}{\shptxt \pard 2\par 3}}{\shprslt 4}}5\par 6`, "15|2|3|6"},
		{"two texts", `{\upr{1}{\*\ud{2}}}3`, "23"},
		{"object", `{\object{\*\objdata 0102}{\result 4}}5`, "45"},
		{"header", `{\header 1\par}{\footer\pard 2}3{\footnote 4}\par 5`, "1|3|5|4|2"},
		{"note", `3\chftn{\footnote{\super\chftn} 4}\par 5`, "3¹|5|¹ 4"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := lines(t, tt.body); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestZones(t *testing.T) {
	got := dump(read(t, `{\headerf 1\par}\pard\s1 2\par\pard\outlinelevel1 3\par\pard 4{\footerl 5}`))
	want := "F p  \"1\"\n  h1 \"2\"\n  h2 \"3\"\n  p  \"4\"\nF p  \"5\"\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestGrid(t *testing.T) {
	row := func(def, cells string) string {
		var b strings.Builder
		for _, c := range strings.Split(cells, ",") {
			b.WriteString(`\pard\intbl ` + c + `\cell`)
		}
		return `\trowd` + def + b.String() + `\row`
	}
	two, three := `\cellx1000\cellx3000`, `\cellx1000\cellx2000\cellx3000`
	for _, tt := range []struct{ name, body, want string }{
		{"plain", row(two, "1,2") + row(two, "3,4"), "1,2/3,4"},
		{"edges", row(two, "1,2") + row(three, "3,4,5"), "1,2,2/3,4,5"},
		{"vertical", row(`\clvmgf`+two, "1,2") + row(`\clvmrg`+two, ",3"), "1,2/1,3"},
		{"horizontal", row(`\clmgf\cellx1000\clmrg\cellx2000\cellx3000`, "1,,2") + row(three, "3,4,5"), "1,1,2/3,4,5"},
		{"steps", row(`\trleft-108`+two, "1,2") + row(`\trleft-100\cellx1010\cellx2990`, "3,4"), "1,2/3,4"},
		{"narrow", row(`\cellx1000\cellx1030\cellx3000`, "1,2,3") + row(two, "4,5"), "1,2,3/4,5,5"},
		{"definition last", `\pard\intbl 1\cell 2\cell{\trowd` + two + `\row}` + row(two, "3,4"), "1,2/3,4"},
		{"definition twice", `\trowd` + three + `\pard\intbl 1\cell 2\cell\trowd` + two + `\row` + row(two, "3,4"), "1,2/3,4"},
		{"no intbl", `\trowd` + two + ` 1\par 6\cell 2\cell\row\trowd` + two + ` 3\cell 4\cell\row`, "1\n6,2/3,4"},
		{"cells without edges", row(``, "1,2") + row(``, "3,4"), "1,2/3,4"},
		{"edges without cells", row(three, "1,2") + row(three, "3,4,5"), "1,2,/3,4,5"},
		{"no row end", row(two, "1,2") + `\trowd` + two + `\pard\intbl 3\cell 4\cell`, "1,2/3,4"},
		{"backwards", row(`\cellx1000\cellx500`, "1,2") + row(`\cellx1000\cellx2000`, "3,4"), "1,2/3,4"},
		{
			"a small table in a cell",
			row(`\cellx1000\cellx2000\cellx3000\cellx4000`, "1,2,3,4") + `\trowd\cellx1000\cellx2000\cellx3000\cellx4000\pard\intbl 5\par` +
				`\pard\intbl\itap2 6\nestcell{\nonesttables\par}7\nestcell{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}{\nonesttables\par}` +
				`\pard\intbl\itap1 8\cell\pard\intbl 9\cell 10\cell 11\cell\row`,
			"1,2,3,4/5\n6\n7\n8,9,10,11",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ts := read(t, tt.body).Tables()
			if len(ts) != 1 {
				t.Fatalf("%d tables", len(ts))
			}
			if got := short(t, ts[0]); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	if got, want := lines(t, row(two, "1,2")+row(two, "3,4")+`\pard 5\par`+row(two, "6,7")+row(two, "8,9")), "table 1,2/3,4|5|table 6,7/8,9"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRefused(t *testing.T) {
	rep := strings.Repeat
	cells := func(n, m int) string {
		var def strings.Builder
		for i := range m {
			fmt.Fprintf(&def, `\cellx%d`, (i+1)*100)
		}
		return rep(`\trowd`+def.String()+`\intbl`+rep(`\cell`, m)+`\row`, n)
	}
	for _, tt := range []struct {
		name string
		rtf  string
		want gongkai.Reason
	}{
		{"nothing", "", gongkai.ReasonCorrupt},
		{"something else", "{甲}", gongkai.ReasonCorrupt},
		{"cut short", head + `1\par`, gongkai.ReasonCorrupt},
		{"more behind it", head + `1}}}`, ""},
		{"depth", head + rep("{", limit.MaxDepth-1) + rep("}", limit.MaxDepth), ""},
		{"past depth", head + rep("{", limit.MaxDepth) + rep("}", limit.MaxDepth+1), gongkai.ReasonLimit},
		{"blocks", head + rep(`1\par `, limit.MaxBlocks) + "}", ""},
		{"past blocks", head + rep(`1\par `, limit.MaxBlocks+1) + "}", gongkai.ReasonLimit},
		{"cells", head + cells(limit.MaxCells/500, 500) + "}", ""},
		{"past cells", head + cells(limit.MaxCells/500+1, 500) + "}", gongkai.ReasonLimit},
		{"columns", head + cells(1, limit.MaxColumns) + "}", ""},
		{"past columns", head + cells(1, limit.MaxColumns+1) + "}", gongkai.ReasonLimit},
		{"table depth", head + `\itap32 1\nestcell\itap1 \cell\row}`, ""},
		{"past table depth", head + `\itap33 1\nestcell\itap1 \cell\row}`, gongkai.ReasonLimit},
		{"rows of one definition", head + strings.TrimSuffix(cells(1, 4000), `\row`) + rep(`\cell\row`, 1000) + "}", gongkai.ReasonLimit},
		{"bytes", head + rep(" ", limit.MaxBytes), gongkai.ReasonLimit},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read([]byte(tt.rtf), gongkai.Source{})
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
	f.Add([]byte(head + hex("甲乙") + `\u21150?\'81A\par\trowd\clvmgf\cellx1000\cellx2000\intbl 1\cell 2\cell\row\trowd\clvmrg\cellx1000\cellx2000\intbl\cell\itap2 3\nestcell{\*\nesttableprops\trowd\cellx5\nestrow}\itap1\cell\row}`))
	f.Add([]byte(head + `{\shp{\*\shpinst{\shptxt 1}}}{\footnote\chftn 2}{\header 3}{\listtext 4}{\upr{5}{\*\ud{6}}}{\v 7}\bin2 }}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(data, gongkai.Source{})
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
