package ingest_test

import (
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai"
	"gongkai/ingest"
	"gongkai/internal/draw"
)

const (
	// ofdrwDir holds the program that draws OFD with ofdrw.
	ofdrwDir = "../extract/ofd/testdata/ofdrw"

	// ofdrwReports is how many reports are drawn in each style.
	ofdrwReports = 10
)

// ofdrwStyles are the program's styles; its README says what each does.
var ofdrwStyles = []string{
	"boxes numbers", "strokes numbers", "strokes rect chars torn", "strokes bars scaled repeat embed template stamp sign",
	"strokes turned vertical dashed", "strokes wide vertical rect", "strokes embed torn numbers template",
	"strokes chars shuffled", "strokes codes shaded repeat", "strokes spread rect", "strokes twice bars numbers", "strokes sideways torn numbers", "strokes upwards repeat stamp",
	"glyphs",
}

// TestOFDByOthers draws reports with ofdrw, a library of other people, and reads
// them back: all of them are clean, so every cell must be right. The drawings stay
// in the folder GONGKAI_OFDRW_DIR, where one is named.
func TestOFDByOthers(t *testing.T) {
	if os.Getenv("GONGKAI_OFDRW") == "" {
		t.Skip("set GONGKAI_OFDRW=1; needs Java, Maven and LibreOffice")
	}
	dir := t.TempDir()
	if keep := os.Getenv("GONGKAI_OFDRW_DIR"); keep != "" {
		dir = keep
	}
	truths := map[string]draw.Truth{}
	var jobs, pages, outputs []string
	for s, style := range ofdrwStyles {
		for i := range ofdrwReports {
			d := draw.Draw(draw.Options{
				Seed: uint64(10_000 + s*ofdrwReports + i), Layout: draw.Clean, Template: draw.Templates[i%len(draw.Templates)], Free: i%4 >= 2,
			})
			doc, out := ingest.ParseBytes(gongkai.Source{Path: d.Name}, d.Bytes)
			if len(out.Reports) != 1 {
				t.Fatalf("%s: %s", d.Name, out.Detail)
			}
			name := fmt.Sprintf("%d-%d", s, i)
			page, in := filepath.Join(dir, name+".html"), name+".html"
			if err := os.WriteFile(page, []byte(xhtml(doc, d.Truth.Title)), 0o644); err != nil {
				t.Fatal(err)
			}
			if style == "glyphs" {
				pages, in = append(pages, page), name+".pdf"
			}
			file := fmt.Sprintf("%s.%s.ofd", name, strings.ReplaceAll(style, " ", "-"))
			jobs = append(jobs, style+"\t"+in+"\t"+file)
			outputs = append(outputs, file)
			truths[file] = d.Truth
		}
	}
	run(t, "soffice", append([]string{"--headless", "--infilter=HTML (StarWriter)", "--convert-to", "pdf", "--outdir", dir}, pages...)...)
	list := filepath.Join(dir, "jobs.txt")
	if err := os.WriteFile(list, []byte(strings.Join(jobs, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, "mvn", "-q", "-B", "-f", ofdrwDir+"/pom.xml", "compile", "exec:java", "-Dexec.args="+list)

	right, cells := map[string]int{}, map[string]int{}
	for i, file := range outputs {
		style := ofdrwStyles[i/ofdrwReports]
		truth := truths[file]
		cells[style] += len(truth.Cells)
		right[style] += len(truth.Cells) - ofdrwFaults(t, filepath.Join(dir, file), truth)
	}
	for _, style := range ofdrwStyles {
		t.Logf("%-55s %d of %d cells right", style, right[style], cells[style])
	}
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// ofdrwFaults reads a drawing and returns how many of its cells are wrong.
func ofdrwFaults(t *testing.T, file string, want draw.Truth) int {
	t.Helper()
	_, out := ingest.Parse(file, "")
	if len(out.Reports) != 1 {
		t.Errorf("%s: %d reports: %s %s", file, len(out.Reports), out.Reason, out.Detail)
		return len(want.Cells)
	}
	r := out.Reports[0]
	if r.Title != want.Title || r.Agency != want.Agency || r.DivisionCode != want.DivisionCode || r.Function != want.Function || r.Year != want.Year || r.Template != want.Template {
		t.Errorf("%s: %q %q %s %s %d %s", file, r.Title, r.Agency, r.DivisionCode, r.Function, r.Year, r.Template)
	}
	faults := want.Compare(r)
	for i, f := range faults {
		if i < 3 {
			t.Errorf("%s: %s", file, f)
		}
	}
	return len(faults)
}

// xhtml writes a drawn page's blocks for ofdrw's program: spans as they are, and
// as header of a table the rows above the first number.
func xhtml(doc *gongkai.Document, title string) string {
	var b strings.Builder
	const small = "<style>td { font-size: 6.5pt }</style>" // so that LibreOffice finds room for fifteen columns
	fmt.Fprintf(&b, "<html><head><meta charset=\"utf-8\"/>%s</head><body><h1>%s</h1>\n", small, title)
	for _, x := range doc.Blocks {
		switch {
		case x.Kind == gongkai.TableBlock:
			b.WriteString("<table border=\"1\" cellspacing=\"0\">" + rows(x.Table) + "</table>\n")
		case x.Text != title && strings.TrimSpace(x.Text) != "":
			b.WriteString("<p>")
			_ = xml.EscapeText(&b, []byte(strings.TrimSpace(x.Text)))
			b.WriteString("</p>\n")
		}
	}
	return b.String() + "</body></html>\n"
}

var onlyNumber = regexp.MustCompile(`^[0-9.,+-]+$`)

func rows(t *gongkai.Table) string {
	var head, body strings.Builder
	b := &head
	for r := range t.Grid {
		var row strings.Builder
		for c := range t.Grid[r] {
			x := &t.Grid[r][c]
			if !x.IsOrigin(r, c) {
				continue
			}
			if onlyNumber.MatchString(x.Text) {
				b = &body
			}
			fmt.Fprintf(&row, "<td rowspan=\"%d\" colspan=\"%d\">", x.RowSpan, x.ColSpan)
			_ = xml.EscapeText(&row, []byte(x.Text))
			row.WriteString("</td>")
		}
		b.WriteString("<tr>" + row.String() + "</tr>\n")
	}
	return "<thead>" + head.String() + "</thead><tbody>" + body.String() + "</tbody>"
}
