"""`make bench`: how long pages and documents take with one agreement, with a hundred and with a thousand.

`databases` makes the scratch databases, `seeding` fills them, `pages`, `documents` and `busy`
measure, `table` prints. Nothing here is a test: a slow machine fails nobody.
"""
