"""`folded(text)`: text as people look for it and as lists are ordered; `core.folding.fold` is its like in Python.

It takes no extension, so any owner of a database can make it. Its patterns stand here as they were when it was
made: changing it takes another migration, which also rebuilds the indexes that use it.
"""

from django.db import migrations

MAKE = r"""
CREATE FUNCTION folded(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
btrim(regexp_replace(lower(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(
    translate(
      regexp_replace(
        normalize(regexp_replace(
          given, '[''`\u00B4\u00AD\u02B0-\u02FF\u2018-\u201B\u2032\u200B-\u200F\u2060\uFEFF\uFF07]', '', 'g'
        ), NFKD),
        '[\u0300-\u036F]', '', 'g'
      ),
      'ĐđÐðĦħŁłØøŦŧıς', 'DdDdHhLlOoTtiσ'
    ),
    'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), '&', ' and ')),
  '[\u0001-/:-@\[-`{-\u00BF\u2000-\u2BFF\u3000-\u303F]+', ' ', 'g'
), ' ');
COMMENT ON FUNCTION folded(text) IS 'small plain letters and digits, for searching and ordering: core.folding';
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0007_history_without_who_a_person_is")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION folded(text)")]
