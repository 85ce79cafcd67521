package muster.dispatch.alert;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.Outcome;
import org.jspecify.annotations.Nullable;

/** How an alert ended. */
public sealed interface Ending {
  Instant at();

  record Resolved(Instant at, String by, Outcome outcome, @Nullable String note)
      implements Ending {}

  record Cancelled(Instant at, String by, String reason) implements Ending {}

  /** It goes on in another alert. */
  record Merged(Instant at, String by, UUID into, @Nullable Integer intoNumber) implements Ending {}

  record Expired(Instant at) implements Ending {}
}
