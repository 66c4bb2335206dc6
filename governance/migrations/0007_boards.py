from datetime import date

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

import core.folding
import core.history
from core.reference import SET_UP_EMAIL

# The kinds that boards had as codes until now: the name, then what differs from what is usual.
KINDS = {
    'partnership': ('partnership', 'Partnership board', {}),
    'commissioning': ('commissioning', 'Commissioning board', {}),
    'executive': ('executive', 'Executive or officer group', {'expects_seats': False, 'expects_quorum': False}),
    'advisory': ('advisory', 'Advisory board', {'expects_quorum': False}),
    'joint_committee': ('joint-committee', 'Joint committee (reg 10(2))', {'decides': True, 'from_on': date(2000, 4, 1), 'source': 'SI 2000/617 reg 10(2)'}),
    'liaison': ('liaison', 'Scrutiny, consultation or liaison body', {'expects_seats': False, 'expects_quorum': False, 'is_beside': True}),
    'sub_group': ('sub-group', 'Sub-group', {'expects_seats': False, 'expects_quorum': False}),
    'other': ('other', 'Another kind', {'expects_quorum': False}),
}


def kinds_become_rows(apps, schema_editor):
    """Record the kinds that boards have, in one act of the set-up user, and have the boards point to them."""
    Board, HistoricalBoard, BoardKind, HistoricalBoardKind = (
        apps.get_model('governance', name) for name in ('Board', 'HistoricalBoard', 'BoardKind', 'HistoricalBoardKind')
    )
    codes = set(HistoricalBoard.objects.order_by().values_list('kind', flat=True).distinct())
    if not codes:
        return
    users = apps.get_model('core', 'User').objects
    by = users.filter(email=SET_UP_EMAIL).first() or users.order_by('pk').first()
    act = apps.get_model('core', 'Act').objects.create(
        code='kind-of-board.recorded', at=timezone.now(), by=by, why='Kinds of board became reference data'
    )
    for code in sorted(codes):
        slug, name, other = KINDS[code]
        values = {'code': slug, 'name': name, 'source': 'Practice', 'is_verified': True, **other}
        kind = BoardKind.objects.create(**values)
        HistoricalBoardKind.objects.create(
            id=kind.pk, act=act, history_date=act.at, history_type='+', history_user=by, **values
        )
        Board.objects.filter(kind=code).update(kind_row=kind)
        HistoricalBoard.objects.filter(kind=code).update(kind_row=kind)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_initial'),
        ('governance', '0006_clearance_and_comments'),
        ('partnerships', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('name', models.CharField(help_text='As a paper writes it', max_length=200, verbose_name='other name')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='where it is called so')),
            ],
            options={
                'verbose_name': 'name of a board',
                'verbose_name_plural': 'names of boards',
                'ordering': [core.folding.Folded('name'), 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChairTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('office', models.CharField(choices=[('chair', 'Chair'), ('vice', 'Vice chair')], default='chair', max_length=5, verbose_name='office')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='last day')),
            ],
            options={
                'verbose_name': 'turn in the chair',
                'verbose_name_plural': 'turns in the chair',
                'ordering': ['from_on', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HistoricalBoardKind',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('code', models.SlugField(max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('source', models.CharField(blank=True, help_text='The statute or regulation it comes from', max_length=300, verbose_name='source')),
                ('is_verified', models.BooleanField(default=True, help_text='If nobody has read it there, the pages say so', verbose_name='read in its source')),
                ('decides', models.BooleanField(default=False, help_text='Whether the law lets it decide. Any other board acts within the powers of its members.', verbose_name='decides by itself')),
                ('expects_seats', models.BooleanField(default=True, help_text='Whether it needs attention that no seats are recorded', verbose_name='its seats are asked for')),
                ('expects_quorum', models.BooleanField(default=True, help_text='Whether it needs attention that no quorum is recorded', verbose_name='its quorum is asked for')),
                ('is_beside', models.BooleanField(default=False, help_text='Whether it is only consulted or informed: what it lacks is no matter of the agreement', verbose_name='stands beside the agreement')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
            ],
            options={
                'verbose_name': 'historical kind of board',
                'verbose_name_plural': 'historical kind of boards',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalBoardName',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('name', models.CharField(help_text='As a paper writes it', max_length=200, verbose_name='other name')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='where it is called so')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
            ],
            options={
                'verbose_name': 'historical name of a board',
                'verbose_name_plural': 'historical names of boards',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalChairTurn',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('office', models.CharField(choices=[('chair', 'Chair'), ('vice', 'Vice chair')], default='chair', max_length=5, verbose_name='office')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
            ],
            options={
                'verbose_name': 'historical turn in the chair',
                'verbose_name_plural': 'historical turns in the chair',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalQuorumPart',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('least', models.PositiveSmallIntegerField(default=1, help_text='How many members', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='at least')),
                ('whose', models.CharField(choices=[('each', 'Each body that nominates to a voting seat'), ('body', 'One body'), ('category', 'One category of seat')], max_length=8, verbose_name='from')),
                ('category', models.CharField(blank=True, choices=[('council', 'Council'), ('nhs', 'NHS'), ('user', 'Service user'), ('carer', 'Carer'), ('voluntary', 'Voluntary sector'), ('provider', 'Provider'), ('clinician', 'Clinician'), ('attending', 'Officer in attendance'), ('other', 'Other')], help_text='Only where it is from one category of seat', max_length=10, verbose_name='which category')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
            ],
            options={
                'verbose_name': 'historical part of a quorum',
                'verbose_name_plural': 'historical parts of quorums',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTermsVersion',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('from_on', models.DateField(verbose_name='in force from')),
                ('approved_by', models.CharField(blank=True, help_text='For example: Cabinet, and the board itself', max_length=300, verbose_name='approved by')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='approved on')),
                ('note', models.TextField(blank=True, verbose_name='what changed, and why')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
            ],
            options={
                'verbose_name': 'historical version of terms',
                'verbose_name_plural': 'historical versions of terms',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='QuorumPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('least', models.PositiveSmallIntegerField(default=1, help_text='How many members', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='at least')),
                ('whose', models.CharField(choices=[('each', 'Each body that nominates to a voting seat'), ('body', 'One body'), ('category', 'One category of seat')], max_length=8, verbose_name='from')),
                ('category', models.CharField(blank=True, choices=[('council', 'Council'), ('nhs', 'NHS'), ('user', 'Service user'), ('carer', 'Carer'), ('voluntary', 'Voluntary sector'), ('provider', 'Provider'), ('clinician', 'Clinician'), ('attending', 'Officer in attendance'), ('other', 'Other')], help_text='Only where it is from one category of seat', max_length=10, verbose_name='which category')),
            ],
            options={
                'verbose_name': 'part of a quorum',
                'verbose_name_plural': 'parts of quorums',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TermsVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('from_on', models.DateField(verbose_name='in force from')),
                ('approved_by', models.CharField(blank=True, help_text='For example: Cabinet, and the board itself', max_length=300, verbose_name='approved by')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='approved on')),
                ('note', models.TextField(blank=True, verbose_name='what changed, and why')),
            ],
            options={
                'verbose_name': 'version of terms',
                'verbose_name_plural': 'versions of terms',
                'ordering': ['from_on', 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='board',
            name='chair_rule',
            field=models.CharField(blank=True, choices=[('seat', 'The holder of a seat'), ('appointed', 'Whom a partner appoints'), ('rotates', 'The partners in turn'), ('elected', 'Whom its members elect')], help_text='Leave empty where it is not stated', max_length=10, verbose_name='who chairs it'),
        ),
        migrations.AddField(
            model_name='board',
            name='members_carry_over',
            field=models.BooleanField(default=False, help_text='Somebody whose term has ended goes on holding the place until another takes it', verbose_name='members stay until they are replaced'),
        ),
        migrations.AddField(
            model_name='board',
            name='shadow_from_on',
            field=models.DateField(blank=True, help_text='For a board that meets before the day it is established, and decides nothing until then', null=True, verbose_name='meets as a shadow board from'),
        ),
        migrations.AddField(
            model_name='historicalboard',
            name='chair_rule',
            field=models.CharField(blank=True, choices=[('seat', 'The holder of a seat'), ('appointed', 'Whom a partner appoints'), ('rotates', 'The partners in turn'), ('elected', 'Whom its members elect')], help_text='Leave empty where it is not stated', max_length=10, verbose_name='who chairs it'),
        ),
        migrations.AddField(
            model_name='historicalboard',
            name='members_carry_over',
            field=models.BooleanField(default=False, help_text='Somebody whose term has ended goes on holding the place until another takes it', verbose_name='members stay until they are replaced'),
        ),
        migrations.AddField(
            model_name='historicalboard',
            name='shadow_from_on',
            field=models.DateField(blank=True, help_text='For a board that meets before the day it is established, and decides nothing until then', null=True, verbose_name='meets as a shadow board from'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='is_vice_chair',
            field=models.BooleanField(default=False, verbose_name='is the vice chair'),
        ),
        migrations.AddField(
            model_name='historicaloversight',
            name='role',
            field=models.CharField(blank=True, choices=[('decides', 'Decides'), ('oversees', 'Oversees'), ('framework', 'Gives the framework'), ('works', 'Does work for another board'), ('advises', 'Advises'), ('consulted', 'Is consulted or informed'), ('scrutinises', 'Scrutinises')], help_text='Where several boards oversee it, say it of each', max_length=12, verbose_name='what it does for the agreement'),
        ),
        migrations.AddField(
            model_name='historicalseat',
            name='is_post',
            field=models.BooleanField(default=False, help_text='Whoever holds the post sits here: record a member only where it is somebody else', verbose_name='the post is the member'),
        ),
        migrations.AddField(
            model_name='historicalseat',
            name='is_vice_chair',
            field=models.BooleanField(default=False, verbose_name='whoever holds this seat is the vice chair'),
        ),
        migrations.AddField(
            model_name='historicalseat',
            name='not_with',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Another seat of this board that the same person may not hold', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.seat', verbose_name='nobody holds it together with'),
        ),
        migrations.AddField(
            model_name='member',
            name='is_vice_chair',
            field=models.BooleanField(default=False, verbose_name='is the vice chair'),
        ),
        migrations.AddField(
            model_name='oversight',
            name='role',
            field=models.CharField(blank=True, choices=[('decides', 'Decides'), ('oversees', 'Oversees'), ('framework', 'Gives the framework'), ('works', 'Does work for another board'), ('advises', 'Advises'), ('consulted', 'Is consulted or informed'), ('scrutinises', 'Scrutinises')], help_text='Where several boards oversee it, say it of each', max_length=12, verbose_name='what it does for the agreement'),
        ),
        migrations.AddField(
            model_name='seat',
            name='is_post',
            field=models.BooleanField(default=False, help_text='Whoever holds the post sits here: record a member only where it is somebody else', verbose_name='the post is the member'),
        ),
        migrations.AddField(
            model_name='seat',
            name='is_vice_chair',
            field=models.BooleanField(default=False, verbose_name='whoever holds this seat is the vice chair'),
        ),
        migrations.AddField(
            model_name='seat',
            name='not_with',
            field=models.ForeignKey(blank=True, help_text='Another seat of this board that the same person may not hold', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.seat', verbose_name='nobody holds it together with'),
        ),
        migrations.CreateModel(
            name='BoardKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('source', models.CharField(blank=True, help_text='The statute or regulation it comes from', max_length=300, verbose_name='source')),
                ('is_verified', models.BooleanField(default=True, help_text='If nobody has read it there, the pages say so', verbose_name='read in its source')),
                ('decides', models.BooleanField(default=False, help_text='Whether the law lets it decide. Any other board acts within the powers of its members.', verbose_name='decides by itself')),
                ('expects_seats', models.BooleanField(default=True, help_text='Whether it needs attention that no seats are recorded', verbose_name='its seats are asked for')),
                ('expects_quorum', models.BooleanField(default=True, help_text='Whether it needs attention that no quorum is recorded', verbose_name='its quorum is asked for')),
                ('is_beside', models.BooleanField(default=False, help_text='Whether it is only consulted or informed: what it lacks is no matter of the agreement', verbose_name='stands beside the agreement')),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kind of board',
                'ordering': [core.folding.Folded('name')],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='board',
            constraint=models.CheckConstraint(condition=models.Q(('established_on__gte', models.F('shadow_from_on')), ('shadow_from_on', None), ('established_on', None), _connector='OR'), name='governance_board_established_on_after', violation_error_code='established_on', violation_error_message='A board cannot be established before it first meets as a shadow board.'),
        ),
        migrations.AddField(
            model_name='boardname',
            name='board',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='other_names', to='governance.board'),
        ),
        migrations.AddField(
            model_name='boardname',
            name='retired_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='chairturn',
            name='board',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chair_turns', to='governance.board'),
        ),
        migrations.AddField(
            model_name='chairturn',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.body', verbose_name='from which body'),
        ),
        migrations.AddField(
            model_name='chairturn',
            name='retired_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalboardkind',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalboardkind',
            name='retired_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalboardname',
            name='board',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.board'),
        ),
        migrations.AddField(
            model_name='historicalboardname',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalboardname',
            name='retired_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalchairturn',
            name='board',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.board'),
        ),
        migrations.AddField(
            model_name='historicalchairturn',
            name='body',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.body', verbose_name='from which body'),
        ),
        migrations.AddField(
            model_name='historicalchairturn',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalchairturn',
            name='retired_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalquorumpart',
            name='board',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.board'),
        ),
        migrations.AddField(
            model_name='historicalquorumpart',
            name='body',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Only where it is from one body', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.body', verbose_name='which body'),
        ),
        migrations.AddField(
            model_name='historicalquorumpart',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalquorumpart',
            name='retired_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicaltermsversion',
            name='board',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.board'),
        ),
        migrations.AddField(
            model_name='historicaltermsversion',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicaltermsversion',
            name='retired_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quorumpart',
            name='board',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quorum_parts', to='governance.board'),
        ),
        migrations.AddField(
            model_name='quorumpart',
            name='body',
            field=models.ForeignKey(blank=True, help_text='Only where it is from one body', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.body', verbose_name='which body'),
        ),
        migrations.AddField(
            model_name='quorumpart',
            name='retired_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='termsversion',
            name='board',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms_versions', to='governance.board'),
        ),
        migrations.AddField(
            model_name='termsversion',
            name='retired_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicaltermofreference',
            name='version',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Leave empty for the first terms of reference', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.termsversion', verbose_name='version'),
        ),
        migrations.AddField(
            model_name='termofreference',
            name='version',
            field=models.ForeignKey(blank=True, help_text='Leave empty for the first terms of reference', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='governance.termsversion', verbose_name='version'),
        ),
        migrations.AddConstraint(
            model_name='boardkind',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='governance_boardkind_retired_at_has_by'),
        ),
        migrations.AddConstraint(
            model_name='boardkind',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__gte', models.F('from_on')), ('from_on', None), ('to_on', None), _connector='OR'), name='governance_boardkind_to_on_after', violation_error_code='to_on', violation_error_message='It must end on or after the day it began.'),
        ),
        migrations.AddConstraint(
            model_name='boardname',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='governance_boardname_retired_at_has_by'),
        ),
        migrations.AddConstraint(
            model_name='boardname',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('board', 'name'), name='governance_boardname_name_once', violation_error_code='name', violation_error_message='This board has this name already.'),
        ),
        migrations.AddConstraint(
            model_name='chairturn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='governance_chairturn_retired_at_has_by'),
        ),
        migrations.AddConstraint(
            model_name='chairturn',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__gte', models.F('from_on')), ('from_on', None), ('to_on', None), _connector='OR'), name='governance_chairturn_to_on_after', violation_error_code='to_on', violation_error_message='The last day of the turn cannot be before the first.'),
        ),
        migrations.AddConstraint(
            model_name='quorumpart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='governance_quorumpart_retired_at_has_by'),
        ),
        migrations.AddConstraint(
            model_name='quorumpart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('whose', 'body')), models.Q(models.Q(('whose', 'body'), _negated=True), ('body', None)), _connector='OR'), name='quorum_part_names_its_body', violation_error_code='body', violation_error_message='Name the body where it is from one body, and none otherwise.'),
        ),
        migrations.AddConstraint(
            model_name='quorumpart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('whose', 'category'), models.Q(('category', ''), _negated=True)), models.Q(models.Q(('whose', 'category'), _negated=True), ('category', '')), _connector='OR'), name='quorum_part_names_its_category', violation_error_code='category', violation_error_message='Name the category where it is from one, and no category otherwise.'),
        ),
        migrations.AddConstraint(
            model_name='termsversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='governance_termsversion_retired_at_has_by'),
        ),
        migrations.AddConstraint(
            model_name='termsversion',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('board', 'from_on'), name='governance_termsversion_from_on_once', violation_error_code='from_on', violation_error_message='Another version of the terms of reference is in force from this day.'),
        ),
        migrations.AddField(
            model_name='board',
            name='kind_row',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='governance.boardkind', verbose_name='kind of board'),
        ),
        migrations.AddField(
            model_name='historicalboard',
            name='kind_row',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.boardkind', verbose_name='kind of board'),
        ),
        migrations.RunPython(kinds_become_rows, migrations.RunPython.noop),
        # What PostgreSQL keeps for the end of the transaction (the guards' triggers) before tables change again.
        migrations.RunSQL('SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED', migrations.RunSQL.noop),
        migrations.RemoveField(model_name='board', name='kind'),
        migrations.RemoveField(model_name='historicalboard', name='kind'),
        migrations.RenameField(model_name='board', old_name='kind_row', new_name='kind'),
        migrations.RenameField(model_name='historicalboard', old_name='kind_row', new_name='kind'),
        migrations.AlterField(
            model_name='board',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='governance.boardkind', verbose_name='kind of board'),
        ),
        migrations.AlterField(
            model_name='historicalboard',
            name='kind',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.boardkind', verbose_name='kind of board'),
        ),
    ]
