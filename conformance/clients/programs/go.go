// Clients for Go. usage: go run go.go BASE
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"

	"github.com/go-resty/resty"
)

const form = "application/x-www-form-urlencoded"

func withNetHTTP(url, method string, body io.Reader) error {
	request, err := http.NewRequest(method, url, body)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", form)
	response, err := http.DefaultClient.Do(request)
	if err == nil {
		response.Body.Close()
	}
	return err
}

func main() {
	base := os.Args[1]
	version := strings.TrimPrefix(runtime.Version(), "go")
	clients := []struct {
		key, name, version, how string
		send                    func(url, method string) error
	}{
		{"go", "Go net/http", version, "", func(url, method string) error { return withNetHTTP(url, method, strings.NewReader("a=1")) }},
		// A body of a type that net/http does not know cannot be sent twice.
		{"go-once", "Go net/http", version, "a body that can be read once", func(url, method string) error {
			return withNetHTTP(url, method, io.MultiReader(strings.NewReader("a=1")))
		}},
		{"resty", "Resty", resty.Version, "", func(url, method string) error {
			_, err := resty.New().R().SetHeader("Content-Type", form).SetBody("a=1").Execute(method, url)
			return err
		}},
	}
	for _, client := range clients {
		fmt.Printf("client\t%s\t%s\t%s\t%s\n", client.key, client.name, client.version, client.how)
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
			for _, status := range []int{301, 302, 303, 307, 308} {
				if err := client.send(fmt.Sprintf("%s/%s/%s/%d", base, client.key, method, status), method); err != nil {
					fmt.Printf("raised\t%s\t%s\t%d\n", client.key, method, status)
				}
			}
		}
	}
}
