package canon

import (
	"regexp"
	"testing"
	"unicode/utf8"
)

func TestFunctionsAreSound(t *testing.T) {
	tab := Functions() // a word that means two functions does not load
	id := regexp.MustCompile(`^[a-z_]+$`)
	if n := len(tab.Functions); n != 44 {
		t.Errorf("%d functions, want 44", n)
	}
	for _, f := range tab.Functions {
		if !id.MatchString(f.ID) || f.ZH == "" || f.EN == "" || len(f.Names) == 0 {
			t.Errorf("%+v: incomplete", f)
		}
		if l := f.Leadership(); l != "local" && l != "dual" && l != "vertical" {
			t.Errorf("%s: led %q", f.ID, l)
		}
		for _, w := range append(append([]string{}, f.Names...), f.Stems...) {
			if n := utf8.RuneCountInString(w); n < 2 && f.ID != FunctionTownship {
				t.Errorf("%s: %q is too short to mean anything", f.ID, w)
			}
		}
	}
	for name, ids := range tab.Also {
		f := tab.ByName(name)
		if f == nil {
			t.Errorf("also: %s is no function's name", name)
			continue
		}
		for _, id := range ids {
			if tab.ByID(id) == nil || id == f.ID {
				t.Errorf("also: %s: %s", name, id)
			}
		}
	}
	for short, full := range tab.Expand {
		a, b := tab.ByName(short), tab.ByName(full)
		if a == nil || a != b {
			t.Errorf("expand: %s and %s are not of one function", short, full)
		}
		if tab.Expand[full] != "" {
			t.Errorf("expand: %s is itself expanded", full)
		}
	}
}

func TestFunctionsRefuseAWordWithTwoMeanings(t *testing.T) {
	for _, text := range []string{
		"functions:\n- {id: a, names: [甲局]}\n- {id: b, names: [甲局]}\n",
		"functions:\n- {id: a, stems: [甲]}\n- {id: b, stems: [甲]}\n",
		"functions:\n- {id: a}\n- {id: a}\n",
		"functions:\n- {id: a, synonyms: [甲局]}\n",
	} {
		if _, err := loadFunctions([]byte(text)); err == nil {
			t.Errorf("loadFunctions(%q): no error", text)
		}
	}
}

func BenchmarkLoadFunctions(b *testing.B) {
	for b.Loop() {
		if _, err := loadFunctions(functionsYAML); err != nil {
			b.Fatal(err)
		}
	}
}
