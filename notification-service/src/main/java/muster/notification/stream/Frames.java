package muster.notification.stream;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as frames. A null position means a frame after which a client must not resume,
 * because more frames of the same position follow.
 */
public interface Frames {
  /** What a team's member is told. */
  Frame personal(
      AddressedEvent addressed,
      @Nullable AlertSummary alert,
      AddressedEvent.Addressee addressee,
      @Nullable Position id);

  /**
   * A member is told to be in a team no more.
   *
   * @param open the team's tasks, which are none of the member's any more
   */
  Frame left(String teamId, List<AlertBoard.OpenTask> open);

  /**
   * What an operator is told.
   *
   * @param guest the alert is elsewhere, and has called teams of the operator's jurisdiction
   */
  Frame operational(AddressedEvent addressed, boolean guest, Position id);

  /** What an operator is told whom the event makes a guest: the alert as it is at that moment. */
  Frame snapshot(AddressedEvent addressed, @Nullable Position id);

  /** The beginning of every stream: how long to wait before coming back after a loss. */
  Frame opening(Duration retry);

  /** Tells the client where it is, without any event. */
  Frame position(Position id);

  /** Keeps the connection alive; with a position the client resumes from there. */
  Frame heartbeat(@Nullable Position id);

  /** The end of a stream in good order. */
  Frame farewell(StreamEnd end, Duration retry);
}
