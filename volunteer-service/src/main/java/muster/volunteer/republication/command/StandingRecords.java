package muster.volunteer.republication.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind that say how things stand, and can be said again without changing anything.
 */
public interface StandingRecords {

  /** Names it among all kinds. */
  String kind();

  /** From the beginning of one round to that of the next. */
  Duration interval();

  /**
   * Appends some of them to the outbox, in the caller's transaction, holding the locks of what they
   * are about.
   *
   * @param after key of the last one told; empty at the beginning
   * @param limit how many at most
   * @return key of the last one told now; null when there was none left
   */
  @Nullable String tellAgain(String after, int limit);
}
