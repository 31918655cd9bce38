// Package crawl visits a source: it walks the lists of a portal, fetches the
// reports on them with their attachments, and keeps every byte in the archive
// before anything is read. It knows nothing of what reports say: it hands out
// documents, and what failed by name.
//
// A night asks for what may have changed. Lists are asked for on condition every
// time. A page or file that is in the archive is asked for again only when its
// turn has come (see [Options.Recheck]), or when its list prints something else
// of it than before. Nothing is ever removed.
package crawl

import (
	"time"

	"gongkai/extract/portal/column"
	"gongkai/extract/portal/expect"
	"gongkai/extract/portal/fetch"
	"gongkai/extract/portal/store"
	"gongkai/extract/portal/web"
)

// A Source is one portal, or a part of one, as the configuration names it.
type Source struct {
	ID       string
	Home     string   // a portal's address, whose columns are to be found; or ""
	Any      string   // an address of which nothing is known: a report, a list or a portal's; or ""
	Columns  []string // list pages
	Reports  []string // pages or files of single reports
	Hosts    []string // beside those of the addresses above: "img.example.gov.cn"
	Depth    int      // of lists below lists; 0 is the default of [column.Options]
	MaxPages int      // requests in one night; 0 is the default of [fetch.Policy]
	Expect   expect.Expectation
}

// Options of a crawl.
type Options struct {
	Archive *store.Store // nil: nothing is kept, and nothing is known from before
	Policy  fetch.Policy // the hosts are added to it
	Recheck time.Duration
	All     bool // ask again for everything that is in the archive
	Offline bool // ask nobody: what the archive has is handed out, and nothing is written
	DryRun  bool // only lists: no report is fetched
	Workers int  // pages and files in work at once; 0 is the policy's concurrency
	Now     func() time.Time
	Report  func(web.Page) bool // tells whether a page is a report itself; for Source.Any
	Log     func(Event)         // may be nil; called from several goroutines, never at once
}

// The defaults of Options.
const (
	DefaultRecheck = 7 * 24 * time.Hour // how long a page or file is taken for unchanged
	sample         = 2                  // pages asked for again each night, the longest unasked first
	stale          = 12 * time.Hour     // after which a stopped crawl asks for a list again
	hopeless       = 3 * 24 * time.Hour // how long a page is taken for as bad as it was: a loop, a bomb
)

// An Event is a request and what came of it, for logs.
type Event struct {
	Source string
	URL    string
	Role   string
	Status int    // 0 where no server answered
	Reason string // "" where all was well
	Bytes  int
	Cached bool // told by the archive, no request was made
}

// Roles of what is fetched, as the archive keeps them.
const (
	List       = "list"
	Article    = "article"
	Attachment = "attachment"
	inventory  = "inventory"
)

// Result is what a crawl of a source brought.
type Result struct {
	Source    string
	Resumed   bool // a crawl that was stopped half-way was gone on with
	Columns   []Column
	Items     []column.Item // links of the lists, with verdicts
	Documents []Document    // in the order of the lists
	Faults    []Fault
	Alarms    []expect.Alarm
	New       []string // addresses of documents that the archive did not have
	Changed   []string // … whose bytes are others than before
	Vanished  []string // … that the night before had, and that are linked no more or gone
	Partial   bool     // stopped before all was seen
	Requests  int      // sent, with retries and robots.txt
	Bodies    int      // of them those that brought a body
	Overlook  []string // what was overlooked in certificates, by host: the source asks for it
}

// A Column is a list that was walked.
type Column struct {
	URL     string
	Dialect string
	Pages   int
	Why     string // of one that was found from the home page: the evidence
}

// A Document is a page or file that may hold a report.
type Document struct {
	URL         string
	ContentType string
	SHA256      string
	FetchedAt   time.Time
	Role        string
	Body        []byte // nil where the archive has it
	From        Origin
}

// Origin is what is known of a document from outside it.
type Origin struct {
	Article string // address of the page that it hangs on, "" for a page itself
	Title   string // of the link, or of the article
	Date    string // printed beside the link: 2006-01-02 or ""
	Name    string // of a file, as its link calls it
}

// A Fault is a page or file that gave nothing. Reason is one of package fetch,
// soft or column.
type Fault struct {
	URL    string
	Reason string
	Detail string
}
