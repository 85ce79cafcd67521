package muster.report.intake;

import java.util.Optional;
import java.util.UUID;
import muster.contracts.place.JurisdictionCode;

/** This service's own copy of the alerts there are, fed by the events of dispatch. */
public interface KnownAlerts {
  Optional<AlertStanding> findStanding(UUID alertId);

  /** No effect on an alert that is known already. */
  void keepIssued(UUID alertId, JurisdictionCode jurisdiction);

  void keepEnded(UUID alertId);

  /** It takes clues again. */
  void keepReopened(UUID alertId, JurisdictionCode jurisdiction);
}
