package load

import (
	"errors"
	"fmt"
	"strings"

	"gongkai"
)

// Add takes a document and how it ended. A report without agency, division or
// year is not loaded: the document goes to quarantine. A second Add of the same
// bytes at the same path does nothing. After an error the run can only be aborted.
func (r *Run) Add(doc *gongkai.Document, outcome gongkai.Outcome) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return errors.New("load: Add after Commit or Abort")
	}
	if r.failed != nil {
		return r.failed
	}
	key := [2]string{doc.Source.SHA256, doc.Source.Path}
	if r.seen[key] {
		return nil
	}
	r.seen[key] = true
	if err := r.add(doc, outcome); err != nil {
		r.failed = fmt.Errorf("warehouse: %s: %w; nothing of this run is kept", doc.Source.Path, err)
	}
	return r.failed
}

func (r *Run) add(doc *gongkai.Document, outcome gongkai.Outcome) error {
	src := doc.Source
	detail := outcome.Detail
	if err := r.stage.append("document", text(src.SHA256), text(src.Path), null(src.URL), null(src.MediaType), null(src.Encoding),
		src.Bytes, null(doc.Page.Title), date(doc.Page.PublishedOn), null(doc.Page.SiteCode), text(string(outcome.Kind)),
		null(string(outcome.Reason)), null(detail)); err != nil {
		return err
	}
	r.counts.Inputs++
	switch outcome.Kind {
	case gongkai.NoReport:
		r.counts.NoReport++
	case gongkai.Unreadable:
		r.counts.Unreadable++
		return r.refuse(src, outcome.Kind, outcome.Reason, detail)
	case gongkai.ImageOnly:
		r.counts.ImageOnly++
		return r.refuse(src, outcome.Kind, outcome.Reason, detail)
	}
	refused := map[gongkai.Reason]bool{}
	for i, rep := range outcome.Reports {
		if reason := unresolved(rep); reason != "" {
			if !refused[reason] { // one row for a document and reason
				refused[reason] = true
				if err := r.refuse(src, outcome.Kind, reason, describe(rep)); err != nil {
					return err
				}
			}
			continue
		}
		if err := r.addReport(src, rep, i); err != nil {
			return err
		}
	}
	return r.stage.counted()
}

// refuse puts an input into quarantine.
func (r *Run) refuse(src gongkai.Source, kind gongkai.OutcomeKind, reason gongkai.Reason, detail string) error {
	if reason == "" {
		reason = gongkai.Reason(kind)
	}
	r.counts.Quarantined++
	return r.stage.append("quarantine", text(src.Path), null(src.URL), text(src.SHA256), text(string(kind)), text(string(reason)), null(detail))
}

// Refuse puts an address into quarantine that gave nothing: src has its Path and
// URL and no bytes. What was loaded from there before stands.
func (r *Run) Refuse(src gongkai.Source, reason gongkai.Reason, detail string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch key := [2]string{string(reason), src.Path}; {
	case r.done:
		return errors.New("load: Refuse after Commit or Abort")
	case r.failed != nil:
		return r.failed
	case r.refused[key]:
		return nil
	default:
		r.refused[key] = true
	}
	r.failed = r.refuse(src, gongkai.Unreadable, reason, detail)
	return r.failed
}

// Clear takes what stands in quarantine for a path out of it, unless this run
// refuses it again: the path was visited, and all was well.
func (r *Run) Clear(path string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done || r.failed != nil {
		return r.failed
	}
	r.failed = r.stage.append("cleared", text(path))
	return r.failed
}

// describe says what is known of a report that cannot be loaded.
func describe(rep *gongkai.Report) string {
	known := func(s string) string {
		if s == "" {
			return "unknown"
		}
		return s
	}
	year := "unknown"
	if rep.Year != 0 {
		year = fmt.Sprint(rep.Year)
	}
	d := fmt.Sprintf("%q: agency %s, division %s, year %s", rep.Title, known(rep.Agency), known(rep.DivisionCode), year)
	for _, i := range rep.Issues {
		if i.Rule == "P-13" && i.Message != "" {
			d += "; " + strings.TrimSuffix(i.Message, ".")
		}
	}
	return d
}
