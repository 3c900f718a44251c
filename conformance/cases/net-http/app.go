// The status of net/http is the one that is written, whatever the method.
package main

import (
	"net/http"
	"os"
)

func main() {
	mux := http.NewServeMux()
	// probe: /save
	mux.HandleFunc("/save", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			http.Error(w, "POST alone", http.StatusMethodNotAllowed)
			return
		}
		http.Redirect(w, r, "/saved", http.StatusFound)
	})
	// probe: /account
	mux.HandleFunc("/account", func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet:
			http.Redirect(w, r, "/accounts", http.StatusSeeOther)
		case http.MethodPut, http.MethodDelete:
			http.Redirect(w, r, "/accounts", 302)
		}
	})
	// probe: /old
	mux.Handle("/old", http.RedirectHandler("/new", http.StatusMovedPermanently))
	// probe: /header
	mux.HandleFunc("/header", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "/target")
		w.WriteHeader(http.StatusFound)
	})
	// probe: /map
	mux.HandleFunc("/map", func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Location"] = []string{"/target"}
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	// probe: /upload
	mux.HandleFunc("/upload", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "/uploads/1")
		w.WriteHeader(http.StatusCreated)
	})
	if err := http.ListenAndServe("127.0.0.1:"+os.Args[1], mux); err != nil {
		panic(err)
	}
}
