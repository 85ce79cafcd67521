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
   *
   * @param opening which time the alert was opened, from 1
   */
  record LookAgain(int opening, Instant at) implements Deadline {
    /** From one look to the next, if nobody comes before. */
    public static final Duration EVERY = Duration.ofSeconds(30);

    @Override
    public String task() {
      return DeadlineName.LOOKS;
    }

    @Override
    public String key() {
      return opening == 1 ? "look-again" : "look-again:" + opening;
    }

    @Override
    public AlertCommand command() {
      return command(Deliveries.UNKNOWN);
    }

    public AlertCommand command(Deliveries deliveries) {
      return new AlertCommand.LookAgain(deliveries);
    }
  }

  /**
   * Nobody of the parent jurisdiction has accepted an escalated alert.
   *
   * @param opening which time the alert was opened, from 1
   * @param told how often it had been told before
   */
  record TellingAgain(int opening, int told, Instant at) implements Deadline {
    @Override
    public String key() {
      return (opening == 1 ? "tell-again:" : "tell-again:" + opening + ":") + told;
    }

    @Override
    public AlertCommand command() {
      return new AlertCommand.TellEscalationAgain(told);
    }
  }

  /** A team that is in should be on its way; one for all of them, at the time of the first. */
  record Reminder(Instant at) implements Deadline {
    @Override
    public String key() {
      return "reminder:" + at;
    }

    @Override
    public AlertCommand command() {
      return new AlertCommand.RemindTeams(at);
    }
  }

  /**
   * Somebody should be on scene.
   *
   * @param opening which time the alert was opened, from 1
   */
  record ResponseTarget(int opening, Instant at) implements Deadline {
    @Override
    public String key() {
      return opening == 1 ? "response-target" : "response-target:" + opening;
    }

    @Override
    public AlertCommand command() {
      return new AlertCommand.ResponseTargetPassed();
    }
  }

  /**
   * Nobody has ended the alert in time.
   *
   * @param opening which time it was opened, from 1
   */
  record Expiry(int opening, Instant at) implements Deadline {
    @Override
    public String key() {
      return opening == 1 ? "expiry" : "expiry:" + opening;
    }

    @Override
    public AlertCommand command() {
      return new AlertCommand.Expire();
    }
  }
}
