from django.db import migrations, models

# The triggers that django-pgtrigger made, by its own names; `core.guards` puts ours in their place.
DROP_FORMER_TRIGGERS = """
DO $$
DECLARE
  former record;
BEGIN
  FOR former IN
    SELECT tgname, tgrelid::regclass AS place FROM pg_trigger
    WHERE tgname LIKE 'pgtrigger\\_%' AND NOT tgisinternal
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', former.tgname, former.place);
    EXECUTE format('DROP FUNCTION IF EXISTS %I()', former.tgname);
  END LOOP;
  DROP FUNCTION IF EXISTS _pgtrigger_should_ignore(name);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_acts_concern_agreements")]

    operations = [
        migrations.RunSQL(DROP_FORMER_TRIGGERS, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="act",
            name="transaction",
            field=models.BigIntegerField(
                editable=False,
                help_text="the transaction that made it, filled in by the database",
                null=True,
            ),
        ),
    ]
