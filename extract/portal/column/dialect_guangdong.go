package column

import "regexp"

// guangdong is the province's common system: articles content/post_<id>.html,
// further pages index_2.html, counted from one.
var guangdong = dialect{
	name: "guangdong",
	fits: func(l *list) bool { return anyLink(l, guangdongItem) },
	plan: bar,
}

var guangdongItem = regexp.MustCompile(`/content/(?:[^?]*/)?post_\d+\.html?$`)
