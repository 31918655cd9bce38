package site

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// part is a part of a whole; ok is false where there is no number.
type part struct {
	name  words
	class markup
	value float64
	ok    bool
}

// stack draws parts of a whole as one bar, and lists them with their numbers:
// the list says all that the bar shows.
func (p *page) stack(parts []part, sum float64) {
	if sum > 0 {
		p.put(`<div class="stack" aria-hidden="true">`)
		for _, x := range parts {
			if x.value > 0 {
				p.put(`<span class="{}" style="width:{}"></span>`, x.class, share(x.value, sum))
			}
		}
		p.put(`</div>`)
	}
	p.put(`<ul class="legend">`)
	for _, x := range parts {
		p.put(`<li><span class="dot {}"></span>{} `, x.class, x.name)
		switch {
		case !x.ok:
			p.put(`<b>—</b>`)
		case sum > 0:
			p.put(`<b>{}</b> <span class="share">{}</span>`, number(x.value), percent(x.value/sum))
		default:
			p.put(`<b>{}</b>`, number(x.value))
		}
		p.put(`</li>`)
	}
	p.put("</ul>\n")
}

func share(v, sum float64) string { return strconv.FormatFloat(100*v/sum, 'f', 2, 64) + "%" }

// bars draws parts of a whole as a bar each, the longest as wide as there is room.
func (p *page) bars(parts []part, sum float64) {
	most := 0.0
	for _, x := range parts {
		most = max(most, x.value)
	}
	p.put(`<table class="bars"><tbody>`)
	for _, x := range parts {
		if !x.ok {
			p.put(`<tr><th scope="row">{}</th><td></td><td class="num">—</td><td></td></tr>`, x.name)
			continue
		}
		width := "0%"
		if most > 0 {
			width = share(x.value, most)
		}
		p.put(`<tr><th scope="row">{}</th><td class="bar"><span class="{}" style="width:{}"></span></td><td class="num">{}</td><td class="num share">{}</td></tr>`,
			x.name, x.class, width, number(x.value), percent(x.value/sum))
	}
	p.put("</tbody></table>\n")
}

// point is a year's number; a year without one is a gap in the line.
type point struct {
	year  int
	value float64 // NaN where there is none
}

// spark draws a line over years, the way it went at a glance; its last number
// stands beside it. write says a number in words.
func (p *page) spark(points []point, write func(float64) string) {
	lo, hi := math.Inf(1), math.Inf(-1)
	var last *point
	for i, x := range points {
		if !math.IsNaN(x.value) {
			lo, hi, last = min(lo, x.value), max(hi, x.value), &points[i]
		}
	}
	if last == nil {
		p.put(`<span class="none">—</span>`)
		return
	}
	lo = min(lo, 0)
	const w, h, edge = 160.0, 44.0, 4.0
	at := func(i int, v float64) (x, y float64) {
		x = w / 2
		if len(points) > 1 {
			x = edge + (w-2*edge)*float64(i)/float64(len(points)-1)
		}
		y = h - edge
		if hi > lo {
			y = h - edge - (h-2*edge)*(v-lo)/(hi-lo)
		}
		return x, y
	}
	var said []string
	var lines, dots strings.Builder
	drawing := false
	for i, v := range points {
		if math.IsNaN(v.value) {
			drawing = false
			said = append(said, fmt.Sprintf("%d —", v.year))
			continue
		}
		x, y := at(i, v.value)
		verb := "M"
		if drawing {
			verb = "L"
		}
		drawing = true
		fmt.Fprintf(&lines, "%s%.1f %.1f", verb, x, y)
		r := 1.8
		if last == &points[i] {
			r = 3.2
		}
		fmt.Fprintf(&dots, `<circle cx="%.1f" cy="%.1f" r="%.1f"/>`, x, y, r)
		said = append(said, fmt.Sprintf("%d %s", v.year, write(v.value)))
	}
	p.put(`<svg class="spark" viewBox="0 0 160 44" preserveAspectRatio="xMinYMid" role="img"><title>{}</title><path class="base" d="M4 40H156"/><path d="{}"/>{}</svg>`,
		strings.Join(said, " · "), lines.String(), markup(dots.String()))
}

// columns draws a count a year, as columns with their numbers.
func (p *page) columns(points []point) {
	most := 0.0
	for _, x := range points {
		most = max(most, x.value)
	}
	p.put(`<div class="columns" role="list">`)
	for _, x := range points {
		height := "0%"
		if most > 0 {
			height = share(x.value, most)
		}
		p.put(`<div role="listitem"><b>{}</b><span class="well"><span style="height:{}"></span></span><small>{}</small></div>`, number(x.value), height, x.year)
	}
	p.put("</div>\n")
}
