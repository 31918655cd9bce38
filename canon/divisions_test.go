package canon

import (
	"fmt"
	"strings"
	"testing"
)

func TestDivisionsAreSound(t *testing.T) {
	tab := Divisions()
	if n := len(tab.All()); n < 6800 {
		t.Fatalf("%d divisions, want all since 1981", n)
	}
	seen := map[string]bool{}
	var last *Division
	for _, d := range tab.All() {
		key := fmt.Sprint(d.Code, d.From)
		switch {
		case len(d.Code) != 6 || strings.Trim(d.Code, "0123456789") != "":
			t.Errorf("%s: code", d.Code)
		case d.Name == "" || d.Name != strings.TrimSpace(d.Name):
			t.Errorf("%s: name %q", d.Code, d.Name)
		case d.From < 1981 || d.To != 0 && d.To <= d.From:
			t.Errorf("%s: from %d to %d", d.Code, d.From, d.To)
		case seen[key]:
			t.Errorf("%s: begins twice in %d", d.Code, d.From)
		case d.To == 0 && d.Successors != nil:
			t.Errorf("%s: in use, and has successors", d.Code)
		case last != nil && last.Code == d.Code && (last.To == 0 || last.To > d.From):
			t.Errorf("%s: two divisions at once in %d", d.Code, d.From)
		}
		seen[key], last = true, d

		var want Level
		switch {
		case d.Code[2:] == "0000":
			want = ProvinceLevel
		case d.Code[4:] == "00":
			want = PrefectureLevel
		default:
			want = CountyLevel
		}
		if d.Level != want {
			t.Errorf("%s %s: level %s, want %s", d.Code, d.Name, d.Level, want)
		}
		if d.Level != ProvinceLevel {
			for year := d.From; year < max(d.To, d.From+1); year++ {
				p := tab.ByCode(d.Parent, year)
				if p == nil {
					t.Errorf("%s %s: no parent %s in %d", d.Code, d.Name, d.Parent, year)
					break
				}
				if d.Prefecture != "" && p.Name != d.Prefecture || d.Prefecture == "" && p.Name != d.Province {
					t.Errorf("%s %s: parent %s is %s in %d", d.Code, d.Name, d.Parent, p.Name, year)
					break
				}
			}
		}
		for _, s := range d.Successors {
			if tab.ByCode(s, d.To) == nil {
				t.Errorf("%s %s: successor %s does not stand in %d", d.Code, d.Name, s, d.To)
			}
		}
	}
}

func TestDivisionsOverTime(t *testing.T) {
	tab := Divisions()
	for _, c := range []struct {
		name string
		year int
		want string
	}{
		{"洪泽区", 2025, "320813"},
		{"洪泽县", 2015, "320829"},
		{"洪泽县", 2016, ""}, // abolished during the year
		{"洪泽区", 2016, "320813"},
		{"公主岭市", 2019, "220381"},
		{"公主岭市", 2020, "220184"},
		{"巢湖市", 2010, "341400"},
		{"巢湖市", 2011, "340181"},
		{"鼓楼区", 2023, "320106 320302 350102 410204"},
		{"上海市", 2009, "310000"},
		{"重庆市", 1990, "510200"},
	} {
		var got []string
		for _, d := range tab.ByName(c.name, c.year) {
			got = append(got, d.Code)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s in %d: %q, want %q", c.name, c.year, g, c.want)
		}
	}
	for _, c := range []struct {
		code       string
		from, year int
		want       string
	}{
		{"320829", 2010, 2020, "320813"}, // renamed
		{"320813", 2020, 2010, "320829"}, // and back
		{"220381", 2010, 2022, "220184"},
		{"130103", 2010, 2020, ""}, // 桥东区 was split between two
		{"130102", 2020, 2020, "130102"},
	} {
		got := ""
		if d := tab.In(tab.ByCode(c.code, c.from), c.year); d != nil {
			got = d.Code
		}
		if got != c.want {
			t.Errorf("%s of %d in %d: %q, want %q", c.code, c.from, c.year, got, c.want)
		}
	}
}

func TestDivisionsRefuseBrokenData(t *testing.T) {
	head := "code\tname\tlevel\tprovince\tprefecture\tvalid_from\tvalid_to\tsuccessors\n"
	for _, text := range []string{
		"",
		"code\tname\n",
		head + "110000\t北京市\n",
		head + "110000\t北京市\tprovince\t北京市\t\tx\t\t\n",
		head + "120000\t天津市\tprovince\t天津市\t\t1981\t\t\n110000\t北京市\tprovince\t北京市\t\t1981\t\t\n",
	} {
		if _, err := loadDivisions(text); err == nil {
			t.Errorf("loadDivisions(%q): no error", text)
		}
	}
}

func BenchmarkLoadDivisions(b *testing.B) {
	for b.Loop() {
		if _, err := loadDivisions(divisionsTSV); err != nil {
			b.Fatal(err)
		}
	}
}
