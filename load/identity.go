package load

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"

	"gongkai"
)

// Reasons for which a report is not loaded.
const (
	IssuerUnresolved gongkai.Reason = "issuer_unresolved" // no agency or no division
	YearUnresolved   gongkai.Reason = "year_unresolved"
)

// AgencyID returns an agency's id: division code, "-", and 8 hex digits of SHA-256
// over "division|name".
func AgencyID(division, name string) string {
	sum := sha256.Sum256([]byte(division + "|" + name))
	return division + "-" + hex.EncodeToString(sum[:4])
}

// ReportID returns a report's id: the first 63 bits of SHA-256 over
// "agency_id|year|scope".
func ReportID(agencyID string, year int, scope string) int64 {
	sum := sha256.Sum256([]byte(agencyID + "|" + strconv.Itoa(year) + "|" + scope))
	return int64(binary.BigEndian.Uint64(sum[:8]) >> 1)
}

// unresolved says why a report cannot be loaded, or "".
func unresolved(r *gongkai.Report) gongkai.Reason {
	switch {
	case r.Agency == "" || r.DivisionCode == "":
		return IssuerUnresolved
	case r.Year == 0:
		return YearUnresolved
	}
	return ""
}

// scope returns a report's scope; one that was not decided counts as the agency's.
func scope(r *gongkai.Report) string {
	if r.Scope == "" {
		return gongkai.ScopeAgency
	}
	return r.Scope
}
