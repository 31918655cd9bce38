package sections

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestEnds holds what is told by hand against the expressions that say the same.
func TestEnds(t *testing.T) {
	const tail = `(\(.{0,12}\))?(\.[a-z]{3,4})?$`
	aTitle := regexp.MustCompile(`(信息公开|政务公开).*(年度报告|工作报告|情况报告|年报|报告)` + tail)
	aNotice := regexp.MustCompile(`(` + strings.Join(noticeWords, "|") + `)` + tail)
	pieces := append([]string{"信息公开", "政务公开", "政府", "公开", "年度", "工作", "情况", "报告", "年报", "(", ")", "2021年", "一二三四五", ".", "doc", "docx", ".pdf", "x", "9", "\n", "X"}, noticeWords...)
	r := rand.New(rand.NewPCG(3, 4))
	titles, notices := 0, 0
	for range 200_000 {
		s := ""
		for range r.IntN(9) {
			s += pieces[r.IntN(len(pieces))]
		}
		if r.IntN(2) == 0 {
			s = "信息公开" + s + []string{"报告", "年报", "通知", "报告(修订)", "方案(2)"}[r.IntN(5)] + []string{"", ".doc", ".docx", ".a", "(123456789012)", "(1234567890123)"}[r.IntN(6)]
		}
		if want := aTitle.MatchString(s); titled(s) != want {
			t.Fatalf("%q is titled %v, want %v", s, !want, want)
		} else if want {
			titles++
		}
		if want := aNotice.MatchString(s); notice(s) != want {
			t.Fatalf("%q is a notice %v, want %v", s, !want, want)
		} else if want {
			notices++
		}
	}
	if titles < 10_000 || notices < 10_000 {
		t.Errorf("%d titles and %d notices tried", titles, notices)
	}
}
