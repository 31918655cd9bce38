package column

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"gongkai/extract/portal/web"
)

// trs is TRS WCM. A script prints the page bar: createPageHTML(count, current,
// "index", "html"), or its body with countPage and document.write in the page
// itself. It counts from zero: the second page is index_1.html. Some portals
// changed that; their page bar in HTML, or a first page called 1, shows it.
var trs = dialect{
	name: "trs",
	fits: func(l *list) bool {
		return len(l.code.Calls("createPageHTML")) > 0 || countPage.MatchString(l.code.Text)
	},
	plan: trsPlan,
}

var (
	countPage  = regexp.MustCompile(`\bcountPage\s{0,4}=\s{0,4}["']?(\d{0,6})`)
	writtenExt = regexp.MustCompile(`["'](?:\.["']\s{0,4}\+\s{0,4}["'])?\.?(s?html?|jhtml)["']|\.["']\s{0,4}\+\s{0,4}["'](s?html?)`)
	writtenTo  = regexp.MustCompile(`(?i)href\s{0,2}=\s{0,2}\\?["']?([\w-]{1,60})["']?\s{0,4}\+\s{0,4}["']_`)
)

func trsPlan(l *list) plan {
	count, current, name, ext := trsCall(l)
	if ext == "" {
		ext = strings.TrimPrefix(path.Ext(strings.SplitN(l.doc.URL, "?", 2)[0]), ".")
		if m := writtenExt.FindStringSubmatch(l.code.Text); m != nil {
			ext = m[1] + m[2]
		}
		if ext == "" || len(ext) > 5 {
			ext = "html"
		}
	}
	if name == "" {
		name = "index"
		if m := writtenTo.FindStringSubmatch(l.code.Text); m != nil {
			name = m[1]
		}
	}
	shift := -1 // of the number in an address against that of the page
	if strings.HasSuffix(strings.SplitN(l.doc.URL, "?", 2)[0], "/") || path.Base(l.doc.URL) == name+"."+ext {
		if current == 1 {
			shift = 0
		}
	}
	if t := learn(l); t != nil && strings.HasSuffix(t.before, "_") {
		shift = t.shift
	}
	page := func(n int) string {
		if n == 1 {
			return l.doc.Resolve(name + "." + ext)
		}
		return l.doc.Resolve(name + "_" + strconv.Itoa(n+shift) + "." + ext)
	}
	p := plan{total: count, from: max(count, 1) + 1}
	p.guess = func(n int) web.Request { return web.Request{URL: page(n)} }
	here := current - shift
	p.same = []string{page(here)}
	if here > 1 {
		p.announced = steps(page(1))
	}
	p.announced = append(p.announced, counted(2, count, func(n int) string {
		if n == here {
			return ""
		}
		return page(n)
	})...)
	return p
}

// trsCall reads the call's arguments: numbers are count and current page, of
// strings the last two are name and extension, for some portals put the id of
// the bar's element first and the number of items last.
func trsCall(l *list) (count, current int, name, ext string) {
	for _, args := range l.code.Calls("createPageHTML") {
		var numbers []int
		var words []string
		for _, a := range args {
			v, ok := l.code.Value(a)
			if !ok {
				continue
			}
			if n, err := strconv.Atoi(v); err == nil && (len(words) < 2 || len(numbers) < 2) {
				numbers = append(numbers, n)
			} else if err != nil {
				words = append(words, v)
			}
		}
		if len(words) >= 2 {
			name, ext = words[len(words)-2], strings.TrimPrefix(words[len(words)-1], ".")
		}
		if len(numbers) > 0 {
			count = numbers[0]
		}
		if len(numbers) > 1 {
			current = numbers[1]
		}
		if count > 0 {
			return min(max(count, 0), 100_000), min(max(current, 0), 100_000), name, ext
		}
	}
	if m := countPage.FindStringSubmatch(l.code.Text); m != nil && count == 0 {
		count, _ = strconv.Atoi(m[1])
		current, _ = l.code.Int("currentPage")
	}
	return min(max(count, 0), 100_000), min(max(current, 0), 100_000), name, ext
}
