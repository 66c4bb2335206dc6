from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('budgets', '0006_certainty_moves_to_the_figures')]

    operations = [
        migrations.RemoveConstraint(
            model_name='contributionline',
            name='contribution_line_certainty_is_known',
        ),
        migrations.RemoveField(
            model_name='historicalcontributionline',
            name='certainty',
        ),
        migrations.RemoveField(
            model_name='contributionline',
            name='certainty',
        ),
    ]
