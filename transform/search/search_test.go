package search

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var expressions = []string{
	`计划|力争|每[年月周]|[^0-9]@?\d{1,2}月份`, `(增加|减少)(了|申请)*[#]|(多|少)了?#|的#[^,]{0,3}相比`,
	`收到…#(件次|件|条)`, `(^|[^不])(公开|同意公开)(的|有)*#(件|条)`, `公开|发布|开`, `信息(共|共计)*#|,(总数|总计)(为)?#$`,
	`#((件次|件)|[^\p{Han}]|$)`, `(无|没有)(上年|上年度)结转`, `一{2,3}二+`, `(?i)abc|公开`, `a|ab|abc`, `^公开$`, `x*`, `[公开]{1,2}件`, `[公😀]{1,2}$`, `\x{FFFD}+件?`, `()|公`,
}

// TestNoMatchIsLost tries texts made of the expressions' own pieces: what a
// pattern matches, the scan lets through, and each match is that of regexp.
func TestNoMatchIsLost(t *testing.T) {
	var s Set
	var patterns []*Pattern
	for _, e := range expressions {
		patterns = append(patterns, s.Compile(strings.ReplaceAll(e, "…", "[^#,]{0,5}")))
	}
	pieces := strings.Split("计划 力争 每 年 月 1 2 月份 @ # 增加 了 申请 多 的 相比 收到 件次 件 条 不 公开 同意 有 发布 开 公 信息 共 共计 , 总数 总计 为 无 没有 上年 度 结转 一 二 ABC abc ab a x 字 😀 \uFFFD", " ")
	r := rand.New(rand.NewPCG(1, 2))
	matched, skipped := 0, 0
	var in Found
	for range 20_000 {
		text := ""
		for range r.IntN(12) {
			text += pieces[r.IntN(len(pieces))]
		}
		in = s.Scan(text, in)
		for _, p := range patterns {
			want := p.Regexp.MatchString(text)
			if p.In(text, in) != want || p.MatchString(text) != want {
				t.Fatalf("%s over %q: scanned %v, alone %v, want %v", p, text, p.In(text, in), p.MatchString(text), want)
			}
			if got, want := p.FindIn(text, in), p.Regexp.FindString(text); got != want {
				t.Fatalf("%s over %q: %q, want %q", p, text, got, want)
			}
			if got, want := p.FindAllStringIndex(text, -1), p.Regexp.FindAllStringIndex(text, -1); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s over %q: %v, want %v", p, text, got, want)
			}
			if got, want := p.FindAllStringSubmatchIndex(text, -1), p.Regexp.FindAllStringSubmatchIndex(text, -1); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s over %q, groups: %v, want %v", p, text, got, want)
			}
			if want {
				matched++
			} else if !p.May(in) {
				skipped++
			}
		}
	}
	if matched < 20_000 || skipped < 100_000 {
		t.Errorf("%d matches, %d texts not searched", matched, skipped)
	}
}

func TestNeeds(t *testing.T) {
	for expr, want := range map[string][][]string{
		`收到[^#]{0,30}申请#(件次|件)`: {{"收到"}, {"申请#件次", "申请#件"}},
		`(a|b)?c`:               {{"ac", "bc", "c"}},
		`(a|bc*)d`:              {{"a", "b"}, {"d"}},
		`a+b`:                   {{"a"}, {"b"}},
		`x*`:                    nil,
		`a|.`:                   nil,
		`[0-9a-z]件`:             {{"件"}},
		`^一(二|$)`:               {{"一二", "一"}},
		`(?i)k`:                 nil,
	} {
		s := Set{}
		s.Compile(expr)
		for _, groups := range [][][]string{s.groups, want} {
			for _, g := range groups {
				slices.Sort(g)
			}
		}
		if !reflect.DeepEqual(s.groups, want) {
			t.Errorf("%s needs %q, want %q", expr, s.groups, want)
		}
	}
}

func TestExact(t *testing.T) {
	var s Set
	for expr, want := range map[string]bool{`公开|发布`: true, `(公|开)布`: true, `^公开`: false, `公开$|发布`: false, `公.`: false, `公*`: false} {
		if p := s.Compile(expr); (p.words != nil) != want {
			t.Errorf("%s: %v", expr, p.words)
		}
	}
}

// TestStarts holds which expressions are tried only where a match may begin.
func TestStarts(t *testing.T) {
	var s Set
	for expr, want := range map[string]string{
		`(较|比)去年`: "较比", `[1-3]?月`: "123月", `(a|b*)c`: "abc", `x+y`: "x",
		`^公开`: "", `公*`: "", `.开`: "", `[^公]开`: "", `(?i)ab`: "", `\p{Han}`: "",
	} {
		p := s.Compile(expr)
		got := ""
		for _, r := range "较比123月abcxy公开 ,乙" {
			if p.starts != nil && p.from(string(r), 0) == 0 {
				got += string(r)
			}
		}
		if got != want {
			t.Errorf("%s begins with %q, want %q", expr, got, want)
		}
	}
}

// TestLongTexts leaves a text to the engine where a match may reach to its end.
func TestLongTexts(t *testing.T) {
	var s Set
	for expr, long := range map[string]bool{`公.{1,9}`: true, `公.*`: false, `公.{300}`: false} {
		p := s.Compile(expr)
		if !p.fit(strings.Repeat("公", mostBytes/3)) || p.fit(strings.Repeat("公", mostBytes)) != long {
			t.Errorf("%s: %v", expr, !long)
		}
	}
}

// TestLongMatches finds what is longer than a match is held to be.
func TestLongMatches(t *testing.T) {
	for _, expr := range []string{`甲[^。]*乙`, `甲.{0,300}乙`, `甲.*(乙|丙)`, `甲[^#]+乙`} {
		var s Set
		p := s.Compile(expr)
		for n := range 340 {
			text := "丁甲" + strings.Repeat("中", n) + "乙"
			if got, want := p.FindAllStringIndex(text, -1), p.Regexp.FindAllStringIndex(text, -1); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s, %d characters between: %v, want %v", expr, n, got, want)
			}
			in, want := s.Scan(text, nil), p.Regexp.MatchString(text)
			if p.In(text, in) != want || p.MatchString(text) != want || p.FindIn(text, in) != p.Regexp.FindString(text) {
				t.Fatalf("%s, %d characters between: want %v", expr, n, want)
			}
		}
	}
}
