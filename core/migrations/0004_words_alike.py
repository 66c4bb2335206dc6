"""The extension by which words like those that are looked for are found.

An owner of a database may make it: it is one of those that PostgreSQL trusts.
"""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_calendar'),
    ]

    operations = [TrigramExtension()]
