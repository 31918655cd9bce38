package narrative

import (
	"strings"
	"testing"

	"gongkai"
)

// BenchmarkRead reads the prose of a report of some 6,000 characters.
func BenchmarkRead(b *testing.B) {
	raw := strings.Repeat("2023年，我局通过网站公开信息217条，收到政府信息公开申请26件，均已答复。下一步加强学习，完善制度，提高公开质量。", 100)
	doc := &gongkai.Document{}
	for _, p := range strings.SplitAfter(raw, "质量。") {
		doc.Blocks = append(doc.Blocks, gongkai.Block{Text: p})
	}
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		Read(doc, 0, len(doc.Blocks), 2023, nil)
	}
}
