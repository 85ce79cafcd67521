package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import muster.contracts.dispatch.DispatchEvent.NoteAdded;
import muster.dispatch.alert.AlertCommand.AddNote;

/** What somebody at the command center wrote down. */
public record Note(String by, String text, Instant at) {
  private static final Duration DOUBLED_WITHIN = Duration.ofSeconds(10);

  static Note of(NoteAdded added) {
    return new Note(added.by(), added.text(), added.at());
  }

  /** A network or a finger has doubled it; what is so once more is written down once more. */
  boolean isDoubledBy(AddNote again, Instant now) {
    return by.equals(again.by())
        && text.equals(again.text())
        && now.isBefore(at.plus(DOUBLED_WITHIN));
  }
}
