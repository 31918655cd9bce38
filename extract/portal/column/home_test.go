package column

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/extract/portal/web"
)

var wantLine = regexp.MustCompile(`# want:(.*)`)

// TestFind looks for the columns of the portals in testdata/home, within the
// requests that it may make and on no other host.
func TestFind(t *testing.T) {
	names, _ := filepath.Glob("testdata/home/*.txtar")
	if len(names) < 4 {
		t.Fatalf("%d portals", len(names))
	}
	for _, name := range names {
		f := open(t, name)
		want := strings.TrimSpace(wantLine.FindStringSubmatch(string(f.archive.Comment))[1])
		got, err := Find(context.Background(), func(ctx context.Context, r web.Request) (web.Page, error) {
			if web.Host(r.URL) != "qingjiang.gov.cn" {
				t.Errorf("%s: asked for %s", name, r.URL)
			}
			return f.get(ctx, r)
		}, f.start, Options{})
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case want == "" && len(got) > 0:
			t.Errorf("%s: found %+v", name, got)
		case want != "" && (len(got) == 0 || got[0].URL != want || got[0].Reports != 7 || len(got[0].Evidence) < 2):
			t.Errorf("%s: found %+v, want %s", name, got, want)
		}
		if len(f.asked) > findRequests {
			t.Errorf("%s: %d requests", name, len(f.asked))
		}
	}
}

// TestFindNoHome holds that a home page that does not come is an error.
func TestFindNoHome(t *testing.T) {
	_, err := Find(context.Background(), func(_ context.Context, r web.Request) (web.Page, error) {
		return web.Page{}, &web.StatusError{URL: r.URL, Status: 503}
	}, "http://a.gov.cn/", Options{})
	if err == nil || !strings.Contains(err.Error(), "503") {
		t.Error(err)
	}
}
