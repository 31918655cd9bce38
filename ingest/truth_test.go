package ingest_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
	"gongkai/ingest"
)

// truth is the file beside a real document: its printed values, null for a
// printed blank. Rows and columns bear the corpus's own names.
type truth struct {
	Table2 map[string]json.RawMessage `json:"table2"`
	Table3 *struct {
		Rows map[string][]*int64 `json:"rows"`
	} `json:"table3"`
	Table4      map[string]json.RawMessage `json:"table4"`
	Undecidable [][2]string                `json:"undecidable"`
}

// Names of the corpus, in the order of the forms' rows in canon.
var (
	truthRows = []string{"new_received", "carried_in", "granted", "partial", "deny_state_secret", "deny_law_forbidden", "deny_three_security",
		"deny_third_party", "deny_internal_affairs", "deny_process_info", "deny_enforcement_file", "deny_admin_query", "unable_not_held",
		"unable_need_creation", "unable_unclear", "refuse_complaint", "refuse_repeat", "refuse_publication", "refuse_massive", "refuse_confirm",
		"other", "other_overdue_correction", "other_overdue_fee", "other_misc", "result_total", "carried_out"}
	truthItems = map[string]string{"regulations": "rules", "normative_docs": "normative_documents", "licensing": "licensing",
		"other_services": "other_external_services", "punishment": "penalty", "coercion": "coercion", "fees": "fees", "procurement": "procurement"}
	truthColumns = map[string]string{"new_made": "newly_made", "new_disclosed": "newly_disclosed", "total_disclosed": "total_disclosed",
		"prev_items": "items_prior_year", "change": "items_net_change", "decisions": "decisions", "items": "projects", "made": "issued",
		"repealed": "repealed", "effective": "in_force", "amount_yuan": "amount_cny", "amount_wan": "amount_cny"}
)

type cellName struct{ indicator, applicant string }

// cells lists the printed values, in yuan where they are money.
func (t *truth) cells() map[cellName]*decimal.Decimal {
	out := map[cellName]*decimal.Decimal{}
	whole := func(n *int64) *decimal.Decimal {
		if n == nil {
			return nil
		}
		d := decimal.NewFromInt(*n)
		return &d
	}
	if t.Table3 != nil {
		for i, name := range truthRows {
			for a, v := range t.Table3.Rows[name] {
				out[cellName{"req." + canon.Get().Requests.Rows[i].ID, canon.Get().Applicants.List[a].ID}] = whole(v)
			}
		}
	}
	for _, b := range canon.Get().Challenges.Blocks {
		var v []*int64
		_ = json.Unmarshal(t.Table4[b.ID], &v)
		for i := range v {
			out[cellName{"rl." + b.ID + "." + canon.Get().Challenges.Outcomes[i].ID, ""}] = whole(v[i])
		}
	}
	for name, row := range truthItems {
		var v map[string]json.RawMessage
		_ = json.Unmarshal(t.Table2[name], &v)
		for k, raw := range v {
			if truthColumns[k] == "" {
				continue
			}
			var d decimal.NullDecimal
			_ = json.Unmarshal(raw, &d)
			at := cellName{"pd." + row + "." + truthColumns[k], ""}
			out[at] = nil
			if d.Valid {
				if k == "amount_wan" {
					d.Decimal = d.Decimal.Mul(decimal.NewFromInt(10_000))
				}
				out[at] = &d.Decimal
			}
		}
	}
	return out
}

// Every printed number of the real documents is right, every blank NULL with a
// status, and what a text cannot decide has no value but a derived one.
func TestRealDocuments(t *testing.T) {
	root := os.Getenv("GONGKAI_CORPUS")
	if root == "" {
		t.Skip("set GONGKAI_CORPUS to a folder with real/*/truth.json")
	}
	files, _ := filepath.Glob(filepath.Join(root, "real/*/truth.json"))
	total := 0
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var tr truth
		if err := json.Unmarshal(b, &tr); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		docs, _ := filepath.Glob(filepath.Join(filepath.Dir(f), "doc.*"))
		want := tr.cells()
		if len(docs) != 1 || len(want) == 0 {
			continue
		}
		total += len(want)
		t.Run(filepath.Base(filepath.Dir(f)), func(t *testing.T) { holdTruth(t, docs[0], want, tr.Undecidable) })
	}
	if total < 900 {
		t.Errorf("%d cells of truth under %s: too few to mean anything", total, root)
	}
}

func holdTruth(t *testing.T, doc string, want map[cellName]*decimal.Decimal, undecidable [][2]string) {
	_, out := ingest.Parse(doc, "")
	if len(out.Reports) != 1 {
		t.Fatalf("%s: %s, %d reports", out.Kind, out.Reason, len(out.Reports))
	}
	open := map[cellName]bool{}
	for _, u := range undecidable {
		open[cellName{u[0], u[1]}] = true
	}
	got := map[cellName]gongkai.Fact{}
	for _, f := range out.Reports[0].Facts {
		got[cellName{f.Indicator, f.Applicant}] = f
	}
	for at, v := range want {
		f, ok := got[at]
		switch {
		case !ok:
			t.Errorf("%v: no fact", at)
		case f.Value.Valid && (v == nil || !f.Value.Decimal.Equal(*v)):
			t.Errorf("%v: %s, printed %v", at, f.Value.Decimal, v)
		case f.Value.Valid && open[at] && f.Status != gongkai.Derived:
			t.Errorf("%v: %s with status %s, which the text cannot decide", at, f.Value.Decimal, f.Status)
		case !f.Value.Valid && v != nil && !open[at]:
			t.Errorf("%v: %s, printed %s", at, f.Status, v)
		}
	}
}
