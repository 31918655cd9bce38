package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai"
)

// TestCorpus reads every real document: by content, whatever its name.
func TestCorpus(t *testing.T) {
	root := os.Getenv("GONGKAI_CORPUS")
	if root == "" {
		t.Skip("GONGKAI_CORPUS is not set")
	}
	real, _ := filepath.Glob(filepath.Join(root, "real/*/*"))
	seeds, _ := filepath.Glob(filepath.Join(root, "seeds/*.txt"))
	if len(real) == 0 {
		t.Fatalf("no documents under %s", root)
	}
	for _, f := range append(real, seeds...) {
		want := map[string]string{".html": "text/html", ".txt": "text/plain", ".md": "text/plain", ".pdf": "application/pdf",
			".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}[filepath.Ext(f)]
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(gongkai.Source{Path: "x"}, data)
		if want != "" && !strings.HasSuffix(f, "titles.tsv") {
			if err != nil || d.Source.MediaType != want || len(d.Blocks) == 0 {
				t.Errorf("%s: %+v, %v", f, d, err)
			}
		}
	}
}
