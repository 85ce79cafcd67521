package muster.dispatch.alert;

import java.time.Instant;

/**
 * Since when the silence of devices counts, for all instances: one may find out that nobody can be
 * heard, and another one come to the deadline.
 */
public interface SilenceStart {
  /** Nobody can be heard. */
  void lost();

  /** Devices can be heard again, or this instance has only begun to look. */
  void begin(Instant at);

  /** For a look that was good at this time, as the one before was. */
  Instant countsFrom(Instant at);
}
