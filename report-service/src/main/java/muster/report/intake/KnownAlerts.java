package muster.report.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;

/** This service's own copy of the alerts there are, fed by the events of dispatch. */
public interface KnownAlerts {
  /**
   * The alert that is meant, or, if it was merged, the one that goes on in its place.
   *
   * @param within a number means the newest alert of that number in or below one of these, and else
   *     none; an id means the alert wherever it is
   */
  Optional<KnownAlert> find(AlertReference reference, Collection<JurisdictionCode> within);

  /** Each by the id that was asked for, as {@link #find} has it. */
  Map<UUID, KnownAlert> findAll(Collection<UUID> alertIds);

  /**
   * Those that run, of a category and near a place, as {@link
   * muster.contracts.dispatch.NearbyAlerts} has it; nearest first.
   */
  List<NearbyAlert> listNearby(
      Category category, GeoPoint place, JurisdictionCode within, Instant now);

  /** Of an alert that is known already, only what is not known of it. */
  void keepIssued(DispatchEvent.AlertIssued issued);

  void keepUpdated(DispatchEvent.AlertUpdated updated);

  void keepChanged(DispatchEvent.AlertChanged changed);

  void keepResolved(DispatchEvent.AlertResolved resolved);

  void keepCancelled(DispatchEvent.AlertCancelled cancelled);

  void keepExpired(DispatchEvent.AlertExpired expired);

  void keepCorrected(DispatchEvent.OutcomeCorrected corrected);

  /** Whatever names it means the other alert from now on. */
  void keepMerged(DispatchEvent.AlertMerged merged);

  /** It takes clues again. */
  void keepReopened(DispatchEvent.AlertReopened reopened);
}
