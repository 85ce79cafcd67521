package muster.report.intake;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.Outcome;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of an alert. Of one that was merged it is what is known of the alert that goes
 * on in its place.
 *
 * @param number what it is called on the radio; null if it has none that is known
 * @param jurisdiction null if only later events of it were heard of
 * @param outcome only of a resolved one
 */
public record KnownAlert(
    UUID id,
    @Nullable Integer number,
    @Nullable JurisdictionCode jurisdiction,
    Status status,
    @Nullable Outcome outcome,
    @Nullable Instant endedAt,
    boolean exercise) {

  /** The names on the wire. */
  public enum Status {
    RUNNING,
    RESOLVED,
    CANCELLED,
    EXPIRED,
    /** Over; how, was not noted then. */
    ENDED,
    /** Goes on in another alert, which is not known yet. */
    MERGED
  }

  public boolean running() {
    return status == Status.RUNNING;
  }
}
