import django.core.validators
from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0007_invitations'),
    ]

    operations = [
        migrations.AlterField(
            model_name='agreement',
            name='reference',
            field=models.CharField(error_messages={'unique': 'This reference cannot be used. Choose another.'}, help_text='Capital letters, digits and hyphens, like ABC-CARE-2026. It appears on every document.', max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z0-9]+(-[A-Z0-9]+)*$', 'Use capital letters, digits and hyphens, like ABC-CARE-2026.')], verbose_name='reference'),
        ),
        migrations.AlterField(
            model_name='body',
            name='name',
            field=core.fields.NameField(max_length=200, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='historicalagreement',
            name='reference',
            field=models.CharField(db_index=True, error_messages={'unique': 'This reference cannot be used. Choose another.'}, help_text='Capital letters, digits and hyphens, like ABC-CARE-2026. It appears on every document.', max_length=40, validators=[django.core.validators.RegexValidator('^[A-Z0-9]+(-[A-Z0-9]+)*$', 'Use capital letters, digits and hyphens, like ABC-CARE-2026.')], verbose_name='reference'),
        ),
        migrations.AlterField(
            model_name='historicalbody',
            name='name',
            field=core.fields.NameField(max_length=200, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='historicalothername',
            name='name',
            field=core.fields.NameField(max_length=200, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='othername',
            name='name',
            field=core.fields.NameField(max_length=200, verbose_name='name'),
        ),
    ]
