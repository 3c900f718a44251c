// Echo sends the status that is written; a route for GET leaves HEAD alone.
package main

import (
	"net/http"
	"os"

	"github.com/labstack/echo"
)

type shop struct{}

// probe: /orders
func (s *shop) create(c echo.Context) error {
	return c.Redirect(http.StatusFound, "/orders")
}

func main() {
	s := &shop{}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.Group("/orders").POST("", s.create)
	// probe: /login
	e.GET("/login", func(c echo.Context) error { return c.Redirect(http.StatusFound, "/") })
	// probe: /orders/1
	e.DELETE("/orders/:id", func(c echo.Context) error {
		return c.Redirect(302, "/orders")
	})
	// probe: /header
	e.PUT("/header", func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderLocation, "/target")
		return c.NoContent(http.StatusFound)
	})
	// probe: /moved
	e.Any("/moved", func(c echo.Context) error { return c.Redirect(http.StatusPermanentRedirect, "/target") })
	if err := e.Start("127.0.0.1:" + os.Args[1]); err != nil {
		panic(err)
	}
}
