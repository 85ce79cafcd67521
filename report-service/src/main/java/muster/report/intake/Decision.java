package muster.report.intake;

import java.util.List;
import muster.contracts.report.ReportEvent;

/** The outcome of a command. */
public sealed interface Decision {
  /** What happens; nothing at all when the command repeats what has happened already. */
  record Accepted(List<ReportEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Rejected(Rejection rejection) implements Decision {}

  static Decision accept(ReportEvent event) {
    return new Accepted(List.of(event));
  }

  static Decision nothingToDo() {
    return new Accepted(List.of());
  }

  static Decision reject(Rejection rejection) {
    return new Rejected(rejection);
  }
}
