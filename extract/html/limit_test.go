package html

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/internal/cost"
)

func rep(s string, n int) string { return strings.Repeat(s, n) }

func TestLimits(t *testing.T) {
	deep := func(n int) string { return rep("<div>", n) + "甲" }
	nest := func(n int) string { return rep("<table><tr><td>甲", n) }
	cells := func(rows, cols int) string {
		return "<table>" + rep("<tr>"+rep("<td>", cols), rows) + "</table>"
	}
	for _, tt := range []struct {
		name         string
		within, over string
	}{
		{"bytes", rep("甲", limit.MaxBytes/3), rep("甲", limit.MaxBytes/3+1)},
		{"nodes", rep("<br>", limit.MaxNodes/2-1), rep("<br>", limit.MaxNodes/2)},
		// html and body are open, too.
		{"depth", deep(limit.MaxDepth - 2), deep(limit.MaxDepth - 1)},
		{"table depth", nest(limit.MaxTableDepth), nest(limit.MaxTableDepth + 1)},
		{"blocks", rep("<p>甲", limit.MaxBlocks), rep("<p>甲", limit.MaxBlocks+1)},
		{"cells", cells(limit.MaxCells/500, 500), cells(limit.MaxCells/500, 500) + cells(1, 2)},
		{"columns", "<table><tr>" + rep("<td colspan=1000>", 4) + "</table>", "<table><tr>" + rep("<td colspan=1000>", 5) + "</table>"},
		{
			"placed", "<table><tr><td colspan=1000>" + rep("<tr><td>", limit.MaxPlaced/1000-1) + "</table>",
			"<table><tr><td colspan=1000>" + rep("<tr><td>", limit.MaxPlaced/1000) + "</table>",
		},
		{
			"cell text", "<table><tr><td>甲<td>乙<tr><td>" + rep("a", limit.MaxCellBytes) + "<td>丙<tr><td>丁<td>戊",
			"<table><tr><td>甲<td>乙<tr><td>" + rep("a", limit.MaxCellBytes+1) + "<td>丙<tr><td>丁<td>戊",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Read(tt.within, gongkai.Source{}); err != nil {
				t.Errorf("at the limit: %v", err)
			}
			_, err := Read(tt.over, gongkai.Source{})
			var re *gongkai.ReadError
			if !errors.As(err, &re) || re.Reason != gongkai.ReasonLimit {
				t.Errorf("past the limit: %v", err)
			}
		})
	}
}

// TestBombs reads pages of some 40 KB that ask for far more than they hold.
func TestBombs(t *testing.T) {
	fonts := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<font size=%d>", i)
		}
		return b.String()
	}
	for name, page := range map[string]string{
		"spans":            "<table>" + rep("<tr><td rowspan=2000 colspan=20000>7", 1000) + "</table>",
		"spans in a row":   "<table><tr>" + rep("<td rowspan=2000 colspan=20000>7", 1000) + "</table>",
		"spans over rows":  "<table><tr><td rowspan=2000 colspan=20000>7<td>8" + rep("<tr><td>9", 2000) + "</table>",
		"many tables":      rep("<table><tr><td rowspan=2000 colspan=1000>7<tr><td>8</table>", 600),
		"open fonts":       "<p>" + fonts(400) + rep("<p>x", 8000),
		"open fonts, cut":  fonts(480) + rep("</p><p>x", 4000),
		"depth":            rep("<div>", 8000),
		"depth of inlines": rep("<span>", 8000),
		"nested tables":    rep("<table><tr><td>", 2500),
		"misplaced":        "<table>" + rep("<b>x<tr>", 5000),
		"unclosed":         rep("<a href=x>", 4000),
		"end tags":         rep("<div>", 500) + rep("</x>", 9000),
		"select":           rep("<select><option>", 2500),
		"labels":           rep("来源", 6000) + rep("：", 6000),
		"dates":            "<p>发布日期：" + rep("2", 40000),
		"styles":           `<p style="` + rep(":;", 18000) + `">x`,
		"conditionals":     "<p>" + rep("&lt;!--[if x]&gt;", 2500),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := cost.Start()
			_, err := Read(page, gongkai.Source{})
			took := start.Spent()
			runtime.ReadMemStats(&after)
			var re *gongkai.ReadError
			if err != nil && !errors.As(err, &re) {
				t.Errorf("%T: %v", err, err)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; took > time.Second || mb > 256 {
				t.Errorf("%d KB took %v and %d MiB", len(page)>>10, took, mb)
			}
		})
	}
}
