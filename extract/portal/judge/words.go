package judge

import (
	_ "embed"
	"strings"
)

//go:embed words.tsv
var wordsTSV string

// A word of words.tsv.
type word struct {
	reason Reason
	where  string
	text   string
}

// words are the rows that leave a title; agencies blanks parts of agencies' names.
var words, agencies = func() ([]word, *strings.Replacer) {
	var out []word
	var names []string
	for line := range strings.Lines(wordsTSV) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 3 || cells[0] == "reason" {
			continue
		}
		if cells[0] == "agency" {
			names = append(names, cells[2], "＊")
			continue
		}
		out = append(out, word{Reason(cells[0]), cells[1], cells[2]})
	}
	return out, strings.NewReplacer(names...)
}()

// noise returns the first word that says what a title is. tail is what follows
// the words for a disclosure report; speaks says that there are any.
func noise(title, tail string, speaks bool) (word, bool) {
	title, tail = agencies.Replace(title), agencies.Replace(tail)
	for _, w := range words {
		switch w.where {
		case "any":
			if strings.Contains(title, w.text) {
				return w, true
			}
		case "tail":
			if speaks && strings.Contains(tail, w.text) {
				return w, true
			}
		case "end":
			if strings.HasSuffix(title, w.text) {
				return w, true
			}
		case "other":
			if !speaks && strings.Contains(title, w.text) {
				return w, true
			}
		}
	}
	return word{}, false
}
