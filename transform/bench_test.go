package transform_test

import (
	"os"
	"path/filepath"
	"testing"

	"gongkai"
	"gongkai/extract"
	"gongkai/transform"
)

// BenchmarkReports reads the reports of testdata from their documents.
func BenchmarkReports(b *testing.B) {
	names, err := filepath.Glob("../testdata/reports/*")
	if err != nil || len(names) == 0 {
		b.Fatal(err)
	}
	var docs []*gongkai.Document
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			b.Fatal(err)
		}
		d, err := extract.Read(gongkai.Source{Path: n}, raw)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d)
	}
	for b.Loop() {
		for _, d := range docs {
			transform.Reports(d)
		}
	}
}
