package docx

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"gongkai"
	"gongkai/extract/odt"
	"gongkai/extract/rtf"
)

// TestTortureLibreOffice has LibreOffice, which knows nothing of these readers,
// read documents of drawn grids and write them in each format.
func TestTortureLibreOffice(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("GONGKAI_TORTURE is not set")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	const documents, tables = 20, 15
	rnd := rand.New(rand.NewPCG(7, 8))
	dir := t.TempDir()
	var want [documents][][][]gongkai.Cell
	var files []string
	for i := range documents {
		body := ""
		for j := range tables {
			g := begun(rnd)
			want[i] = append(want[i], g)
			body += p(fmt.Sprintf("第%d表", j)) + plainTable(g)
		}
		file := filepath.Join(dir, fmt.Sprintf("%d.docx", i))
		files = append(files, file)
		if err := os.WriteFile(file, libreOffice(body+p("完")).zip(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for format, read := range map[string]func([]byte, gongkai.Source) (*gongkai.Document, error){
		"docx": Read, "rtf": rtf.Read, "odt": odt.Read,
	} {
		t.Run(format, func(t *testing.T) {
			out := filepath.Join(dir, format)
			args := append([]string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", format, "--outdir", out}, files...)
			if msg, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, msg)
			}
			for i := range want {
				data, err := os.ReadFile(filepath.Join(out, fmt.Sprintf("%d.%s", i, format)))
				if err != nil {
					t.Fatal(err)
				}
				d, err := read(data, gongkai.Source{})
				if err != nil {
					t.Fatal(err)
				}
				ts := d.Tables()
				if len(ts) != tables {
					t.Fatalf("document %d: %d tables", i, len(ts))
				}
				for j, g := range want[i] {
					if fmt.Sprint(ts[j].Grid) != fmt.Sprint(g) {
						t.Errorf("document %d, table %d\ngot\n%swant\n%s", i, j, dumpGrid(ts[j]), dumpGrid(&gongkai.Table{Grid: g}))
					}
				}
			}
		})
	}
}

// begun draws a grid in whose every column a cell begins: LibreOffice keeps no
// other columns.
func begun(rnd *rand.Rand) [][]gongkai.Cell {
	for {
		g := draw(rnd)
		columns := map[int]bool{}
		for _, row := range g {
			for c := range row {
				columns[row[c].Col] = true
			}
		}
		if len(columns) == len(g[0]) {
			return g
		}
	}
}

// plainTable writes a grid as Word does, with the width of each cell.
func plainTable(g [][]gongkai.Cell) string {
	s := `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`
	for range g[0] {
		s += `<w:gridCol w:w="900"/>`
	}
	s += "</w:tblGrid>"
	for r, row := range g {
		s += "<w:tr>"
		for c := 0; c < len(row); c += row[c].ColSpan {
			q := row[c]
			props := width(fmt.Sprint(900*q.ColSpan)) + span(fmt.Sprint(q.ColSpan))
			switch {
			case q.Row < r:
				props, q.Text = props+under, ""
			case q.RowSpan > 1:
				props += begin
			}
			s += tc(props, q.Text)
		}
		s += "</w:tr>"
	}
	return s + "</w:tbl>"
}

// libreOffice returns the parts of a document with the content types without
// which LibreOffice opens none.
func libreOffice(body string) parts {
	d := document(body)
	d["[Content_Types].xml"] = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	return d
}
