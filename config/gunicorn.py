"""How gunicorn serves the site: `gunicorn -c config/gunicorn.py config.wsgi`.

Two processes of four threads each answer pages; each may also run `PDF_PROCESSES` processes that make
documents. A proxy that buffers must stand before it (docs/operating/nginx.conf): a thread is held for as long
as a request takes to arrive.
"""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 90  # seconds: longer than a document may take
graceful_timeout = 70
keepalive = 5
limit_request_line = 8190
max_requests, max_requests_jitter = 2_000, 200  # a process is renewed now and then
loglevel = "error"  # each request is a line of the site's own log
