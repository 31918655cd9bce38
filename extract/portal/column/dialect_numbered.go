package column

import "strings"

// numbered are lists whose pages bear their number, counted from one: 1.html and
// 2.html, index_2.shtml, ?page=2. How they are addressed, the page bar shows.
var numbered = dialect{
	name: "numbered",
	fits: func(l *list) bool { return learn(l) != nil || strings.HasSuffix(l.doc.URL, "/1.html") },
	plan: bar,
}

// generic is any other list: it goes on where a link says 下一页, or where links
// bear numbers.
var generic = dialect{
	name: "generic",
	fits: func(*list) bool { return true },
	plan: bar,
}
