package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// network is a range of addresses that no public portal has.
type network struct {
	prefix netip.Prefix
	what   string
	own    bool // a source may lie there, if it is configured to
}

// networks are those of the IANA registries of special-purpose addresses, and
// addresses at which clouds answer their own machines. The first that fits counts.
var networks = []network{
	{netip.MustParsePrefix("0.0.0.0/8"), "unspecified", false},
	{netip.MustParsePrefix("10.0.0.0/8"), "private", true},
	{netip.MustParsePrefix("100.100.100.200/32"), "cloud metadata", false},
	{netip.MustParsePrefix("100.64.0.0/10"), "carrier-grade NAT", true},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback", true},
	{netip.MustParsePrefix("168.63.129.16/32"), "cloud metadata", false},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local", false},
	{netip.MustParsePrefix("172.16.0.0/12"), "private", true},
	{netip.MustParsePrefix("192.0.0.0/24"), "protocol assignments", false},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation", false},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relay", false},
	{netip.MustParsePrefix("192.168.0.0/16"), "private", true},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking", true},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation", false},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation", false},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast", false},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved", false},
	{netip.MustParsePrefix("::1/128"), "loopback", true},
	{netip.MustParsePrefix("fd00:ec2::254/128"), "cloud metadata", false},
	{netip.MustParsePrefix("fc00::/7"), "private", true},
	{netip.MustParsePrefix("fe80::/10"), "link-local", false},
	{netip.MustParsePrefix("ff00::/8"), "multicast", false},
	{netip.MustParsePrefix("2001::/23"), "Teredo and other protocol assignments", false},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation", false},
	{netip.MustParsePrefix("2002::/16"), "6to4", false},
	{netip.MustParsePrefix("3fff::/20"), "documentation", false},
}

var (
	nat64  = netip.MustParsePrefix("64:ff9b::/96")
	global = netip.MustParsePrefix("2000::/3")
)

// special returns the range that an address lies in, or nil for a public one.
func special(a netip.Addr) *network {
	a = a.WithZone("").Unmap()
	if nat64.Contains(a) { // networks without IPv4 reach its portals so
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	for i := range networks {
		if networks[i].prefix.Contains(a) {
			return &networks[i]
		}
	}
	if !a.Is4() && !global.Contains(a) || isatap(a) {
		return &network{what: "not public"}
	}
	return nil
}

// isatap reports an IPv6 address that stands for an IPv4 one within a site.
func isatap(a netip.Addr) bool {
	b := a.As16()
	return a.Is6() && b[8]&^3 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe
}

// admits refuses an address that a host of the source may not have.
func (c *Client) admits(host string, a netip.Addr) error {
	n := special(a)
	if n == nil {
		return nil
	}
	a = a.WithZone("").Unmap()
	if n.own {
		if lit, err := netip.ParseAddr(host); err == nil && lit.Unmap() == a {
			return nil // written so in the source: allowed says which hosts are
		}
		if host == "localhost" && a.IsLoopback() {
			return nil
		}
		for _, p := range c.policy.Private {
			if p.Contains(a) {
				return nil
			}
		}
	}
	return &Error{Reason: AddressRefused, Detail: fmt.Sprintf("%s is at %s (%s); a source there has to say so", host, a, n.what)}
}

// dial connects to a host of the source. The name is looked up here and each
// address checked, then the one that is connected to is checked again by the
// socket, so that no second look-up can slip in another.
func (c *Client) dial(ctx context.Context, _, hostport string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(hostport)
	if err != nil {
		return nil, err
	}
	addrs, err := c.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	var refused, failed error
	for _, a := range addrs {
		if err := c.admits(host, a); err != nil {
			refused = err
			continue
		}
		to, err := netip.ParseAddrPort(net.JoinHostPort(a.Unmap().String(), port))
		if err != nil {
			return nil, err
		}
		conn, err := c.connect(ctx, host, to)
		if err == nil {
			return conn, nil
		}
		failed = err
	}
	switch {
	case failed != nil:
		return nil, failed
	case refused != nil:
		return nil, refused
	}
	return nil, &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
}

func (c *Client) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	if c.policy.Resolve != nil {
		return c.policy.Resolve(ctx, host)
	}
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

func (c *Client) connect(ctx context.Context, host string, to netip.AddrPort) (net.Conn, error) {
	if c.policy.dial != nil {
		return c.policy.dial(ctx, to)
	}
	d := net.Dialer{Timeout: 30 * time.Second, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return err
		}
		return c.admits(host, at.Addr())
	}}
	return d.DialContext(ctx, "tcp", to.String())
}

// notFound reports that a name does not exist, which a retry will not change.
func notFound(err error) bool {
	var d *net.DNSError
	return errors.As(err, &d) && d.IsNotFound
}
