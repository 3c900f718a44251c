// Macaron sends 302 unless a status is given; a route for GET leaves HEAD alone.
package main

import (
	"net/http"
	"os"

	"gopkg.in/macaron.v1"
)

// probe: /orders
func create(c *macaron.Context) {
	c.Redirect("/orders/1")
}

func main() {
	macaron.Env = macaron.PROD
	m := macaron.New()
	m.Post("/orders", create)
	// probe: /login
	m.Get("/login", func(c *macaron.Context) { c.Redirect("/") })
	// probe: /orders/1
	m.Delete("/orders/:id", func(c *macaron.Context) {
		c.Redirect("/orders", http.StatusMovedPermanently)
	})
	m.Group("/admin", func() {
		// probe: /admin/save
		m.Put("/save", func(c *macaron.Context) { c.Redirect("/admin", 302) })
	})
	// probe: /settings
	m.Combo("/settings").Get(func(c *macaron.Context) { c.Redirect("/start") }).Post(func(c *macaron.Context) { c.Redirect("/settings", http.StatusSeeOther) })
	// probe: /both
	m.Route("/both", "GET,POST", func(c *macaron.Context) { c.Redirect("/target") })
	// probe: /any
	m.Any("/any", func(c *macaron.Context) { c.Redirect("/target", 307) })
	// probe: /made
	m.Post("/made", func(c *macaron.Context) {
		c.Resp.Header().Set("Location", "/made/1")
		c.Resp.WriteHeader(http.StatusCreated)
	})
	if err := http.ListenAndServe("127.0.0.1:"+os.Args[1], m); err != nil {
		panic(err)
	}
}
