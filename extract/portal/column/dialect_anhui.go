package column

import "regexp"

// anhui is the system of many portals of Anhui: articles XxgkContent/show/<id>,
// Xxgknb/show/<id>, OpennessAnnualReport/show/<id>, openness/detail/annual_report/<id>,
// further pages by ?page=2. Its addresses hold no date.
var anhui = dialect{
	name: "anhui",
	fits: func(l *list) bool { return anyLink(l, anhuiItem) },
	plan: bar,
}

var anhuiItem = regexp.MustCompile(`(?i)/(?:xxgkcontent|xxgknb|openness\w*|public)/(?:show|detail)/|/openness/detail/`)
