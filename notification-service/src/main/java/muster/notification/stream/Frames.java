package muster.notification.stream;

import java.time.Duration;
import java.util.List;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.DeskEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as frames. They say where to resume once they are {@link #located}: not before they
 * are handed over, and none that more frames of the same event follow.
 */
public interface Frames {
  /** What a team's member is told. */
  Frame personal(
      AddressedEvent addressed, @Nullable AlertSummary alert, AddressedEvent.Addressee addressee);

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
  Frame operational(AddressedEvent addressed, boolean guest);

  /** What an operator is told whom the event makes a guest: the alert as it is at that moment. */
  Frame snapshot(AddressedEvent addressed);

  /** What an operator is told of a report. */
  Frame reported(ReportedEvent event);

  /** What an operator is told of an alarm. */
  Frame alarmed(DeskAlarm alarm);

  /**
   * What an operator is told of the registry.
   *
   * @param teams of a duty, those that the operator is told of; else empty
   */
  Frame registered(RegistryEvent event, List<String> teams);

  /** What an operator is told of a desk. No position goes with it: nobody resumes there. */
  Frame desk(EventEnvelope<? extends DeskEvent> event);

  /** The same frame, after which a client resumes from there. */
  Frame located(Frame frame, StreamPosition id);

  /** The beginning of every stream: how long to wait before coming back after a loss. */
  Frame opening(Duration retry);

  /** Tells the client where it is, without any event. */
  Frame position(StreamPosition id);

  /** Keeps the connection alive; with a position the client resumes from there. */
  Frame heartbeat(@Nullable StreamPosition id);

  /** The end of a stream in good order. */
  Frame farewell(StreamEnd end, Duration retry);
}
