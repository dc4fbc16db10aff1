"""One page, or one family of pages, a module; each gives its routes as ROUTES and is found by itself."""
