package crawl

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"gongkai/extract/portal/article"
	"gongkai/extract/portal/column"
	"gongkai/extract/portal/web"
)

// any finds out what [Source.Any] is by what it holds, and makes it one of the
// source's reports or columns. A file, or a page that is a report itself or little
// more than a hint at its files, is a report; a page with links to reports is a
// list; a page with files is an article; any other may be a portal's home page.
func (c *crawl) any(ctx context.Context) error {
	report := func() error {
		c.s.Reports = append(c.s.Reports, c.s.Any)
		return nil
	}
	a, err := c.get.get(ctx, web.Request{URL: c.s.Any}, List, false)
	var f *Failure
	if errors.As(err, &f) {
		c.fault(Fault{f.URL, f.Reason, f.Detail})
		return nil
	}
	if err != nil {
		return err
	}
	if web.Binary(a.page.Body) || c.o.Report != nil && c.o.Report(a.page) {
		return report()
	}
	if u, err := url.Parse(c.s.Any); err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		if found, err := c.home(ctx); found || err != nil {
			return err
		}
	}
	parts, err := article.Parts(a.page)
	if err != nil || parts.Refers {
		return report()
	}
	walked, err := column.Walk(ctx, c.get.list, c.s.Any, column.Options{Hosts: c.s.Hosts, Depth: c.s.Depth})
	if err != nil {
		return broken(ctx, err)
	}
	for _, it := range walked.Items {
		if it.URL != "" && it.Verdict.Report() {
			c.s.Columns = append(c.s.Columns, c.s.Any)
			return nil
		}
	}
	for _, p := range parts.Parts {
		switch p.Kind {
		case article.Attachment, article.Viewer, article.Unresolved, article.Redirect:
			return report()
		}
	}
	if found, err := c.home(ctx); found || err != nil {
		return err
	}
	return report()
}

// home looks for columns from the address, and reports whether there are any.
func (c *crawl) home(ctx context.Context) (bool, error) {
	before, unseen := len(c.res.Faults), c.unseen
	c.s.Home = c.s.Any
	found, err := c.fromHome(ctx)
	c.s.Home = ""
	if len(found) == 0 {
		c.res.Faults, c.unseen = c.res.Faults[:before], unseen
	}
	for _, col := range found {
		c.s.Columns = append(c.s.Columns, col.URL)
	}
	return len(found) > 0, err
}
