package muster.dispatch.alarm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be done to an alarm that there is. */
public sealed interface AlarmCommand {
  /** Somebody has it in hand. */
  record Acknowledge(String account, String name) implements AlarmCommand {}

  /** Somebody knows of it, and it is to be silent for a while. */
  record Shelve(String account, String name, Duration time, String reason)
      implements AlarmCommand {}

  /**
   * It is to sound again.
   *
   * @param account null: its time is over
   */
  record EndShelving(@Nullable String account) implements AlarmCommand {}

  /** Its cause is gone. */
  record End() implements AlarmCommand {}

  /** Its cause is back. */
  record Return() implements AlarmCommand {}

  /**
   * It is due.
   *
   * @param acted whether who has acknowledged it has done anything about the alert since it sounded
   *     last; of no meaning when nobody has
   */
  record Ring(boolean acted) implements AlarmCommand {}
}
