package tree

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gongkai/internal/draw"
)

// BenchmarkTree parses drawn pages here and with goquery, to which the speed is
// compared.
func BenchmarkTree(b *testing.B) {
	for _, l := range []draw.Layout{draw.Clean, draw.Word, draw.Portal} {
		page := string(draw.Draw(draw.Options{Seed: 1, Layout: l}).Bytes)
		b.Run(l.String()+"/tree", func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				t, ok := Parse(page)
				if !ok {
					b.Fatal("gave up")
				}
				t.Release()
			}
		})
		b.Run(l.String()+"/goquery", func(b *testing.B) {
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
