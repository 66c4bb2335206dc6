import django.db.models.deletion
import djmoney.models.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.history


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0004_lists_in_folded_order'),
        ('core', '0005_seals'),
        ('partnerships', '0004_site_operator'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalLostAgreement',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('amount_before_currency', djmoney.models.fields.CurrencyField(choices=[('GBP', 'British Pound')], default='GBP', editable=False, max_length=3)),
                ('amount_before', djmoney.models.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name='amount agreed')),
                ('amount_after_currency', djmoney.models.fields.CurrencyField(choices=[('GBP', 'British Pound')], default='GBP', editable=False, max_length=3, null=True)),
                ('amount_after', djmoney.models.fields.MoneyField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount now')),
                ('lost_at', models.DateTimeField(verbose_name='changed')),
                ('why', models.TextField(verbose_name='why')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('act', models.ForeignKey(default=core.history.current_act_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.act')),
                ('contribution', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.contribution')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.partnergroup')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lost_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partnerships.body')),
                ('retired_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical lost agreement',
                'verbose_name_plural': 'historical lost agreements',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='LostAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('retired_why', models.TextField(blank=True, editable=False, verbose_name='reason for retiring')),
                ('amount_before_currency', djmoney.models.fields.CurrencyField(choices=[('GBP', 'British Pound')], default='GBP', editable=False, max_length=3)),
                ('amount_before', djmoney.models.fields.MoneyField(decimal_places=2, max_digits=14, verbose_name='amount agreed')),
                ('amount_after_currency', djmoney.models.fields.CurrencyField(choices=[('GBP', 'British Pound')], default='GBP', editable=False, max_length=3, null=True)),
                ('amount_after', djmoney.models.fields.MoneyField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount now')),
                ('lost_at', models.DateTimeField(verbose_name='changed')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lost_agreements', to='budgets.contribution')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lost_agreements', to='budgets.partnergroup')),
                ('lost_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lost_agreements', to='partnerships.body')),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('why', models.TextField(verbose_name='why')),
            ],
            options={
                'verbose_name': 'lost agreement',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='contribution',
            name='contribution_not_negative',
        ),
        migrations.AddField(
            model_name='contribution',
            name='agreed_amount',
            field=djmoney.models.fields.MoneyField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount agreed'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='agreed_amount_currency',
            field=djmoney.models.fields.CurrencyField(choices=[('GBP', 'British Pound')], default='GBP', editable=False, max_length=3, null=True),
        ),
        migrations.AddField(
            model_name='contribution',
            name='agreed_as_reported',
            field=models.BooleanField(default=False, verbose_name='agreed as reported'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='agreed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='agreed'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='agreed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='agreed_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='where it was agreed'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='status',
            field=models.CharField(choices=[('agreed', 'Agreed'), ('proposed', 'Proposed'), ('indicative', 'Indicative'), ('requested', 'Requested, not agreed')], default='proposed', max_length=12, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='why_negative',
            field=models.TextField(blank=True, verbose_name='why it is below £0'),
        ),
        migrations.AddField(
            model_name='contributionline',
            name='rounded_to',
            field=models.PositiveIntegerField(choices=[(1, 'the pound, or not at all'), (1000, '£1,000'), (10000, '£10,000'), (100000, '£100,000'), (1000000, '£1 million')], default=1, help_text='As the paper gives them: what a published total may differ by is counted from this', verbose_name='its figures are rounded to'),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='agreed_amount',
            field=djmoney.models.fields.MoneyField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount agreed'),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='agreed_amount_currency',
            field=djmoney.models.fields.CurrencyField(choices=[('GBP', 'British Pound')], default='GBP', editable=False, max_length=3, null=True),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='agreed_as_reported',
            field=models.BooleanField(default=False, verbose_name='agreed as reported'),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='agreed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='agreed'),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='agreed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by'),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='agreed_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='where it was agreed'),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='status',
            field=models.CharField(choices=[('agreed', 'Agreed'), ('proposed', 'Proposed'), ('indicative', 'Indicative'), ('requested', 'Requested, not agreed')], default='proposed', max_length=12, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='historicalcontribution',
            name='why_negative',
            field=models.TextField(blank=True, verbose_name='why it is below £0'),
        ),
        migrations.AddField(
            model_name='historicalcontributionline',
            name='rounded_to',
            field=models.PositiveIntegerField(choices=[(1, 'the pound, or not at all'), (1000, '£1,000'), (10000, '£10,000'), (100000, '£100,000'), (1000000, '£1 million')], default=1, help_text='As the paper gives them: what a published total may differ by is counted from this', verbose_name='its figures are rounded to'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_amount_currency', 'GBP')), name='budgets_contribution_agreed_amount_gbp'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), models.Q(('why_negative', ''), _negated=True), _connector='OR'), name='contribution_below_zero_has_a_reason', violation_error_code='amount', violation_error_message='Say why the contribution is below £0.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['agreed', 'proposed', 'indicative', 'requested'])), name='contribution_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_amount', models.F('amount')), ('agreed_amount__isnull', False), ('agreed_at__isnull', False), ('agreed_by__isnull', False), ('status', 'agreed')), models.Q(models.Q(('status', 'agreed'), _negated=True), ('agreed_amount', None), ('agreed_at', None), ('agreed_by', None), ('agreed_source', ''), ('agreed_as_reported', False)), _connector='OR'), name='contribution_agreed_is_the_amount_agreed', violation_error_code='amount', violation_error_message='An agreed figure is the amount that was agreed.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'agreed'), _negated=True), ('retired_at', None), _connector='OR'), name='contribution_agreed_is_in_use'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_as_reported', False), models.Q(('agreed_source', ''), _negated=True), _connector='OR'), name='contribution_reported_agreement_has_source'),
        ),
        migrations.AddConstraint(
            model_name='lostagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='budgets_lostagreement_retired_at_has_by'),
        ),
        migrations.AddConstraint(
            model_name='lostagreement',
            constraint=models.CheckConstraint(condition=models.Q(('amount_before_currency', 'GBP')), name='budgets_lostagreement_amount_before_gbp'),
        ),
        migrations.AddConstraint(
            model_name='lostagreement',
            constraint=models.CheckConstraint(condition=models.Q(('amount_after_currency', 'GBP')), name='budgets_lostagreement_amount_after_gbp'),
        ),
        migrations.AddConstraint(
            model_name='lostagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('partner', None)), models.Q(('group', None), ('partner__isnull', False)), _connector='OR'), name='lost_agreement_of_partner_or_group'),
        ),
    ]
