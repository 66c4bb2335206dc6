"""The Act of a legal basis gives up its name `act`, which hid the act that every version is stamped with."""

import django.db.models.deletion
from django.db import migrations, models

import core.history

# Versions written before carry no stamp: each gets the act on a legal basis nearest to it
# in time.
STAMP = [
    "ALTER TABLE partnerships_historicallegalbasis DISABLE TRIGGER USER",
    """
    UPDATE partnerships_historicallegalbasis AS version
    SET act_id = (
        SELECT id FROM core_act
        ORDER BY code NOT LIKE 'legal-basis.%', abs(extract(epoch FROM at - version.history_date)), id
        LIMIT 1
    )
    """,
    "SET CONSTRAINTS ALL IMMEDIATE",
    "ALTER TABLE partnerships_historicallegalbasis ENABLE TRIGGER USER",
    "ALTER TABLE partnerships_historicallegalbasis ALTER COLUMN act_id SET NOT NULL",
]


def stamp(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.act", **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_acts_concern_agreements"),
        ("partnerships", "0001_initial"),
    ]

    operations = [
        migrations.RenameField("legalbasis", "act", "statute"),
        migrations.RenameField("historicallegalbasis", "act", "statute"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AddField("historicallegalbasis", "act", stamp(null=True)),
                migrations.RunSQL(STAMP, migrations.RunSQL.noop),
            ],
            state_operations=[
                migrations.AddField(
                    "historicallegalbasis",
                    "act",
                    stamp(default=core.history.current_act_id, editable=False),
                ),
            ],
        ),
    ]
