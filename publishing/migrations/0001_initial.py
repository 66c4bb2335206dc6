import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.history
from core.migration_operations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('core', '__first__'),
        ('partnerships', '0001_initial'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='HistoricalPublishing',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('code', models.CharField(db_index=True, error_messages={'unique': 'Another body has this name in its addresses. Choose another.'}, help_text='Small letters, digits and hyphens, like southwark. It is chosen once: addresses stay', max_length=40, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, digits and hyphens, like southwark.')], verbose_name='name in addresses')),
                ('forward_plan', models.BooleanField(default=False, verbose_name='The forward plan: what was published of it')),
                ('notices', models.BooleanField(default=False, verbose_name='Notices of private meetings, general exceptions and special urgency, once published')),
                ('reports', models.BooleanField(default=False, verbose_name='Issued reports to its forums, their open version alone')),
                ('decisions', models.BooleanField(default=False, verbose_name='What its forums decided, once published: words, outcome, reasons, alternatives and interests')),
                ('boards', models.BooleanField(default=False, verbose_name='Boards recorded for it, with their seats and no names')),
                ('meetings', models.BooleanField(default=False, verbose_name="The days of those boards' meetings")),
                ('agreements', models.BooleanField(default=False, verbose_name='Agreements in force to which it is party: title, partners, legal basis and term')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
                ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.body', verbose_name='body')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retired_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical publishing',
                'verbose_name_plural': 'historical publishings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Publishing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('code', models.CharField(error_messages={'unique': 'Another body has this name in its addresses. Choose another.'}, help_text='Small letters, digits and hyphens, like southwark. It is chosen once: addresses stay', max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, digits and hyphens, like southwark.')], verbose_name='name in addresses')),
                ('forward_plan', models.BooleanField(default=False, verbose_name='The forward plan: what was published of it')),
                ('notices', models.BooleanField(default=False, verbose_name='Notices of private meetings, general exceptions and special urgency, once published')),
                ('reports', models.BooleanField(default=False, verbose_name='Issued reports to its forums, their open version alone')),
                ('decisions', models.BooleanField(default=False, verbose_name='What its forums decided, once published: words, outcome, reasons, alternatives and interests')),
                ('boards', models.BooleanField(default=False, verbose_name='Boards recorded for it, with their seats and no names')),
                ('meetings', models.BooleanField(default=False, verbose_name="The days of those boards' meetings")),
                ('agreements', models.BooleanField(default=False, verbose_name='Agreements in force to which it is party: title, partners, legal basis and term')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publishings', to='partnerships.body', verbose_name='body')),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'publishing',
                'ordering': ['code'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='publishing_publishing_retired_at_has_by'), models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('body',), name='publishing_publishing_body_once', violation_error_code='body', violation_error_message='It is recorded already what this body publishes.')],
            },
        ),
    ])]
