package publish

import _ "embed"

// readMe tells who opens the folder what is in it.
const readMe = "README.md"

//go:embed README.published.md
var readMeText string
