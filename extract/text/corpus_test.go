package text

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai"
)

// TestCorpus reads the real texts of the corpus, if there is one, and compares
// how many blocks, and how many rows in each table, were found.
func TestCorpus(t *testing.T) {
	corpus := os.Getenv("GONGKAI_CORPUS")
	if corpus == "" {
		t.Skip("GONGKAI_CORPUS is not set")
	}
	for pattern, want := range map[string]string{
		"seeds/000_*.txt":                     "18 blocks, rows 19 27 5",
		"seeds/001_*.txt":                     "27 blocks, rows 18 26 4",
		"seeds/002_*.txt":                     "18 blocks, rows 14 28 4",
		"seeds/003_*.txt":                     "320 blocks, rows",
		"seeds/004_*.txt":                     "14 blocks, rows 18 26 4",
		"real/pingtan_2016_txt/doc.txt":       "10 blocks, rows",
		"real/pingtan_2019_txt/doc.txt":       "10 blocks, rows",
		"real/shuyang_gov_2025_ocr_md/doc.md": "67 blocks, rows 3 2 3 2 2 2 2 2 2 2 2 9 4 6 2 5 2 2 2",
	} {
		files, err := filepath.Glob(filepath.Join(corpus, pattern))
		if err != nil || len(files) != 1 {
			t.Errorf("%s: %d files (%v)", pattern, len(files), err)
			continue
		}
		raw, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(string(raw), gongkai.Source{})
		if err != nil {
			t.Errorf("%s: %v", pattern, err)
			continue
		}
		checkPlaces(t, string(raw), d)
		got := fmt.Sprintf("%d blocks, rows", len(d.Blocks))
		for _, table := range d.Tables() {
			got += fmt.Sprintf(" %d", len(table.Grid))
		}
		if got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
		if strings.Contains(pattern, "pingtan") && !strings.Contains(clean(string(raw)), d.Blocks[len(d.Blocks)-1].Text) {
			t.Errorf("%s: the text in one line was changed", pattern)
		}
	}
}
