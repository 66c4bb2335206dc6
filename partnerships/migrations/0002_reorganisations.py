import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.folding
import core.history


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_initial'),
        ('partnerships', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='succession',
            options={'ordering': ['on', 'pk'], 'verbose_name': 'succession'},
        ),
        migrations.CreateModel(
            name='HistoricalReorganisation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('name', core.fields.NameField(help_text='For example: Northshire and its districts become two unitaries', max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('rename', 'Renaming'), ('merger', 'Merger'), ('split', 'Split'), ('boundary', 'Boundary change'), ('abolition', 'Abolition, with functions passed on'), ('several', 'Several bodies replaced by several')], max_length=10, verbose_name='what happens')),
                ('on', models.DateField(help_text='The first day on which the successors act', verbose_name='vesting day')),
                ('shadow_from_on', models.DateField(blank=True, help_text='If the successors exist before that day, and take nothing over yet', null=True, verbose_name='shadow period from')),
                ('source', models.CharField(help_text='The order or Act that makes it. For example: SI 2022/328', max_length=300, verbose_name='source')),
                ('is_verified', models.BooleanField(default=False, help_text='If nobody has read it there, the pages say so', verbose_name='read in its source')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kept_by', models.ForeignKey(blank=True, db_constraint=False, help_text='The body whose people may change this record.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.body', verbose_name='record kept by')),
                ('retired_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical reorganisation',
                'verbose_name_plural': 'historical reorganisations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Reorganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('name', core.fields.NameField(help_text='For example: Northshire and its districts become two unitaries', max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('rename', 'Renaming'), ('merger', 'Merger'), ('split', 'Split'), ('boundary', 'Boundary change'), ('abolition', 'Abolition, with functions passed on'), ('several', 'Several bodies replaced by several')], max_length=10, verbose_name='what happens')),
                ('on', models.DateField(help_text='The first day on which the successors act', verbose_name='vesting day')),
                ('shadow_from_on', models.DateField(blank=True, help_text='If the successors exist before that day, and take nothing over yet', null=True, verbose_name='shadow period from')),
                ('source', models.CharField(help_text='The order or Act that makes it. For example: SI 2022/328', max_length=300, verbose_name='source')),
                ('is_verified', models.BooleanField(default=False, help_text='If nobody has read it there, the pages say so', verbose_name='read in its source')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('kept_by', models.ForeignKey(help_text='The body whose people may change this record.', on_delete=django.db.models.deletion.PROTECT, related_name='reorganisations_kept', to='partnerships.body', verbose_name='record kept by')),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='partnerships_reorganisation_retired_at_has_by'),
                    models.CheckConstraint(condition=models.Q(('shadow_from_on', None), ('shadow_from_on__lt', models.F('on')), _connector='OR'), name='reorganisation_shadow_before_vesting', violation_error_code='shadow_from_on', violation_error_message='The shadow period must begin before the vesting day.'),
                    models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('name', 'on'), name='partnerships_reorganisation_name_once', violation_error_code='name', violation_error_message='A reorganisation of this name and day is recorded.'),
                ],
                'verbose_name': 'reorganisation',
                'ordering': ['-on', core.folding.Folded('name'), 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='historicalsuccession',
            name='reorganisation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.reorganisation', verbose_name='part of the reorganisation'),
        ),
        migrations.AddField(
            model_name='succession',
            name='reorganisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='partnerships.reorganisation', verbose_name='part of the reorganisation'),
        ),
    ]
