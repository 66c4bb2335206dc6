import django.db.models.deletion
from django.db import migrations, models

import core.folding

# A council's form goes to the body of that name, where there is exactly one. Those that came with the site
# stay shared: every council begins from them, as in a new site.
OWNED = """
UPDATE {table} AS layout SET body_id = body.id
FROM (SELECT min(id) AS id, folded(name) AS name FROM partnerships_body
      WHERE retired_at IS NULL GROUP BY folded(name) HAVING count(*) = 1) AS body
WHERE body.name = folded(layout.council) AND layout.code NOT IN ('southwark-executive', 'leicester-cabinet-2005')
"""
# Whose form a shared one is stays readable.
UNMATCHED = """
UPDATE {table} SET source = concat_ws(': ', council, nullif(source, '')) WHERE body_id IS NULL AND council <> ''
"""

class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_folded_text'),
        ('governance', '0004_exempt'),
        ('partnerships', '0008_plain_names'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='reportlayout',
            options={'ordering': [core.folding.Folded('body__name'), 'body', core.folding.Folded('name'), 'pk'], 'verbose_name': 'report layout'},
        ),
        migrations.AddField(
            model_name='historicalreportlayout',
            name='body',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.body', verbose_name='body'),
        ),
        migrations.AddField(
            model_name='reportlayout',
            name='body',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report_layouts', to='partnerships.body', verbose_name='body'),
        ),
        migrations.AlterField(
            model_name='historicalreportlayout',
            name='code',
            field=models.SlugField(blank=True, max_length=60, null=True, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='historicalreportlayout',
            name='source',
            field=models.CharField(blank=True, help_text='The council and its published report whose form it is', max_length=600, verbose_name='taken from'),
        ),
        migrations.AlterField(
            model_name='reportlayout',
            name='code',
            field=models.SlugField(blank=True, max_length=60, null=True, unique=True, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='reportlayout',
            name='source',
            field=models.CharField(blank=True, help_text='The council and its published report whose form it is', max_length=600, verbose_name='taken from'),
        ),
        *[
            migrations.RunSQL(sql.format(table=table), migrations.RunSQL.noop)
            for table in ('governance_reportlayout', 'governance_historicalreportlayout')
            for sql in (OWNED, UNMATCHED)
        ],
        migrations.RunSQL('SET CONSTRAINTS ALL IMMEDIATE', migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='historicalreportlayout',
            name='council',
        ),
        migrations.RemoveField(
            model_name='reportlayout',
            name='council',
        ),
    ]
