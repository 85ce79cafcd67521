package muster.dispatch.alert;

import java.time.Instant;
import java.util.Objects;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import org.jspecify.annotations.Nullable;

/** What a team asked for. */
public record Help(Kind kind, @Nullable String text, Instant at) {

  /** Asked for again. */
  boolean isSameAs(Help other) {
    return kind == other.kind && Objects.equals(text, other.text);
  }
}
