package registry

import (
	"net/url"
	"regexp"
	"slices"
	"testing"
	"time"

	"gongkai/canon"
	"gongkai/extract/portal/column"
)

// TestPortals holds the form of portals.tsv.
func TestPortals(t *testing.T) {
	all := All()
	if len(all) < 30 {
		t.Errorf("%d portals", len(all))
	}
	host := regexp.MustCompile(`^[a-z0-9.-]+\.gov\.cn$`)
	for i, p := range all {
		if !host.MatchString(p.Host) {
			t.Errorf("%s: not a host of the administration", p.Host)
		}
		if i > 0 && all[i-1].Host >= p.Host {
			t.Errorf("%s: not behind %s", p.Host, all[i-1].Host)
		}
		if p.Division != "" && len(canon.Divisions().Ever(p.Division)) == 0 {
			t.Errorf("%s: no division %s", p.Host, p.Division)
		}
		if (p.Name == "") != (p.Division == "") {
			t.Errorf("%s: a name without a division, or a division without", p.Host)
		}
		if !slices.Contains(column.Dialects(), p.Dialect) {
			t.Errorf("%s: no dialect %s", p.Host, p.Dialect)
		}
		if p.Column != "" {
			if u, err := url.Parse(p.Column); err != nil || u.Host != p.Host || u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("%s: column %s", p.Host, p.Column)
			}
		}
		if _, err := time.Parse(time.DateOnly, p.Entered); err != nil {
			t.Errorf("%s: %v", p.Host, err)
		}
		if _, err := time.Parse(time.DateOnly, p.Fetched); err != nil && p.Fetched != "never" {
			t.Errorf("%s: fetched %s", p.Host, p.Fetched)
		}
		if p.Seen == "" {
			t.Errorf("%s: nothing seen", p.Host)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"host\tname\n", columns + "\na\tb\n"} {
		if _, err := read(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}
