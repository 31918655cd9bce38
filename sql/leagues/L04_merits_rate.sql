-- Disclosure rate among requests decided on their merits
-- caveat: Leaves out all refusals for form; an agency that refuses by form looks open here. Read it beside L03 and L05.
FROM league('disclosure_rate_merits', year := year, province := province)
