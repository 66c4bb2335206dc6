from django.db import migrations

import core.folding


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_folded_text'),
        ('budgets', '0003_amounts_in_millions'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='partnergroup',
            options={'ordering': [core.folding.Folded('name'), 'pk'], 'verbose_name': 'partner group'},
        ),
    ]
