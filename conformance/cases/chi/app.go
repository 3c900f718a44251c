// Handlers of chi redirect as net/http does; a route for GET leaves HEAD alone.
package main

import (
	"net/http"
	"os"

	"github.com/go-chi/chi"
	"github.com/go-chi/chi/middleware"
)

// probe: /orders
func create(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/orders", http.StatusFound)
}

func main() {
	r := chi.NewRouter()
	// probe: /login/
	r.Use(middleware.RedirectSlashes)
	r.Route("/orders", func(r chi.Router) {
		r.Post("/", create)
		// probe: /orders/1
		r.Delete("/{id}", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/orders", http.StatusFound)
		})
	})
	// probe: /login
	r.Get("/login", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) })
	// probe: /put
	r.MethodFunc("PUT", "/put", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusSeeOther) })
	if err := http.ListenAndServe("127.0.0.1:"+os.Args[1], r); err != nil {
		panic(err)
	}
}
