// What Echo brings to move clients to https.
package main

import (
	"os"

	"github.com/labstack/echo"
	"github.com/labstack/echo/middleware"
)

func main() {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	secure := e.Group("/secure")
	// probe: /secure/a
	secure.Use(middleware.HTTPSRedirect())
	kept := e.Group("/kept")
	// probe: /kept/a
	kept.Use(middleware.HTTPSRedirectWithConfig(middleware.RedirectConfig{Code: 307}))
	named := e.Group("/named")
	// probe: /named/a
	named.Use(middleware.WWWRedirect())
	if err := e.Start("127.0.0.1:" + os.Args[1]); err != nil {
		panic(err)
	}
}
