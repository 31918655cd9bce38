package gongkai

import "fmt"

// OutcomeKind is how an input ended. The list is closed.
type OutcomeKind string

// The outcomes. NoReport and ImageOnly are findings, not failures.
const (
	IsReport   OutcomeKind = "report"
	NoReport   OutcomeKind = "no_report"
	Unreadable OutcomeKind = "unreadable"
	ImageOnly  OutcomeKind = "image_only"
)

// Outcome is how one document ended: with its reports, or with a reason.
type Outcome struct {
	Kind    OutcomeKind
	Reason  Reason // "" for IsReport
	Detail  string // one sentence for a person: what, where, what to do next
	Pages   int    // of ImageOnly: pages, 0 where the format has none
	Images  int    // of ImageOnly: pictures
	Reports []*Report
}

// Reason is a stable code that says why a document gave no report.
type Reason string

// Reasons for unreadable.
const (
	ReasonUnsupported Reason = "unsupported_format" // no reader for this kind of file
	ReasonCorrupt     Reason = "corrupt"            // damaged: truncated, bad structure
	ReasonEncoding    Reason = "encoding"           // bytes are text of no known encoding
	ReasonLimit       Reason = "limit"              // beyond a limit on bytes, cells, depth or time
	ReasonIO          Reason = "io"                 // could not be opened or read
	ReasonEncrypted   Reason = "encrypted"          // behind a password
)

// ReasonImages is the reason for image_only.
const (
	ReasonImages Reason = "image_only" // pages are pictures, without text
)

// Reasons for no_report.
const (
	ReasonEmpty     Reason = "empty"        // no text at all
	ReasonShell     Reason = "empty_shell"  // a page frame without an article
	ReasonListPage  Reason = "list_page"    // links to reports, none of its own
	ReasonBlankForm Reason = "blank_form"   // the official form, not filled in
	ReasonNotice    Reason = "not_a_report" // an article of another kind
)

// ReadError is a reader's refusal. Every reader returns one, or none.
type ReadError struct {
	Reason Reason
	Detail string
	Err    error
	Pages  int // of ReasonImages: pages, 0 where the format has none
	Images int // of ReasonImages: pictures
}

// Error says what is wrong and where.
func (e *ReadError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s: %v", e.Reason, e.Detail, e.Err)
	}
	return fmt.Sprintf("%s: %s", e.Reason, e.Detail)
}

// Unwrap returns the cause, or nil.
func (e *ReadError) Unwrap() error { return e.Err }
