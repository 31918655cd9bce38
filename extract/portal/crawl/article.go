package crawl

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"gongkai/extract/portal/article"
	"gongkai/extract/portal/column"
	"gongkai/extract/portal/expect"
	"gongkai/extract/portal/soft"
	"gongkai/extract/portal/web"
)

// Limits on what hangs on one article.
const (
	maxFiles    = 40       // attachments, viewers and frames
	maxFurther  = 30       // pages of an article in several
	maxForwards = 3        // pages that only send on
	maxPage     = 12 << 20 // bytes of a page that is searched for files: the largest seen, with pictures in it, have 5 MiB
)

// articles fetches the reports with what hangs on them. The result is in the order
// of the links, whatever came first.
func (c *crawl) articles(ctx context.Context) error {
	items := c.reports()
	before := &inventoryOf{}
	if all := c.inventories(); len(all) > 0 {
		before = all[len(all)-1]
	}
	due := c.dues(items, before)
	found := make([]visit, len(items))
	g, inner := errgroup.WithContext(ctx)
	workers := c.o.Workers
	if workers <= 0 {
		workers = max(1, c.o.Policy.Concurrency)
	}
	g.SetLimit(workers)
	claimed := &claims{seen: map[string]bool{}}
	for _, it := range items {
		claimed.take(it.URL) // an item is no attachment of another
	}
	for i, it := range items {
		g.Go(func() error {
			v := visit{c: c, ctx: inner, item: it, fresh: !due[it.URL], claims: claimed}
			err := v.page(it.URL)
			found[i] = v
			return err
		})
	}
	err := g.Wait()
	c.failed = map[string]bool{}
	for _, v := range found {
		c.res.Documents = append(c.res.Documents, v.documents...)
		c.res.New = append(c.res.New, v.news.added...)
		c.res.Changed = append(c.res.Changed, v.news.changed...)
		c.digests = append(c.digests, v.digests...)
		for _, f := range v.faults {
			c.failed[f.URL] = f.Reason != "http_404" && f.Reason != "http_410" && f.Reason != string(soft.NotFound)
			c.fault(f)
		}
	}
	if err != nil {
		return broken(ctx, err)
	}
	return nil
}

// claims are the addresses that somebody has taken on already.
type claims struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (c *claims) take(u string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.seen[u] {
		return false
	}
	c.seen[u] = true
	return true
}

// news are addresses with bytes that the archive did not have.
type news struct{ added, changed []string }

// A visit is the work on one link of a list.
type visit struct {
	c      *crawl
	ctx    context.Context
	item   column.Item
	fresh  bool // what the archive has is good enough
	claims *claims

	documents []Document
	faults    []Fault
	news      news
	digests   []string
}

// page fetches the page or file that the link leads to.
func (v *visit) page(address string) error {
	a, finding, err := v.sound(address, Article)
	for n := 0; a != nil && finding != nil; n++ {
		if finding.Reason != soft.Redirect || finding.Target == "" || n == maxForwards {
			v.fault(Fault{address, string(finding.Reason), finding.Evidence + ": this came in place of the page; look at it in a browser"})
			return nil
		}
		if !v.claims.take(finding.Target) {
			return nil
		}
		a, finding, err = v.sound(finding.Target, Article)
	}
	if a == nil {
		return err
	}
	if web.Binary(a.page.Body) {
		v.add(a, Attachment, Origin{Title: v.item.Title, Date: v.item.Date})
		return nil
	}
	if len(a.page.Body) > maxPage {
		v.fault(Fault{a.page.URL, "page_too_large", "a page of so many bytes is not searched for files; if some hang on it, name them under reports"})
		v.add(a, Article, Origin{Title: v.item.Title, Date: v.item.Date})
		return nil
	}
	parts, err := article.Parts(a.page)
	if err != nil {
		v.add(a, Article, Origin{Title: v.item.Title, Date: v.item.Date}) // the reader says what is wrong
		return nil
	}
	return v.parts(a, parts)
}

// sound fetches an address and says what came in its place, nil where it is what
// was asked for. What the archive has is not good enough where it was something
// else then.
func (v *visit) sound(address, role string) (*answer, *soft.Finding, error) {
	fresh := v.fresh
	for {
		a, err := v.fetch(address, role, fresh)
		if a == nil {
			return nil, nil, err
		}
		if len(a.page.Body) > maxPage {
			return a, nil, nil
		}
		finding, isSoft := soft.Classify(a.page, a.page.Status)
		switch {
		case !isSoft:
			return a, nil, nil
		case a.cached && fresh && finding.Reason != soft.Redirect:
			fresh = false
		default:
			return a, &finding, nil
		}
	}
}

// parts adds the page with its further pages, and then its files and frames.
func (v *visit) parts(a *answer, parts *article.Article) error {
	joined, err := v.further(a, parts)
	if err != nil {
		return err
	}
	v.digests = append(v.digests, textDigest(joined.page))
	v.add(joined, Article, Origin{Title: v.item.Title, Date: v.item.Date})
	title := v.item.Title
	if title == "" {
		title = parts.Title
	}
	files := 0
	for _, p := range parts.Parts {
		switch p.Kind {
		case article.Attachment, article.Viewer, article.Frame:
		case article.Unresolved:
			v.fault(Fault{a.page.URL, "unresolved_link", "the file " + p.Name + " hangs on this page, but only a script knows its address (" + p.Why + "); fetch it by hand"})
			continue
		default:
			continue
		}
		if !v.claims.take(p.URL) {
			continue
		}
		if files++; files > maxFiles {
			v.fault(Fault{a.page.URL, string(column.Limit), "more files hang on this page than are fetched"})
			break
		}
		role := Attachment
		f, finding, err := v.sound(p.URL, role)
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		if finding != nil {
			if p.Kind != article.Frame {
				v.fault(Fault{p.URL, string(finding.Reason), finding.Evidence + ": this came in place of the file"})
			}
			continue
		}
		v.add(f, role, Origin{Article: a.page.URL, Title: title, Date: v.item.Date, Name: p.Name})
	}
	return nil
}

// further joins an article's pages into one document: the bytes one after the
// other, as the archive then has them too.
func (v *visit) further(a *answer, parts *article.Article) (*answer, error) {
	bodies := [][]byte{a.page.Body}
	seen := map[string]bool{a.page.URL: true}
	queue := parts.Parts
	for len(queue) > 0 && len(bodies) < maxFurther {
		p := queue[0]
		queue = queue[1:]
		if p.Kind != article.Further || seen[p.URL] {
			continue
		}
		seen[p.URL] = true
		if !v.claims.take(p.URL) {
			continue
		}
		f, err := v.fetch(p.URL, Article, v.fresh)
		if err != nil {
			return nil, err
		}
		if f == nil || slices.ContainsFunc(bodies, func(b []byte) bool { return bytes.Equal(b, f.page.Body) }) {
			continue
		}
		if _, isSoft := soft.Classify(f.page, f.page.Status); isSoft {
			continue
		}
		bodies = append(bodies, f.page.Body)
		if more, err := article.Parts(f.page); err == nil {
			queue = append(queue, more.Parts...)
		}
	}
	if len(bodies) == 1 {
		return a, nil
	}
	return v.c.get.join(a, bodies)
}

// fetch gets an address; nil where it is a fault, which is noted. The error ends
// the crawl.
func (v *visit) fetch(address, role string, fresh bool) (*answer, error) {
	a, err := v.c.get.get(v.ctx, web.Request{URL: address}, role, fresh)
	var f *Failure
	if errors.As(err, &f) {
		v.fault(Fault{f.URL, f.Reason, f.Detail})
		return nil, nil
	}
	return a, err
}

func (v *visit) fault(f Fault) { v.faults = append(v.faults, f) }

// add hands out a document.
func (v *visit) add(a *answer, role string, from Origin) {
	if v.c.o.Archive != nil {
		switch sha, known := v.c.get.known(a.record.Request); {
		case !known:
			v.news.added = append(v.news.added, a.record.URL)
		case sha != a.record.SHA256:
			v.news.changed = append(v.news.changed, a.record.URL)
		}
	}
	v.documents = append(v.documents, Document{
		URL: strings.TrimSuffix(a.record.URL, joinedMark), ContentType: a.page.ContentType, SHA256: a.record.SHA256, FetchedAt: a.record.Time,
		Role: role, Body: a.body, From: from,
	})
}

// aNotice is how long the text of a page in place of another may be, in bytes.
const aNotice = 3000

// textDigest names what a page says. Offices copy their reports from year to year
// but for the numbers: only of short texts are numbers left out.
func textDigest(p web.Page) string {
	doc, err := web.Read(p)
	if err != nil {
		return expect.Digest(string(p.Body))
	}
	text := doc.Text(1 << 20)
	if len(text) > aNotice {
		sum := sha256.Sum256([]byte(text))
		return hex.EncodeToString(sum[:])
	}
	return expect.Digest(text)
}
