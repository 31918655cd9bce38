package text

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/internal/cost"
)

func TestLimits(t *testing.T) {
	row := strings.Repeat("7\t", 49) + "7\n"
	for _, c := range []struct {
		name, text string
		refused    bool
	}{
		{"cells at the limit", strings.Repeat(row, limit.MaxCells/50), false},
		{"cells past it", strings.Repeat(row, limit.MaxCells/50) + "\n\n7\t7\n", true},
		{"pipes past it", strings.Repeat("a|b\n", limit.MaxCells/2+1), true},
		{"a cell a TAB past it", strings.Repeat("\ta\n", limit.MaxCells+1), true},
		{"blocks at the limit", strings.Repeat("甲\n", limit.MaxBlocks), false},
		{"blocks past it", strings.Repeat("甲\n", limit.MaxBlocks+1), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(c.text, gongkai.Source{})
			if !c.refused {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var refusal *gongkai.ReadError
			if !errors.As(err, &refusal) || refusal.Reason != gongkai.ReasonLimit || d != nil {
				t.Fatalf("got %v, %v; want a refusal", d, err)
			}
		})
	}
}

func TestNotUTF8(t *testing.T) {
	_, err := Read("\xb9\xab\xbf\xaa", gongkai.Source{})
	var refusal *gongkai.ReadError
	if !errors.As(err, &refusal) || refusal.Reason != gongkai.ReasonEncoding {
		t.Fatalf("got %v", err)
	}
}

// TestLinearTime reads a megabyte of each text that a careless reader would walk
// again and again. Quadratic time is minutes here, linear time milliseconds.
func TestLinearTime(t *testing.T) {
	const size, most = 1 << 20, 5 * time.Second
	for name, unit := range map[string]string{
		"broken cells":        "\ta\nb\n\nc\n",
		"one endless cell":    "x\n",
		"blank lines":         "\n",
		"blank lines, cells":  "\n\ta",
		"headings":            "一、甲\n\n\n",
		"bars":                "|",
		"bar lines":           "|\n",
		"pairs without bars":  "a|b\n\n",
		"stars":               "**a",
		"labels":              "来源:",
		"page numbers":        "- 4 -\n",
		"codes":               "[bookmark: ",
		"codes with quotes":   `HYPERLINK "`,
		"dividers":            "=",
		"blanks":              " ",
		"tabs":                "\t",
		"short rows":          "a\tb\nc\n",
		"sentences in a cell": "\t甲乙丙丁甲乙丙丁甲乙丙丁。\n甲\n\n乙\n",
	} {
		t.Run(name, func(t *testing.T) {
			start := cost.Start()
			d, err := Read("\t\n"+strings.Repeat(unit, size/len(unit)), gongkai.Source{})
			var refusal *gongkai.ReadError
			if err != nil && !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			if took := start.Spent(); took > most {
				t.Errorf("took %v (%v, %v)", took, d != nil, err)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "\t", "\ta\nb\n\nc\n\t1\n\n\td\n\t2\n", "a\tb\n1\t2\n\n3\t4\n", "|a|b|\n|-|-|\n|1|2|", "a | b | ||\n1 | 2 |",
		"一、甲\n0\n", "**a**", "来源:a | 日期:2020-1-2\n", "- 4 -\n", "[bookmark: a]\n\t\v", "#  a #", "\\|", "\t\v\n0", "J\\**|**", "\t\n\n- 1 -\n\n0\n\t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Read(s, gongkai.Source{})
		if err != nil {
			var refusal *gongkai.ReadError
			if !errors.As(err, &refusal) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		checkPlaces(t, s, d)
	})
}
