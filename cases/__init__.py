"""Five published papers as data, and the demonstration that is made of them; the product never imports it.

Each is a public paper; what it says is recorded, by post titles only, and nothing is added to it. `papers/`
holds each as a TOML file of records and a Markdown file of its words, `loader` reads them.
"""
