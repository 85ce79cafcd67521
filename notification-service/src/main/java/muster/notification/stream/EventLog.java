package muster.notification.stream;

import java.time.Instant;

/** The whole of one topic, for what is no longer in memory. All calls may block. */
public interface EventLog {
  /** Takes events that are replayed. */
  interface Reader {
    /** False to stop reading. */
    boolean read(StreamedEvent event) throws InterruptedException;
  }

  /** The log can't be read now. */
  final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unavailable(Throwable cause) {
      super("the log can't be read: " + cause.getMessage(), cause);
    }
  }

  /** The end of what has been written. */
  Position end() throws Unavailable, InterruptedException;

  /** Before the first record that was written at this time or later. */
  Position positionAt(Instant time) throws Unavailable, InterruptedException;

  /** Tells every event from {@code from} up to {@code until}, in order per key. */
  void replay(Position from, Position until, Reader reader)
      throws Unavailable, InterruptedException;
}
