package muster.dispatch.alert;

import java.time.Instant;

/**
 * A timer an alert needs. A deadline is a command like any other, given when its time has come; one
 * that comes twice, or for a moment that is past, changes nothing.
 */
public sealed interface Deadline {
  Instant at();

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
      return new AlertCommand.ReachDeadlinePassed(at);
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
