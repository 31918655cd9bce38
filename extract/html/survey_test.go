package html

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"gongkai"
	"gongkai/extract/html/tree"
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
		"comment in a title":        "<title><!--</title>" + bomb + "-->",
		"comment ended by --!>":     "<!-- --!>" + bomb + "-->",
		"style in SVG":              "<svg><style>" + bomb + "</style>",
		"end tags in a comment":     "<p>" + fonts.String() + "<!--" + rep("</font>", 300) + "-->" + rep("<p>x", 9000),
		"end tags in an attribute":  "<p>" + fonts.String() + "<i a='" + rep("</font>", 300) + "'>" + rep("<p>x", 9000),
		"behind a cell":             "<p>" + fonts.String() + "<table><tr><td></table>" + rep("<p>x", 9000),
		"script that is left early": "<script><!-- <! <script></script>" + bomb + "--></script>",
		"script in a script":        "<p>" + fonts.String() + "<script><!--<script></script>" + rep("</font>", 300) + "--></script>" + rep("<p>x", 9000),
	} {
		if n := look(page).nodes; n <= limit.MaxNodes {
			t.Errorf("%s: %d nodes", name, n)
		}
	}
}

// TestBreaksOff holds what the fast parser says of a source that breaks off in a
// table against the survey, which speaks where that parser gives up.
func TestBreaksOff(t *testing.T) {
	pieces := strings.Split("<table>|<TABLE border=1>|</table>|<tr>|</tr>|<td>|<th a='<td>'>|</td>|<tbody>|</tbody>|<p>|x|<!--<table>-->|<title><td></title>|<td ", "|")
	rnd := rand.New(rand.NewPCG(11, 12))
	said := [4]int{}
	for range 20000 {
		var b strings.Builder
		for range 1 + rnd.IntN(20) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		fast, ok := tree.Parse(b.String())
		if !ok {
			continue
		}
		seen, at := look(b.String()), 0
		if fast.TableOpen {
			at++
		}
		if fast.CellOpen {
			at += 2
		}
		said[at]++
		if fast.TableOpen != seen.tableOpen || fast.CellOpen != seen.cellOpen {
			t.Fatalf("table %t, cell %t; the survey says %t, %t: %s", fast.TableOpen, fast.CellOpen, seen.tableOpen, seen.cellOpen, b.String())
		}
		fast.Release()
	}
	if said[0] < 100 || said[1] < 100 || said[3] < 100 {
		t.Errorf("of each kind %d", said)
	}
}

// TestTogether reads pages at once and one after another: what readers share may
// not show.
func TestTogether(t *testing.T) {
	pages := make([]string, 40)
	want := make([]string, len(pages))
	for i := range pages {
		pages[i] = fmt.Sprintf("<title>t%d</title><meta name=source content=c%d><h1>甲%d</h1>%s<table><caption>%s</caption>", i, i, i, rep("<p>乙", i), rep("<table><tr><td>1<td>2<tr><td>3<td>4</table>", 2)) +
			rep(fmt.Sprintf("<tr><td>%d<td>x&nbsp;y<td rowspan=2>z", i), i%7+2) + "</table>"
		d, err := Read(pages[i], gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		want[i] = dump(d)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 10 {
				docs := make([]*gongkai.Document, len(pages))
				for i := range pages {
					docs[i], _ = Read(pages[i], gongkai.Source{})
				}
				for i, d := range docs {
					if got := dump(d); got != want[i] {
						t.Errorf("page %d: got\n%s\nwant\n%s", i, got, want[i])
						return
					}
				}
			}
		})
	}
	wait.Wait()
}

// TestTablesInCaption reads tables while the one around them has been read, but
// not been placed.
func TestTablesInCaption(t *testing.T) {
	small := "<table><tr><td>1<td>2<tr><td>3<td>4</table>"
	d, err := Read("<table><caption>"+small+small+"</caption><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	tables := d.Tables()
	if len(tables) != 3 || tables[0].Grid[1][1].Text != "4" || tables[2].Grid[0][0].Text != "甲" || tables[2].Grid[1][1].Text != "丁" {
		t.Errorf("%s", dump(d))
	}
}
