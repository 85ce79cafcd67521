package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import muster.contracts.dispatch.DispatchEvent.RadioLineRead;
import muster.dispatch.alert.AlertCommand.ReadRadioLine;

/** What somebody at the command center has read out over the radio. */
record RadioLine(String by, String text, Instant at) {
  private static final Duration DOUBLED_WITHIN = Duration.ofSeconds(10);

  static RadioLine of(RadioLineRead read) {
    return new RadioLine(read.by(), read.text(), read.at());
  }

  /** A network or a finger has doubled it; what is read once more is a line once more. */
  boolean isDoubledBy(ReadRadioLine again, Instant now) {
    return by.equals(again.by())
        && text.equals(again.text())
        && now.isBefore(at.plus(DOUBLED_WITHIN));
  }
}
