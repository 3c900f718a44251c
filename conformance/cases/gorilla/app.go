// Routes of gorilla/mux take every method unless told otherwise, and StrictSlash answers every method with 301.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/mux"
)

// probe: /orders
func create(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/orders/1", http.StatusFound)
}

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/orders", create).Methods("POST")
	// probe: /orders/1
	r.Methods(http.MethodDelete).Path("/orders/{id}").HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/orders", http.StatusFound)
	})
	// probe: /login
	r.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }).Methods("GET")
	// probe: /any
	r.HandleFunc("/any", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", 307) })
	// probe: /folder
	r.StrictSlash(true)
	// probe: /folder/
	r.HandleFunc("/folder/", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) })
	if err := http.ListenAndServe("127.0.0.1:"+os.Args[1], r); err != nil {
		panic(err)
	}
}
