package copies

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai"
)

// prose is n sentences of random characters; the same seed says the same.
func prose(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for range 20 {
			b.WriteRune(rune(0x4E00 + r.IntN(3000)))
		}
		out[i] = b.String() + "。"
	}
	return out
}

func report(agency, division string, sentences ...string) *gongkai.Report {
	return &gongkai.Report{Agency: agency, DivisionCode: division, Sections: []gongkai.Section{{Text: strings.Join(sentences, "\n")}}}
}

// The share of equal lanes is about the share of common sequences.
func TestSimilarity(t *testing.T) {
	for i, keep := range []int{0, 20, 40, 60, 70, 80, 100} {
		a, b := prose(uint64(i), 100), prose(uint64(i)+100, 100)
		copy(b, a[:keep])
		got := Of(report("甲局", "", a...)).Similarity(Of(report("乙局", "", b...)))
		want := float64(keep) / float64(200-keep)
		if math.Abs(got-want) > 0.15 {
			t.Errorf("%d of 100 sentences in common: %.2f, want about %.2f", keep, got, want)
		}
	}
}

// Names, numbers, dates, blanks and punctuation make no difference; other words do.
func TestMasked(t *testing.T) {
	base := prose(7, 30)
	text := func(agency, short, county, n, date string) []string {
		return append([]string{fmt.Sprintf("%s%s年认真公开，%s在%s发布信息%s条。", agency, date, short, county, n)}, base...)
	}
	a := Of(report("惠安县教育局", "350521", text("惠安县教育局", "县教育局", "惠安县", "217", "2023")...))
	b := Of(report("平遥县水利局", "140728", text("平遥县水利局", "县水利局", "平遥县", " ３６ ", "二〇二二")...))
	if !a.Valid() || a.Similarity(b) < 0.95 {
		t.Errorf("the same but for names: %.2f", a.Similarity(b))
	}
	c := Of(report("惠安县教育局", "350521", prose(8, 30)...))
	if a.Similarity(c) > 0.2 {
		t.Errorf("others: %.2f", a.Similarity(c))
	}
	if s := Of(report("惠安县教育局", "350521", "无。", "本单位没有其他需要报告的事项。")); s != nil {
		t.Error("a short text has a sketch")
	}
}
