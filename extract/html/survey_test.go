package html

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/internal/cost"
)

// TestSurveyBounds holds the survey of random markup against its tree: markup
// that hides from it could ask for any number of nodes.
func TestSurveyBounds(t *testing.T) {
	pieces := strings.Split(`<p>|<p>x|</p>|<font a>|<font b>|<font c>|<font d>|<b>|</b>|<a href=x>|</a>|</font>|<table>|<tr>|<td>|</td>|</table>|<div>|</div>|x|`+
		`<!--|-->|--!>|<!-->|<title>|</title>|<script>|</script>|<style>|</style>|<textarea>|</textarea>|<svg>|</svg>|<math>|<foreignObject>|<desc>|`+
		`<![CDATA[|]]>|<!x|<?|</|>|<a b="|"|'|<i b='|<select>|<option>|</select>|<template>|</template>|<button>|</button>|<br>|<li>|<h1>|</h1>|<caption>|<form>|<span>|</span>|<SCRIPT >|</SCRIPT/>|<noscript>|</noscript>`, "|")
	rnd := rand.New(rand.NewPCG(3, 4))
	for i := range 30000 {
		var b strings.Builder
		few := pieces
		if i%2 > 0 { // a handful of them, over and over
			few = nil
			for range 6 {
				few = append(few, pieces[rnd.IntN(len(pieces))])
			}
		}
		for range 5 + rnd.IntN(80) {
			b.WriteString(few[rnd.IntN(len(few))])
		}
		root, err := html.Parse(strings.NewReader(b.String()))
		if err != nil {
			continue
		}
		nodes := 0
		for range root.Descendants() {
			nodes++
		}
		// html, head and body; elements that the parser adds around cells.
		if n := look(b.String()).nodes; nodes > 2*n+5 {
			t.Fatalf("%d nodes, said to be %d: %s", nodes, n, b.String())
		}
	}
}

// TestLinear reads markup at twice the length, which may not take much more
// than twice as long.
func TestLinear(t *testing.T) {
	for _, unit := range []string{
		"<!--", "<!---", "<!", "<?", "</", "<a ", `<a href="`, "<a b='c>", "<a =", "<script>", "<style>", "<sCript>", "<script><!--", "<svg><!--",
		"<svg><style>", "<svg><![CDATA[", "<title>", "<textarea>", "<select><option>", "<template>", "<table><tr>", "&", "&lt;!--[if x]&gt;&lt;!",
		"&lt;![if x]&gt;",
	} {
		page := rep(unit, 3<<20/len(unit))
		start := cost.Start()
		_, _ = Read(page, gongkai.Source{})
		if took := start.Spent(); took > 2*time.Second {
			t.Errorf("3 MiB of %s took %v", unit, took)
		}
	}
}

// TestDeepAndLong refuses markup that has the parser walk a deep stack for each
// of its tags, and reads what is as deep or as long.
func TestDeepAndLong(t *testing.T) {
	deep := rep("<span>", limit.MaxDepth-10)
	for _, tt := range []struct {
		name, page string
		ok         bool
	}{
		{"deep", deep + rep("</p>", 10000), true},
		{"long", rep("<div><p>甲</div>", 90000), true},
		{"sloppy", rep("<div><span>甲</div><li>乙", 50000), true},
		{"both", deep + rep("</p>", 400000), false},
		{"hidden depth", "<div>" + deep + "</div>" + rep("<span>", limit.MaxDepth-10) + rep("</p>", 400000), false},
		{"end tags of nothing", deep + rep("</x>", 400000), false},
	} {
		if _, err := Read(tt.page, gongkai.Source{}); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestHiddenFromSurvey hides formatting that multiplies where a careless survey
// sees no markup, or sees it end.
func TestHiddenFromSurvey(t *testing.T) {
	var fonts strings.Builder
	for i := range 300 {
		fmt.Fprintf(&fonts, "<font size=%d>", i)
	}
	bomb := "<p>" + fonts.String() + rep("<p>x", 9000)
	for name, page := range map[string]string{
		"comment in a title":       "<title><!--</title>" + bomb + "-->",
		"comment ended by --!>":    "<!-- --!>" + bomb + "-->",
		"style in SVG":             "<svg><style>" + bomb + "</style>",
		"end tags in a comment":    "<p>" + fonts.String() + "<!--" + rep("</font>", 300) + "-->" + rep("<p>x", 9000),
		"end tags in an attribute": "<p>" + fonts.String() + "<i a='" + rep("</font>", 300) + "'>" + rep("<p>x", 9000),
		"behind a cell":            "<p>" + fonts.String() + "<table><tr><td></table>" + rep("<p>x", 9000),
		"script in a script":       "<p>" + fonts.String() + "<script><!--<script></script>" + rep("</font>", 300) + "--></script>" + rep("<p>x", 9000),
	} {
		if n := look(page).nodes; n <= limit.MaxNodes {
			t.Errorf("%s: %d nodes", name, n)
		}
	}
}
