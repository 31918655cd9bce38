package soft

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"gongkai/extract/portal/web"
)

// TestClassify reads testdata/pages.txtar: a file's name begins with the reason
// that its page is to get; pages called sound… get none. A second word is the
// host, if it matters.
func TestClassify(t *testing.T) {
	a, err := txtar.ParseFile("testdata/pages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range a.Files {
		want, rest, _ := strings.Cut(f.Name, ": ")
		_, host, ok := strings.Cut(rest, " @")
		if !ok {
			host = "www.qingxi.gov.cn"
		}
		got, found := Classify(web.Page{URL: "http://" + host + "/zwgk/ndbg/t1.html", Body: f.Data}, 200)
		switch {
		case want == "sound" && found:
			t.Errorf("%s: %s (%s)", f.Name, got.Reason, got.Evidence)
		case want != "sound" && (!found || string(got.Reason) != want):
			t.Errorf("%s: %v %s (%s)", f.Name, found, got.Reason, got.Evidence)
		case want != "sound":
			if n++; got.Evidence == "" {
				t.Errorf("%s: no evidence", f.Name)
			}
		}
	}
	if n < 18 {
		t.Errorf("%d soft failures, want 18", n)
	}
}

// TestReportsAreSound holds that no report of the test data is taken for a failure.
func TestReportsAreSound(t *testing.T) {
	for _, dir := range []string{"../../../testdata/reports", "../../../testdata/formats"} {
		sound(t, dir)
	}
	list, err := os.ReadFile("../../../testdata/negative/list.html")
	if err != nil {
		t.Fatal(err)
	}
	if f, ok := Classify(web.Page{URL: "http://a.gov.cn/", Body: list}, 200); ok {
		t.Errorf("a list page is %s (%s)", f.Reason, f.Evidence)
	}
	shell, err := os.ReadFile("../../../testdata/negative/shell.html")
	if err != nil {
		t.Fatal(err)
	}
	if f, ok := Classify(web.Page{URL: "http://a.gov.cn/", Body: shell}, 200); !ok || f.Reason != EmptyShell {
		t.Errorf("a page without an article is %v %s", ok, f.Reason)
	}
}

// TestCorpusIsSound does so for real documents, where they are.
func TestCorpusIsSound(t *testing.T) {
	root := os.Getenv("GONGKAI_CORPUS")
	if root == "" {
		t.Skip("GONGKAI_CORPUS is not set")
	}
	sound(t, filepath.Join(root, "seeds"))
	dirs, _ := filepath.Glob(filepath.Join(root, "real", "*"))
	for _, d := range dirs {
		sound(t, d)
	}
}

func sound(t *testing.T, dir string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "*.*"))
	for _, name := range files {
		if strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".tsv") {
			continue
		}
		body, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		if f, ok := Classify(web.Page{URL: "http://www.a.gov.cn/" + filepath.Base(name), Body: body}, 200); ok {
			t.Errorf("%s is %s (%s)", name, f.Reason, f.Evidence)
		}
	}
}

func TestStatus(t *testing.T) {
	if f, ok := Classify(web.Page{URL: "http://a.gov.cn/"}, 404); !ok || f.Reason != NotFound {
		t.Errorf("%v %v", f, ok)
	}
}

func TestCheck(t *testing.T) {
	page := web.Page{URL: "http://a.gov.cn/", Body: []byte(strings.Repeat("清溪县教育局认真做好政府信息公开工作。", 30))}
	f, ok := Classify(page, 200, func(*web.Doc) (Reason, string) { return Hijacked, "the code is of another county" })
	if !ok || f.Reason != Hijacked {
		t.Errorf("%v %v", f, ok)
	}
}

func FuzzClassify(f *testing.F) {
	a, err := txtar.ParseFile("testdata/pages.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if got, ok := Classify(web.Page{URL: "http://a.gov.cn/", Body: body}, 200); ok && got.Evidence == "" {
			t.Errorf("%s without evidence", got.Reason)
		}
	})
}
