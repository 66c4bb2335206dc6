import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.folding
import core.history
from core.migration_operations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('core', '__first__'),
        ('governance', '0001_initial'),
        ('partnerships', '0001_initial'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='BoardPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('number', models.PositiveIntegerField(editable=False, help_text='For a report, its version', validators=[django.core.validators.MinValueValidator(1)], verbose_name='issue')),
                ('title', models.CharField(editable=False, max_length=300, verbose_name='title')),
                ('filename', models.CharField(editable=False, max_length=200, verbose_name='file name')),
                ('content_type', models.CharField(editable=False, max_length=100, verbose_name='type of file')),
                ('facts', models.JSONField(editable=False, verbose_name='what it was made from')),
                ('content', models.BinaryField(verbose_name='bytes')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='size in bytes')),
                ('word', models.BinaryField(null=True, verbose_name='bytes of the Word file')),
                ('word_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 of the Word file')),
                ('word_size', models.PositiveIntegerField(editable=False, null=True, verbose_name='size of the Word file in bytes')),
                ('issued_at', models.DateTimeField(editable=False, verbose_name='issued at')),
                ('why', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('kind', models.CharField(choices=[('terms', 'Terms of reference'), ('agenda', 'Agenda'), ('minutes', 'Minutes')], editable=False, max_length=8, verbose_name='kind')),
                ('board', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='governance.board')),
                ('issued_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='issued by')),
                ('meeting', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='governance.meeting')),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='documents.boardpaper')),
            ],
            options={
                'verbose_name': 'board paper',
                'ordering': ['-issued_at', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='documents_boardpaper_retired_at_has_by'), models.UniqueConstraint(fields=('board', 'meeting', 'kind', 'number'), name='board_paper_number_once', nulls_distinct=False, violation_error_message='This issue was made a moment ago.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'terms'), ('meeting', None)), models.Q(models.Q(('kind', 'terms'), _negated=True), ('meeting__isnull', False)), _connector='OR'), name='board_paper_meeting_is_of_agenda_or_minutes'), models.CheckConstraint(condition=models.Q(('retired_at', None)), name='board_paper_is_never_retired'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='board_paper_sha256_is_one'), models.CheckConstraint(condition=models.Q(models.Q(('word', None), ('word_sha256', ''), ('word_size', None)), models.Q(('word__isnull', False), ('word_sha256__regex', '^[0-9a-f]{64}$'), ('word_size__isnull', False)), _connector='OR'), name='board_paper_word_has_sha256')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalBoardPaper',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('number', models.PositiveIntegerField(editable=False, help_text='For a report, its version', validators=[django.core.validators.MinValueValidator(1)], verbose_name='issue')),
                ('title', models.CharField(editable=False, max_length=300, verbose_name='title')),
                ('filename', models.CharField(editable=False, max_length=200, verbose_name='file name')),
                ('content_type', models.CharField(editable=False, max_length=100, verbose_name='type of file')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='size in bytes')),
                ('word_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 of the Word file')),
                ('word_size', models.PositiveIntegerField(editable=False, null=True, verbose_name='size of the Word file in bytes')),
                ('issued_at', models.DateTimeField(editable=False, verbose_name='issued at')),
                ('why', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('kind', models.CharField(choices=[('terms', 'Terms of reference'), ('agenda', 'Agenda'), ('minutes', 'Minutes')], editable=False, max_length=8, verbose_name='kind')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
                ('board', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.board')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='issued by')),
                ('meeting', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.meeting')),
                ('retired_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='documents.boardpaper')),
            ],
            options={
                'verbose_name': 'historical board paper',
                'verbose_name_plural': 'historical board papers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='IssuedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('number', models.PositiveIntegerField(editable=False, help_text='For a report, its version', validators=[django.core.validators.MinValueValidator(1)], verbose_name='issue')),
                ('title', models.CharField(editable=False, max_length=300, verbose_name='title')),
                ('filename', models.CharField(editable=False, max_length=200, verbose_name='file name')),
                ('content_type', models.CharField(editable=False, max_length=100, verbose_name='type of file')),
                ('facts', models.JSONField(editable=False, verbose_name='what it was made from')),
                ('content', models.BinaryField(verbose_name='bytes')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='size in bytes')),
                ('word', models.BinaryField(null=True, verbose_name='bytes of the Word file')),
                ('word_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 of the Word file')),
                ('word_size', models.PositiveIntegerField(editable=False, null=True, verbose_name='size of the Word file in bytes')),
                ('issued_at', models.DateTimeField(editable=False, verbose_name='issued at')),
                ('why', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('kind', models.CharField(choices=[('agreement', 'Agreement'), ('cabinet-report', 'Cabinet report'), ('decision-record', 'Decision record'), ('budget-schedule-xlsx', 'Budget schedule (Excel)'), ('budget-schedule-csv', 'Budget schedule (CSV)')], editable=False, max_length=24, verbose_name='kind')),
                ('is_exempt', models.BooleanField(default=False, editable=False, help_text='Whether it holds what the open version of the same issue leaves out', verbose_name='exempt version')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='partnerships.agreement')),
                ('forum', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.forum', verbose_name='forum')),
                ('issued_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='issued by')),
                ('report', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='governance.cabinetreport')),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='documents.issueddocument')),
            ],
            options={
                'verbose_name': 'document',
                'ordering': ['-issued_at', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(core.folding.Folded(models.F('title')), config='english'), name='document_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='documents_issueddocument_retired_at_has_by'), models.UniqueConstraint(fields=('agreement', 'report', 'forum', 'kind', 'number', 'is_exempt'), name='document_number_once', nulls_distinct=False, violation_error_message='This issue was made a moment ago.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('cabinet-report', 'decision-record')), ('report__isnull', False)), models.Q(models.Q(('kind__in', ('cabinet-report', 'decision-record')), _negated=True), ('report', None)), _connector='OR'), name='document_report_is_of_cabinet_report'), models.CheckConstraint(condition=models.Q(models.Q(('forum__isnull', False), ('kind', 'decision-record')), ('kind', 'cabinet-report'), models.Q(models.Q(('kind__in', ('cabinet-report', 'decision-record')), _negated=True), ('forum', None)), _connector='OR'), name='document_forum_is_of_record_or_front'), models.CheckConstraint(condition=models.Q(('is_exempt', False), ('report__isnull', False), _connector='OR'), name='document_exempt_is_of_a_report'), models.CheckConstraint(condition=models.Q(('retired_at', None)), name='document_is_never_retired'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='document_sha256_is_one'), models.CheckConstraint(condition=models.Q(models.Q(('word', None), ('word_sha256', ''), ('word_size', None)), models.Q(('word__isnull', False), ('word_sha256__regex', '^[0-9a-f]{64}$'), ('word_size__isnull', False)), _connector='OR'), name='document_word_has_sha256')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalIssuedDocument',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('number', models.PositiveIntegerField(editable=False, help_text='For a report, its version', validators=[django.core.validators.MinValueValidator(1)], verbose_name='issue')),
                ('title', models.CharField(editable=False, max_length=300, verbose_name='title')),
                ('filename', models.CharField(editable=False, max_length=200, verbose_name='file name')),
                ('content_type', models.CharField(editable=False, max_length=100, verbose_name='type of file')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='size in bytes')),
                ('word_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 of the Word file')),
                ('word_size', models.PositiveIntegerField(editable=False, null=True, verbose_name='size of the Word file in bytes')),
                ('issued_at', models.DateTimeField(editable=False, verbose_name='issued at')),
                ('why', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('kind', models.CharField(choices=[('agreement', 'Agreement'), ('cabinet-report', 'Cabinet report'), ('decision-record', 'Decision record'), ('budget-schedule-xlsx', 'Budget schedule (Excel)'), ('budget-schedule-csv', 'Budget schedule (CSV)')], editable=False, max_length=24, verbose_name='kind')),
                ('is_exempt', models.BooleanField(default=False, editable=False, help_text='Whether it holds what the open version of the same issue leaves out', verbose_name='exempt version')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
                ('agreement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.agreement')),
                ('forum', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.forum', verbose_name='forum')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='issued by')),
                ('report', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.cabinetreport')),
                ('retired_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='documents.issueddocument')),
            ],
            options={
                'verbose_name': 'historical document',
                'verbose_name_plural': 'historical documents',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ])]
