package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * A timer an alert needs. A deadline is a command like any other, given when its time has come; one
 * that comes twice, or for a moment that is past, changes nothing.
 */
public sealed interface Deadline {
  Instant at();

  /** The name of the scheduler's task that it is an instance of. */
  default String task() {
    return DeadlineName.TASK;
  }

  /** Unique within the alert, and never used again for another moment. */
  String key();

  /** The command to give when the time has come. */
  AlertCommand command();

  record WaveDeadline(int wave, Instant at) implements Deadline {
    @Override
    public String key() {
      return "wave:" + wave;
    }

    @Override
    public AlertCommand command() {
      return new AlertCommand.WaveDeadlinePassed(wave);
    }
  }

  record ReachDeadline(Instant at) implements Deadline {
    @Override
    public String key() {
      return "reach:" + at;
    }

    @Override
    public AlertCommand command() {
      return command(at, Deliveries.UNKNOWN);
    }

    /** With all other deadlines until then, if it is known by now who was silent. */
    public AlertCommand command(Instant silentUntil, Deliveries deliveries) {
      return new AlertCommand.ReachDeadlinePassed(silentUntil, deliveries);
    }
  }

  /**
   * An alert that was handed to its parent looks again and again who has come; its row stays until
   * the alert ends, and is brought forward when somebody has.
   */
  record LookAgain(Instant at) implements Deadline {
    /** From one look to the next, if nobody comes before. */
    public static final Duration EVERY = Duration.ofSeconds(30);

    @Override
    public String task() {
      return DeadlineName.LOOKS;
    }

    @Override
    public String key() {
      return "look-again";
    }

    @Override
    public AlertCommand command() {
      return command(Deliveries.UNKNOWN);
    }

    public AlertCommand command(Deliveries deliveries) {
      return new AlertCommand.LookAgain(deliveries);
    }
  }

  record Expiry(Instant at) implements Deadline {
    @Override
    public String key() {
      return "expiry";
    }

    @Override
    public AlertCommand command() {
      return new AlertCommand.Expire();
    }
  }
}
