// Gin sends the status that is written; a route for GET leaves HEAD alone.
package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

// probe: /orders
func create(c *gin.Context) {
	c.Redirect(http.StatusFound, "/orders")
}

func main() {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	// probe: /login
	r.GET("/login", func(c *gin.Context) { c.Redirect(http.StatusFound, "/") })
	r.Group("/orders").POST("", create)
	// probe: /orders/1
	r.DELETE("/orders/:id", func(c *gin.Context) {
		c.Redirect(http.StatusMovedPermanently, "/orders")
	})
	// probe: /header
	r.POST("/header", func(c *gin.Context) {
		c.Header("Location", "/target")
		c.Status(http.StatusFound)
	})
	// probe: /moved
	r.Any("/moved", func(c *gin.Context) { c.Redirect(307, "/target") })
	// probe: /upload
	r.POST("/upload", func(c *gin.Context) {
		c.Header("Location", "/uploads/1")
		c.Status(http.StatusCreated)
	})
	if err := r.Run("127.0.0.1:" + os.Args[1]); err != nil {
		panic(err)
	}
}
