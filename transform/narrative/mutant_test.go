package narrative

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"gongkai/internal/mutant"
)

// Rules E are code. Of their mutants at least nine in ten turn a fixture red, or do
// not build, as those of the rules that are formulas. Each is built by itself, which
// takes minutes: only where GONGKAI_TORTURE is set.
func TestMutants(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("GONGKAI_TORTURE is not set")
	}
	mutants, killed := 0, 0
	for name, functions := range map[string][]string{
		"check.go":     {"comparable", "tables", "withCarried", "sum", "totals", "marks", "channels", "replaceSmaller", "feeStatement"},
		"breakdown.go": {"breakdown", "complete"},
	} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := mutant.OfSource(text, functions...)
		if err != nil || len(list) == 0 {
			t.Fatal(name, len(list), err)
		}
		path, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list {
			built, passed := withSource(t, path, m.Text)
			if !built {
				continue
			}
			mutants++
			if passed {
				t.Logf("%s: no fixture notices %s", name, m.What)
			} else {
				killed++
			}
		}
	}
	t.Logf("%d of %d mutants of rules E are noticed", killed, mutants)
	if 10*killed < 9*mutants {
		t.Errorf("%d of %d mutants are noticed, want nine in ten", killed, mutants)
	}
}

// withSource runs the fixtures with another text of a file.
func withSource(t *testing.T, path string, text []byte) (built, passed bool) {
	t.Helper()
	dir := t.TempDir()
	changed, overlay, binary := filepath.Join(dir, "changed.go"), filepath.Join(dir, "overlay.json"), filepath.Join(dir, "fixtures.test")
	list, err := json.Marshal(map[string]map[string]string{"Replace": {path: changed}})
	if err != nil {
		t.Fatal(err)
	}
	for file, b := range map[string][]byte{changed: text, overlay: list} {
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := exec.Command("go", "test", "-vet=off", "-overlay", overlay, "-c", "-o", binary, ".").Run(); err != nil {
		return false, false
	}
	return true, exec.Command(binary, "-test.run", "^TestRules$|^TestTotals$|^TestShares$", "-test.timeout", "60s").Run() == nil
}
