from django.db import migrations

SOURCE = "Recorded as agreed, of the whole line, before each figure had its own status"

# Each version of a figure gets the certainty its line had then, the latest that of the line now; who
# recorded it stands for who agreed, as reported. What was cleared is agreed by nobody.
OF_THE_HISTORY = f"""
UPDATE budgets_historicalcontribution h SET status = coalesce(
  CASE WHEN EXISTS (SELECT FROM budgets_historicalcontribution n WHERE n.id = h.id AND n.history_id > h.history_id)
  THEN (SELECT l.certainty FROM budgets_historicalcontributionline l
        WHERE l.id = h.line_id AND l.act_id <= h.act_id ORDER BY l.history_id DESC LIMIT 1) END,
  (SELECT l.certainty FROM budgets_contributionline l WHERE l.id = h.line_id));
UPDATE budgets_historicalcontribution SET status = 'proposed' WHERE status = 'agreed' AND retired_at IS NOT NULL;
UPDATE budgets_historicalcontribution h SET agreed_amount = h.amount, agreed_amount_currency = h.amount_currency,
  agreed_at = a.at, agreed_by_id = a.by_id, agreed_as_reported = true, agreed_source = '{SOURCE}'
FROM core_act a WHERE a.id = h.act_id AND h.status = 'agreed';
"""
OF_THE_RECORD = """
UPDATE budgets_contribution c SET status = h.status, agreed_amount = h.agreed_amount,
  agreed_amount_currency = h.agreed_amount_currency, agreed_at = h.agreed_at, agreed_by_id = h.agreed_by_id,
  agreed_as_reported = h.agreed_as_reported, agreed_source = h.agreed_source
FROM budgets_historicalcontribution h
WHERE h.history_id = (SELECT max(n.history_id) FROM budgets_historicalcontribution n WHERE n.id = c.id);
"""


class Migration(migrations.Migration):

    dependencies = [('budgets', '0005_each_figure_has_its_status')]

    operations = [
        migrations.RunSQL(OF_THE_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(OF_THE_RECORD, migrations.RunSQL.noop),
    ]
