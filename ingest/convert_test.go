package ingest_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai"
	"gongkai/ingest"
	"gongkai/internal/draw"
)

// converted is how many reports go through each program and format, half of them
// messy; GONGKAI_CONVERTED says otherwise.
const converted = 300

// convertedFloor is floor for reports that another program has written anew.
const convertedFloor = 99.9

// A conversion is another program's way of writing a report down.
type conversion struct {
	program string
	layout  draw.Layout // what the program is given
	format  string      // what it makes of that, and how it calls it
	filter  string
	flags   []string
}

var conversions = []conversion{
	{"soffice", draw.DOCX, "pdf", "pdf", nil},
	{"soffice", draw.DOCX, "docx", "docx:MS Word 2007 XML", nil},
	{"soffice", draw.DOCX, "doc", "doc:MS Word 97", nil},
	{"soffice", draw.DOCX, "rtf", "rtf:Rich Text Format", nil},
	{"soffice", draw.DOCX, "odt", "odt", nil},
	{"soffice", draw.XLSX, "xls", "xls:MS Excel 97", nil},
	{"chromium", draw.Clean, "pdf", "", []string{"--no-pdf-header-footer"}},
	{"chromium", draw.Word, "pdf", "", []string{"--no-pdf-header-footer"}},
	{"chromium", draw.Portal, "pdf", "", nil}, // with date, title, address and page numbers
}

func (c conversion) String() string {
	return fmt.Sprintf("%s by %s to %s", c.layout, c.program, c.format)
}

// TestAccuracyTortureConverted reads reports back that LibreOffice or Chromium
// has written anew. Clean ones must be right in every cell. Messy ones may lose a
// number, never print another without saying so.
func TestAccuracyTortureConverted(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("set GONGKAI_TORTURE=1")
	}
	n := converted
	if s := os.Getenv("GONGKAI_CONVERTED"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil || n < 2 {
			t.Fatalf("GONGKAI_CONVERTED=%q is no number of reports", s)
		}
	}
	for i, c := range conversions {
		t.Run(c.String(), func(t *testing.T) {
			if _, err := exec.LookPath(c.program); err != nil {
				t.Skipf("%s is not installed", c.program)
			}
			c.run(t, n, 2_000_000+uint64(i)*1_000_000)
		})
	}
}

// run converts n reports and reads them back.
func (c conversion) run(t *testing.T, n int, seed uint64) {
	from, to := t.TempDir(), t.TempDir()
	options := make([]draw.Options, n)
	drawings := make([]draw.Drawing, n)
	files := make([]string, n)
	for i := range n {
		o := draw.Options{
			Seed: seed + uint64(i), Layout: c.layout, Template: draw.Templates[i%len(draw.Templates)],
			Messy: i >= n/2, Free: i%4 >= 2, GBK: c.layout.HTML() && i%3 == 0,
		}
		d := draw.Draw(o)
		options[i], drawings[i], files[i] = o, d, filepath.Join(from, d.Name)
		if err := os.WriteFile(files[i], d.Bytes, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c.convert(t, to, files)
	for _, messy := range []bool{false, true} {
		var sum tally
		for i, o := range options {
			if o.Messy != messy {
				continue
			}
			name := strings.TrimSuffix(filepath.Base(files[i]), filepath.Ext(files[i])) + "." + c.format
			data, err := os.ReadFile(filepath.Join(to, name))
			if err != nil {
				t.Fatalf("%s wrote nothing: %v", c.program, err)
			}
			sum.add(count(t, o, drawings[i], name, data))
		}
		share := 100 * float64(sum.right) / float64(sum.cells())
		t.Logf("%-36s cells %7d right %.3f%% wrong %d lost %d status %d unsaid %d silent %d", fmt.Sprintf("%s, messy %v", c, messy),
			sum.cells(), share, sum.wrong, sum.lost, sum.status, sum.unsaid, sum.silent)
		if !messy && sum.right != sum.cells() {
			t.Errorf("clean: %d of %d cells right", sum.right, sum.cells())
		}
		if share < convertedFloor {
			t.Errorf("%.3f%% of the cells are right, the floor is %.3f%%", share, convertedFloor)
		}
		if sum.silent > 0 {
			t.Errorf("%d cells wrong or lost without an issue that names them", sum.silent)
		}
	}
}

// convert has the program write the files anew. LibreOffice takes many at once
// but gives up after some two hundred.
func (c conversion) convert(t *testing.T, to string, files []string) {
	run := func(args ...string) {
		if out, err := exec.Command(c.program, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", c.program, err, out)
		}
	}
	profile := t.TempDir()
	if c.program == "soffice" {
		for batch := range slices.Chunk(files, 50) {
			run(slices.Concat([]string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", c.filter, "--outdir", to}, batch)...)
		}
		return
	}
	for _, f := range files {
		out := filepath.Join(to, strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))+"."+c.format)
		run(slices.Concat([]string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + profile}, c.flags, []string{"--print-to-pdf=" + out, f})...)
	}
}

// count reads a drawn report from a file and counts its cells.
func count(t *testing.T, o draw.Options, d draw.Drawing, name string, data []byte) tally {
	t.Helper()
	doc, out := ingest.ParseBytes(gongkai.Source{Path: name}, data)
	if out.Kind != gongkai.IsReport || len(out.Reports) != 1 {
		t.Errorf("%+v: %s %s, %d reports", o, out.Kind, out.Reason, len(out.Reports))
		return tally{lost: len(d.Truth.Cells), silent: len(d.Truth.Cells)}
	}
	r := out.Reports[0]
	if w := d.Truth; r.Title != w.Title || r.Agency != w.Agency || r.DivisionCode != w.DivisionCode || r.Function != w.Function || r.Year != w.Year || r.Template != w.Template {
		t.Errorf("%+v: %q %q %s %s %d %s", o, r.Title, r.Agency, r.DivisionCode, r.Function, r.Year, r.Template)
	}
	held(t, o, doc, r)
	faults := d.Truth.Compare(r)
	n := counted(d.Truth, faults)
	for _, f := range faults[:min(3, len(faults))] {
		t.Logf("%+v %v: %s", o, d.Mess, f)
	}
	return n
}
