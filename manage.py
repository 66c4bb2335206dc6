#!/usr/bin/env python
"""Django's command line for Common Purse."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "runserver" not in sys.argv:  # nobody waits for a page
        os.environ.setdefault("DATABASE_TIMEOUTS", "false")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import DatabaseError, connection

        from config.database import DatabaseProblem, unusable
    except ImportError as error:
        sys.exit(f"{error}. Run `make setup`, then .venv/bin/python manage.py ….")
    try:
        execute_from_command_line(sys.argv)
    except (DatabaseProblem, ImproperlyConfigured) as problem:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(problem))
    except DatabaseError as error:
        problem = unusable(connection.settings_dict, error)
        if "--traceback" in sys.argv or not problem:
            raise
        sys.exit(problem)


if __name__ == "__main__":
    main()
