package doc

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"gongkai"
)

// soffice converts files to a format, if LibreOffice is there and the long form
// of the tests is asked for with GONGKAI_TORTURE=1.
func soffice(t *testing.T, format, dir string, files ...string) {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil || os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("needs LibreOffice and GONGKAI_TORTURE=1")
	}
	profile := "-env:UserInstallation=file://" + t.TempDir()
	for batch := range slices.Chunk(files, 50) { // it gives up after some two hundred
		args := append([]string{profile, "--headless", "--convert-to", format, "--outdir", dir}, batch...)
		if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
}

// TestTorture draws tables, has LibreOffice write them as Word documents, and
// compares what is read with what was drawn.
func TestTorture(t *testing.T) {
	const documents, tables = 250, 4
	dir := t.TempDir()
	rnd := rand.New(rand.NewPCG(7, 11))
	var files []string
	var want [][][][]gongkai.Cell
	number := 1000
	for i := range documents {
		var grids [][][]gongkai.Cell
		for range tables {
			grids = append(grids, drawGrid(rnd, &number))
		}
		f := filepath.Join(dir, fmt.Sprintf("%03d.fodt", i))
		if err := os.WriteFile(f, []byte(fodt(grids)), 0o600); err != nil {
			t.Fatal(err)
		}
		files, want = append(files, f), append(want, grids)
	}
	soffice(t, "doc:MS Word 97", dir, files...)
	wrong := 0
	for i, grids := range want {
		data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%03d.doc", i)))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(data, gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		got := d.Tables()
		if len(got) != len(grids) {
			t.Fatalf("document %d: %d tables, not %d", i, len(got), len(grids))
		}
		for j := range grids {
			if g, w := cells(got[j]), cells(&gongkai.Table{Grid: grids[j]}); g != w {
				if wrong++; wrong < 4 {
					t.Errorf("document %d, table %d\ngot\n%swant\n%s", i, j, g, w)
				}
			}
		}
	}
	t.Logf("%d of %d tables differ", wrong, documents*tables)
}

// TestMerged reads tables with spans that LibreOffice wrote once, and compares
// them with what was drawn. -update draws them anew.
func TestMerged(t *testing.T) {
	const fixture = "testdata/merged.doc"
	rnd := rand.New(rand.NewPCG(2, 3))
	number := 1000
	var want [][][]gongkai.Cell
	for range 9 {
		want = append(want, drawGrid(rnd, &number))
	}
	if *update {
		source := filepath.Join(t.TempDir(), "merged.fodt")
		if err := os.WriteFile(source, []byte(fodt(want)), 0o600); err != nil {
			t.Fatal(err)
		}
		soffice(t, "doc:MS Word 97", "testdata", source)
	}
	d, err := Read(load(t, fixture), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	got := d.Tables()
	if len(got) != len(want) {
		t.Fatalf("%d tables, not %d", len(got), len(want))
	}
	for i := range want {
		if g, w := cells(got[i]), cells(&gongkai.Table{Grid: want[i]}); g != w {
			t.Errorf("table %d\ngot\n%swant\n%s", i, g, w)
		}
	}
}
