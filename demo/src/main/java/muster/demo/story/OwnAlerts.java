package muster.demo.story;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of this run. On a stack that others use too, their alerts come by on the same streams,
 * and may even call the demo's teams: nobody of the demo answers those.
 */
final class OwnAlerts {
  private final Set<UUID> own = new HashSet<>();
  private @Nullable String reportId;

  /** Before it is triaged: an alert that comes of it is the story's. */
  synchronized void reported(String id) {
    reportId = id;
  }

  synchronized void issued(UUID alertId) {
    own.add(alertId);
    notifyAll();
  }

  /** Of the operator's stream, in order. */
  synchronized void seen(ReceivedEvent event) {
    if (event.is("alert.issued.v1")) {
      String report = event.event().at("/origin/reportId").asString("");
      if (!report.isEmpty() && report.equals(reportId)) {
        issued(UUID.fromString(event.text("alertId")));
      }
    }
  }

  synchronized boolean contains(UUID alertId) {
    return own.contains(alertId);
  }

  /** A phone may hear of an alert before the run itself knows whose it is. */
  synchronized boolean awaitContains(UUID alertId, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!own.contains(alertId)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
