package muster.report.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import muster.contracts.report.ReportEvent;
import muster.contracts.report.ReportEvent.ReportClaimEnded;
import muster.contracts.report.ReportEvent.ReportClaimed;
import org.jspecify.annotations.Nullable;

/**
 * The rules of claims. A claim tells others who is at it and keeps nobody from deciding. How long
 * it lasts is no part of a report's history: activity only moves its end.
 */
final class ClaimRules {
  private ClaimRules() {}

  /** A renewal leads to nothing: whoever keeps the end of the claim moves it. */
  static Decision claim(Report report, ReportCommand.Claim command, Instant now) {
    Claim held = report.claim();
    if (held == null) {
      return Decision.accept(claimed(report, command, null, now));
    }
    if (held.account().equals(command.by())) {
      return Decision.nothingToDo();
    }
    if (isOver(command.until(), now)) {
      return new Decision.Accepted(
          List.of(ended(report, held, true, now), claimed(report, command, null, now)));
    }
    return command.takeOver()
        ? Decision.accept(claimed(report, command, held.account(), now))
        : Decision.reject(new Rejection.ClaimedByAnother(held));
  }

  /** Who has not claimed it, or not any more, has nothing to let go. */
  static Decision release(Report report, ReportCommand.Release command, Instant now) {
    Claim held = report.claim();
    return held != null && held.account().equals(command.by())
        ? Decision.accept(ended(report, held, false, now))
        : Decision.nothingToDo();
  }

  static Decision lapse(Report report, ReportCommand.Lapse command, Instant now) {
    Claim held = report.claim();
    return held != null && isOver(command.until(), now)
        ? Decision.accept(ended(report, held, true, now))
        : Decision.nothingToDo();
  }

  /** The decision, and before it that nobody is about to take one any more. */
  static Decision decided(Report report, ReportEvent decision) {
    Claim held = report.claim();
    List<ReportEvent> events = new ArrayList<>();
    if (held != null) {
      events.add(ended(report, held, false, decision.at()));
    }
    events.add(decision);
    return new Decision.Accepted(events);
  }

  private static boolean isOver(@Nullable Instant until, Instant now) {
    return until == null || !now.isBefore(until);
  }

  private static ReportClaimed claimed(
      Report report, ReportCommand.Claim command, @Nullable String from, Instant now) {
    return new ReportClaimed(
        report.submission().reportId(),
        now,
        command.by(),
        command.name(),
        from,
        report.submission().jurisdiction());
  }

  private static ReportClaimEnded ended(Report report, Claim held, boolean lapsed, Instant now) {
    return new ReportClaimEnded(
        report.submission().reportId(),
        now,
        held.account(),
        lapsed,
        report.submission().jurisdiction());
  }
}
