import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.history


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_calendar'),
        ('partnerships', '0009_term_consultation_and_signed_copies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalIssueArea',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('position', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(99)], verbose_name='order')),
                ('name', models.CharField(max_length=200, verbose_name='issue area')),
                ('note', models.TextField(blank=True, verbose_name='what is to be resolved')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
                ('agreement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.agreement')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retired_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical issue area',
                'verbose_name_plural': 'historical issue areas',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='IssueArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('position', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(99)], verbose_name='order')),
                ('name', models.CharField(max_length=200, verbose_name='issue area')),
                ('note', models.TextField(blank=True, verbose_name='what is to be resolved')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issue_areas', to='partnerships.agreement')),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='partnerships_issuearea_retired_at_has_by'), models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('agreement', 'name'), name='partnerships_issuearea_name_once', violation_error_code='name', violation_error_message='An issue area of this name is recorded already.')],
                'verbose_name': 'issue area',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HistoricalDeliverable',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('position', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(999)], verbose_name='order')),
                ('what', models.CharField(max_length=300, verbose_name='what is delivered')),
                ('owner_post', models.CharField(blank=True, help_text='The post, not the person', max_length=200, verbose_name='owner')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due by')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='delivered on')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.body', verbose_name='at which body')),
                ('retired_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.issuearea')),
            ],
            options={
                'verbose_name': 'historical deliverable',
                'verbose_name_plural': 'historical deliverables',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Deliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('position', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(999)], verbose_name='order')),
                ('what', models.CharField(max_length=300, verbose_name='what is delivered')),
                ('owner_post', models.CharField(blank=True, help_text='The post, not the person', max_length=200, verbose_name='owner')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due by')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='delivered on')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('owner_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.body', verbose_name='at which body')),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliverables', to='partnerships.issuearea')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='partnerships_deliverable_retired_at_has_by')],
                'verbose_name': 'deliverable',
                'ordering': ['position', 'due_on', 'pk'],
                'abstract': False,
            },
        ),
    ]
