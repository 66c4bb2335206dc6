"""The tables of core, and `folded(text)`: text as people look for it and as lists are ordered.

`core.folding.fold` is its like in Python. It takes no extension, so any owner of a database can make it. Its
patterns stand here as they were when it was made: changing it takes another migration, which also rebuilds the
indexes that use it.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import core.history

MAKE = r"""
CREATE FUNCTION folded(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
btrim(regexp_replace(lower(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(
    translate(
      regexp_replace(
        normalize(regexp_replace(
          given, '[''`\u00B4\u00AD\u02B0-\u02FF\u2018-\u201B\u2032\u200B-\u200F\u2060\uFEFF\uFF07]', '', 'g'
        ), NFKD),
        '[\u0300-\u036F]', '', 'g'
      ),
      'ĐđÐðĦħŁłØøŦŧıς', 'DdDdHhLlOoTtiσ'
    ),
    'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), '&', ' and ')),
  '[\u0001-/:-@\[-`{-\u00BF\u2000-\u2BFF\u3000-\u303F]+', ' ', 'g'
), ' ');
COMMENT ON FUNCTION folded(text) IS 'small plain letters and digits, for searching and ordering: core.folding';
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        # Words like those that are looked for; PostgreSQL trusts an owner of a database to make it.
        TrigramExtension(),
        migrations.RunSQL(MAKE, "DROP FUNCTION folded(text)"),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('at', models.DateTimeField()),
                ('previous', models.CharField(blank=True, help_text='digest of the seal before', max_length=64)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('columns', models.JSONField(help_text='of each table, the columns it covers')),
                ('acts', models.PositiveIntegerField(help_text='how many it covers')),
                ('last_act', models.BigIntegerField(help_text='the greatest key among them')),
                ('anew', models.BooleanField(default=False, help_text='whether it covers all acts from the first')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=120, verbose_name='name or post title')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once_whatever_its_case')],
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=60)),
                ('at', models.DateTimeField()),
                ('why', models.TextField(blank=True)),
                ('submission', models.UUIDField(help_text='one-time key of the form that was sent', null=True, unique=True)),
                ('transaction', models.BigIntegerField(editable=False, help_text='the transaction that made it, filled in by the database', null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalUser',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical user',
                'verbose_name_plural': 'historical users',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SealedAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act_key', models.BigIntegerField()),
                ('parts', models.JSONField(help_text='of each table it wrote to, the digest of what it wrote')),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sealed_acts', to='core.seal')),
            ],
        ),
        migrations.CreateModel(
            name='SecurityEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed_in', 'Signed in'), ('refused', 'Sign-in refused'), ('slowed', 'Too many wrong tries: asked to wait'), ('signed_out', 'Signed out'), ('session_ended', 'Session ended from another'), ('role_given', 'Role given'), ('role_ended', 'Role ended'), ('link_made', 'Password link made'), ('password_set', 'Password chosen'), ('feed_made', 'Address of a calendar made'), ('feed_ended', 'Address of a calendar ended'), ('exempt_read', 'Exempt document read'), ('verify_failed', 'The history does not match its seals')], max_length=16, verbose_name='what happened')),
                ('at', models.DateTimeField()),
                ('account', models.CharField(blank=True, help_text='keyed digest of the address that was tried', max_length=32)),
                ('source', models.CharField(blank=True, max_length=45, verbose_name='address it came from')),
                ('request', models.CharField(blank=True, max_length=64, verbose_name='identifier of the request')),
                ('facts', models.JSONField(default=dict)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who did it to them')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='whom it concerns')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('number', models.CharField(help_text='names it in addresses, and lets nobody in', max_length=16)),
                ('began_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('browser', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(blank=True, max_length=45)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnsavedWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=400)),
                ('form_key', models.UUIDField(help_text='one-time key of that opening of the form')),
                ('typed', models.TextField(help_text='the fields of the form, as a browser sends them')),
                ('kept_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unsaved_work', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-kept_at', '-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['-at', '-id'], name='act_latest_first'),
        ),
        migrations.AddConstraint(
            model_name='sealedact',
            constraint=models.UniqueConstraint(fields=('act_key', 'seal'), name='sealed_act_once'),
        ),
        migrations.AddIndex(
            model_name='securityevent',
            index=models.Index(fields=['person', '-at'], name='security_of_person'),
        ),
        migrations.AddIndex(
            model_name='securityevent',
            index=models.Index(fields=['account', '-at'], name='security_of_account'),
        ),
        migrations.AddIndex(
            model_name='securityevent',
            index=models.Index(fields=['source', '-at'], name='security_of_source'),
        ),
        migrations.AddConstraint(
            model_name='unsavedwork',
            constraint=models.UniqueConstraint(fields=('person', 'form_key'), name='unsaved_work_once'),
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(help_text='the name of the address of the list', max_length=60)),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(help_text='what the list is asked, as in its address', max_length=1000)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'page', 'name'), name='saved_view_once')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feed', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60, unique=True)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('word', name='gin_trgm_ops'), name='word_alike'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('word', config='english'), name='word_forms')],
            },
        ),
    ]
