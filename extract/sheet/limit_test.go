package sheet

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/internal/cost"
)

// inSheet writes a workbook around the rows of a sheet.
func inSheet(t testing.TB, rows, behind string) []byte {
	parts := map[string][]byte{}
	for name, data := range unzip(t) {
		if !strings.Contains(name, "sheet2") && !strings.Contains(name, "sheet3") {
			parts[name] = data
		}
	}
	parts["xl/workbook.xml"] = []byte(`<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId3"/></sheets></workbook>`)
	parts["xl/_rels/workbook.xml.rels"] = []byte(`<Relationships><Relationship Id="rId3" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)
	parts["xl/worksheets/sheet1.xml"] = []byte("<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>")
	return rezip(parts)
}

// filled writes a row of numbers.
func filled(cols int) string { return "<row>" + strings.Repeat("<c><v>7</v></c>", cols) + "</row>" }

func text(s string) string {
	return `<row><c t="inlineStr"><is><t>` + s + `</t></is></c><c><v>7</v></c></row>`
}

func TestLimits(t *testing.T) {
	full := strings.Repeat(filled(500), limit.MaxCells/500)
	for _, tt := range []struct {
		name         string
		within, over string
	}{
		{"cells", full, full + filled(1)},
		{"positions", `<row r="1">` + `<c><v>7</v></c><c r="CV1"><v>7</v></c></row><row r="2500"><c><v>7</v></c></row>`, `<row r="1"><c><v>7</v></c><c r="CV1"><v>7</v></c></row><row r="2501"><c><v>7</v></c></row>`},
		{"columns", filled(limit.MaxColumns), filled(limit.MaxColumns + 1)},
		{"blocks", strings.Repeat(filled(1), limit.MaxBlocks), strings.Repeat(filled(1), limit.MaxBlocks+1)},
		{"cell text", text(strings.Repeat("a", limit.MaxCellBytes)), text(strings.Repeat("a", limit.MaxCellBytes+1))},
		{"unpacked", filled(2) + strings.Repeat(" ", maxUnpacked-30000), filled(2) + strings.Repeat(" ", maxUnpacked)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for i, rows := range []string{tt.within, tt.over} {
				err := bounded(t, inSheet(t, rows, ""))
				if i == 0 && err != nil || i == 1 && !refused(err, gongkai.ReasonLimit) {
					t.Errorf("%d: %v", i, err)
				}
			}
		})
	}
	if _, err := Read(make([]byte, limit.MaxBytes+1), gongkai.Source{}); !refused(err, gongkai.ReasonLimit) {
		t.Errorf("bytes: %v", err)
	}
}

// bounded reads a workbook within two seconds and 256 MiB, those of its own.
func bounded(t *testing.T, data []byte) error {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := cost.Start()
	_, err := Read(data, gongkai.Source{})
	took := start.Spent()
	runtime.ReadMemStats(&after)
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 2*time.Second || mb > 256 {
		t.Errorf("%d KB took %v and %d MiB: %v", len(data)>>10, took, mb, err)
	}
	var re *gongkai.ReadError
	if err != nil && !errors.As(err, &re) {
		t.Errorf("%T: %v", err, err)
	}
	return err
}

// TestBombs reads workbooks that ask for far more than they hold.
func TestBombs(t *testing.T) {
	merges := func(n int, ref func(i int) string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, ref(i))
		}
		return "<mergeCells>" + b.String() + "</mergeCells>"
	}
	corners := `<row r="1"><c r="A1"><v>7</v></c><c r="CV1"><v>8</v></c></row><row r="2000"><c r="A2000"><v>7</v></c></row>`
	for name, data := range map[string][]byte{
		"far cell":        inSheet(t, `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>`, ""),
		"far rows":        inSheet(t, strings.Repeat(`<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>`, 20000), ""),
		"one large merge": inSheet(t, filled(2), merges(1, func(int) string { return "A1:XFD1048576" })),
		"same merges":     inSheet(t, corners, merges(200_000, func(int) string { return "A1:CV2000" })),
		"tall merges":     inSheet(t, corners, merges(200_000, func(i int) string { return fmt.Sprintf("B%d:CU2000", i%2000+1) })),
		"nested entities": inSheet(t, `<row><c t="str"><v>`+strings.Repeat("&amp;", 1<<20)+`</v></c></row>`, ""),
		"hidden columns":  inSheet(t, filled(2), strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 100_000)),
		"many cdata":      inSheet(t, `<row><c t="str"><v>`+strings.Repeat("<![CDATA[a]]>", 1<<20)+`</v></c></row>`, ""),
		"open elements":   inSheet(t, strings.Repeat("<row><c>", 1<<20), ""),
	} {
		t.Run(name, func(t *testing.T) { _ = bounded(t, data) })
	}
}

// TestXLSXRefused reads workbooks that can't be read.
func TestXLSXRefused(t *testing.T) {
	whole := inSheet(t, filled(2), "")
	for name, data := range map[string][]byte{
		"cut short":       whole[:len(whole)-200],
		"no such text":    inSheet(t, `<row><c t="s"><v>99</v></c></row>`, ""),
		"no number":       inSheet(t, `<row><c><v>7x</v></c></row>`, ""),
		"no such place":   inSheet(t, `<row><c r="XFE1"><v>7</v></c></row>`, ""),
		"sheet cut short": inSheet(t, `<row><c r="A1"><v>7</v></c></row><!--`, ""),
		"no sheets":       rezip(map[string][]byte{"xl/workbook.xml": []byte("<workbook/>")}),
	} {
		if _, err := Read(data, gongkai.Source{}); !refused(err, gongkai.ReasonCorrupt) {
			t.Errorf("%s: %v", name, err)
		}
	}
	binary := rezip(map[string][]byte{
		"_rels/.rels":     []byte(`<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`),
		"xl/workbook.bin": nil,
	})
	if _, err := Read(binary, gongkai.Source{}); !refused(err, gongkai.ReasonUnsupported) {
		t.Errorf("binary: %v", err)
	}
}
