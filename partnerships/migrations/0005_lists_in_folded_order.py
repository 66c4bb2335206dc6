from django.db import migrations

import core.folding


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_folded_text'),
        ('partnerships', '0004_site_operator'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='body',
            options={'ordering': [core.folding.Folded('name'), 'opened_on', 'pk'], 'verbose_name': 'body', 'verbose_name_plural': 'bodies'},
        ),
        migrations.AlterModelOptions(
            name='bodykind',
            options={'ordering': ['sector', core.folding.Folded('name')], 'verbose_name': 'kind of body'},
        ),
        migrations.AlterModelOptions(
            name='legalbasis',
            options={'ordering': ['from_on', core.folding.Folded('name')], 'verbose_name': 'legal basis', 'verbose_name_plural': 'legal bases'},
        ),
        migrations.AlterModelOptions(
            name='othername',
            options={'ordering': ['from_on', core.folding.Folded('name')], 'verbose_name': 'other name'},
        ),
        migrations.AlterModelOptions(
            name='provisionkind',
            options={'ordering': ['position', core.folding.Folded('name')], 'verbose_name': 'kind of provision', 'verbose_name_plural': 'kinds of provision'},
        ),
        migrations.AlterModelOptions(
            name='roleheld',
            options={'ordering': [core.folding.Folded('body__name'), core.folding.Folded('user__name'), 'role'], 'verbose_name': 'role'},
        ),
    ]
