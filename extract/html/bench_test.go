package html

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gongkai"
	pen "gongkai/internal/draw"
)

// BenchmarkPages reads drawn pages, and real ones where GONGKAI_CORPUS says where
// they are, beside goquery's mere parse of them.
func BenchmarkPages(b *testing.B) {
	pages := map[string]string{}
	for _, l := range []pen.Layout{pen.Clean, pen.Word, pen.Portal} {
		pages[l.String()] = string(pen.Draw(pen.Options{Seed: 1, Layout: l}).Bytes)
	}
	if root := os.Getenv("GONGKAI_CORPUS"); root != "" {
		files, _ := filepath.Glob(filepath.Join(root, "real", "*", "doc.html"))
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			pages[filepath.Base(filepath.Dir(f))] = string(data)
		}
	}
	for name, page := range pages {
		b.Run(name+"/read", func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(page, gongkai.Source{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/goquery", func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := goquery.NewDocumentFromReader(strings.NewReader(page)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
