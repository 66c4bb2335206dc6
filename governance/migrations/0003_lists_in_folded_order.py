from django.db import migrations

import core.folding


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_folded_text'),
        ('governance', '0002_reports'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='board',
            options={'ordering': [core.folding.Folded('name'), 'pk'], 'verbose_name': 'board'},
        ),
        migrations.AlterModelOptions(
            name='forum',
            options={'ordering': [core.folding.Folded('body__name'), 'body', core.folding.Folded('name')], 'verbose_name': 'forum'},
        ),
        migrations.AlterModelOptions(
            name='reportlayout',
            options={'ordering': [core.folding.Folded('name')], 'verbose_name': 'report layout'},
        ),
    ]
