package canon

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestHostsAreSound(t *testing.T) {
	rows := mustRows("hosts.tsv", hostsTSV, "host", "division", "seen", "why")
	seen := regexp.MustCompile(`^20\d\d(-[01]\d)?$`)
	last := ""
	for _, r := range rows {
		switch {
		case r[0] <= last:
			t.Errorf("%s: out of order or twice", r[0])
		case strings.HasPrefix(r[0], "www.") || !strings.HasSuffix(r[0], ".gov.cn"):
			t.Errorf("%s: want a host of gov.cn without www", r[0])
		case !seen.MatchString(r[2]) || r[3] == "":
			t.Errorf("%s: seen %q, why %q", r[0], r[2], r[3])
		case len(Divisions().Ever(r[1])) == 0:
			t.Errorf("%s: no division %s", r[0], r[1])
		}
		last = r[0]
	}
	for host, want := range map[string]string{
		"suixi.gov.cn": "440823", "guotuju.hnhx.gov.cn": "410526", "jaq.lishui.gov.cn": "", "lishui.gov.cn": "331100", "gov.cn": "", "": "",
	} {
		got := ""
		if h := HostNamed(host); h != nil {
			got = h.Division
		}
		if got != want {
			t.Errorf("%q: %q, want %q", host, got, want)
		}
	}
}

func TestReadingsCoverTheNames(t *testing.T) {
	for _, d := range Divisions().All() {
		for _, r := range d.Name {
			if (d.To == 0 || d.To >= 2008) && len(Readings(r)) == 0 {
				t.Errorf("%s %s: no reading of %c", d.Code, d.Name, r)
			}
		}
	}
	if !slices.Contains(Readings('六'), "lu") || !slices.Contains(Readings('厦'), "xia") {
		t.Error("六安 is lu'an, 厦门 xiamen")
	}
}

func TestAliasesAreSound(t *testing.T) {
	for alias, code := range DivisionAliases() {
		d := Divisions().ByCode(code, 9998)
		if d == nil || len(Divisions().EverNamed(alias)) > 0 {
			t.Errorf("%s: division %s does not stand, or another bears the name", alias, code)
		}
	}
}
