from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0008_plain_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='body',
            name='area',
            field=models.CharField(blank=True, help_text='Where it acts, if its name does not say. For example: six boroughs of south-east London', max_length=150, verbose_name='area'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='area',
            field=models.CharField(blank=True, help_text='Where it acts, if its name does not say. For example: six boroughs of south-east London', max_length=150, verbose_name='area'),
        ),
    ]
