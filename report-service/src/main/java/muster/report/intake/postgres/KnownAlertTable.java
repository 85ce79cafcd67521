package muster.report.intake.postgres;

import java.util.Optional;
import java.util.UUID;
import muster.contracts.place.JurisdictionCode;
import muster.report.intake.AlertStanding;
import muster.report.intake.KnownAlerts;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each statement may be repeated: an event that comes twice changes nothing the second time. */
public final class KnownAlertTable implements KnownAlerts {
  private final JdbcClient jdbc;

  public KnownAlertTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<AlertStanding> findStanding(UUID alertId) {
    return jdbc.sql("select over from known_alert where alert_id = :id")
        .param("id", alertId)
        .query(Boolean.class)
        .optional()
        .map(over -> over ? AlertStanding.OVER : AlertStanding.RUNNING);
  }

  @Override
  public void keepIssued(UUID alertId, JurisdictionCode jurisdiction) {
    jdbc.sql(
            """
            insert into known_alert (alert_id, jurisdiction, over) values (:id, :jurisdiction, false)
            on conflict (alert_id) do nothing
            """)
        .param("id", alertId)
        .param("jurisdiction", jurisdiction.value())
        .update();
  }

  @Override
  public void keepReopened(UUID alertId, JurisdictionCode jurisdiction) {
    jdbc.sql(
            """
            insert into known_alert (alert_id, jurisdiction, over) values (:id, :jurisdiction, false)
            on conflict (alert_id) do update set over = false
            """)
        .param("id", alertId)
        .param("jurisdiction", jurisdiction.value())
        .update();
  }

  @Override
  public void keepEnded(UUID alertId) {
    jdbc.sql(
            """
            insert into known_alert (alert_id, over) values (:id, true)
            on conflict (alert_id) do update set over = true
            """)
        .param("id", alertId)
        .update();
  }
}
