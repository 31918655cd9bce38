package canon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/hosts.tsv
var hostsTSV string

//go:embed data/pinyin.tsv
var pinyinTSV string

//go:embed data/aliases.tsv
var aliasesTSV string

// Host is the host of a portal that is known to be a division's.
type Host struct {
	Name     string // without www: yueqing.gov.cn
	Division string // code of the time
	Seen     string // month or year of the latest report that shows it: 2022-01
	Why      string
}

// HostNamed returns the known host that a host's name is, or lies below; or nil.
// Only a county's host stands for those below it: jaq.fuzhou.gov.cn is no city's.
func HostNamed(name string) *Host {
	t := hosts()
	for exact := true; name != ""; exact = false {
		if h := t[name]; h != nil && (exact || h.Division[4:] != "00") {
			return h
		}
		_, name, _ = strings.Cut(name, ".")
	}
	return nil
}

var hosts = sync.OnceValue(func() map[string]*Host {
	m := map[string]*Host{}
	for _, r := range mustRows("hosts.tsv", hostsTSV, "host", "division", "seen", "why") {
		m[r[0]] = &Host{r[0], r[1], r[2], r[3]}
	}
	return m
})

// Readings returns how a character of a division's name is read, without tones;
// nil where the character is in none.
func Readings(r rune) []string { return readings()[r] }

var readings = sync.OnceValue(func() map[rune][]string {
	rows := mustRows("pinyin.tsv", pinyinTSV, "character", "readings")
	m := make(map[rune][]string, len(rows))
	for _, r := range rows {
		m[[]rune(r[0])[0]] = strings.Fields(r[1])
	}
	return m
})

// DivisionAliases returns what divisions are called that no rule gives, and their
// codes: 喀左县 → 211324.
var DivisionAliases = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, r := range mustRows("aliases.tsv", aliasesTSV, "alias", "division") {
		m[r[0]] = r[1]
	}
	return m
})

// mustRows is tsvRows for embedded data, which the package's tests read.
func mustRows(file, text string, columns ...string) [][]string {
	rows, err := tsvRows(file, text, columns...)
	if err != nil {
		panic(err)
	}
	return rows
}
