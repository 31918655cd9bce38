package label

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// TestGlossary holds that a glossary says what its question says, whoever asks and
// however often it has forgotten, that it looks a text up once, and that it stays
// small.
func TestGlossary(t *testing.T) {
	asked := 0
	g := NewGlossary(func(s string) int { asked++; return len(s) })
	for range 3 {
		g.Of("总计")
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	many := NewGlossary(func(s string) string { return s + "!" })
	var wg sync.WaitGroup
	for k := range 4 {
		wg.Go(func() {
			for i := range 2 * mostTexts {
				if s := strconv.Itoa(i * (k + 1)); many.Of(s) != s+"!" {
					t.Errorf("%s is %s", s, many.Of(s))
				}
			}
		})
	}
	wg.Wait()
	long := strings.Repeat("长", longestKept)
	if got := many.Of(long); got != long+"!" {
		t.Errorf("a long text is %q", got)
	}
	if _, kept := many.seen[long]; kept || len(many.seen) > mostTexts {
		t.Errorf("%d texts kept, the long one: %t", len(many.seen), kept)
	}
}

// TestStrip holds that Strip does to a text what it does to each character.
func TestStrip(t *testing.T) {
	plain := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			if f := FoldRune(r); !IsBlank(r) && f != 0 {
				b.WriteRune(f)
			}
		}
		return b.String()
	}
	var all strings.Builder
	for r := rune(1); r < 0x11000; r++ {
		if utf8.ValidRune(r) {
			all.WriteRune(r)
		}
	}
	for _, s := range []string{all.String(), "一、总体 情况", "（三）部分\n公开", "統計１２．５万元", " 前", "后 ", "中\xffa 文", "規", "甲\u200b乙"} {
		if got := Strip(s); got != plain(s) {
			t.Errorf("Strip(%.30q) is %.60q, want %.60q", s, got, plain(s))
		}
	}
	for r, want := range map[rune]rune{'！': '!', '～': '~', '０': '0', 'Ｚ': 'Z', '￥': '¥', '￠': '￠', '｟': '｟'} {
		if got := FoldRune(r); got != want {
			t.Errorf("FoldRune(%c) is %c, want %c", r, got, want)
		}
	}
}
