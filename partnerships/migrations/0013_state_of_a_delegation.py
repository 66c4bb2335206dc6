import django.db.models.deletion
from django.db import migrations, models

CHOICES = [('requested', 'Asked for, not yet given'), ('given', 'Given')]


class Migration(migrations.Migration):
    """What was recorded before was recorded as given."""

    dependencies = [
        ('partnerships', '0012_remarks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='delegation',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.body', verbose_name='partner'),
        ),
        migrations.AlterField(
            model_name='historicaldelegation',
            name='body',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.body', verbose_name='partner'),
        ),
        migrations.AddField(
            model_name='delegation',
            name='state',
            field=models.CharField(choices=CHOICES, default='given', max_length=10, verbose_name='is it given?'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='historicaldelegation',
            name='state',
            field=models.CharField(choices=CHOICES, default='given', max_length=10, verbose_name='is it given?'),
            preserve_default=False,
        ),
    ]
