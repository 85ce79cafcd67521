package muster.notification.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.DeskEvent;
import org.jspecify.annotations.Nullable;

/**
 * Frames that say of which record they are and where to resume: {@code 2/17 t-1 @0.3.i}, {@code
 * 2/17 @0.3.i}, {@code @0.3.i}, or a word.
 */
final class TextFrames implements Frames {
  @Override
  public Frame personal(
      AddressedEvent addressed, @Nullable AlertSummary alert, AddressedEvent.Addressee addressee) {
    return text(of(addressed) + " " + addressee.teamId());
  }

  @Override
  public Frame left(String teamId, List<AlertBoard.OpenTask> open) {
    return text("left " + teamId + " " + open.size());
  }

  @Override
  public Frame operational(AddressedEvent addressed, boolean guest) {
    return text(of(addressed) + (guest ? " guest" : ""));
  }

  @Override
  public Frame desk(EventEnvelope<? extends DeskEvent> event) {
    return text("desk " + event.event().account());
  }

  @Override
  public Frame snapshot(AddressedEvent addressed) {
    return text("snapshot " + of(addressed).replace('/', ':'));
  }

  @Override
  public Frame reported(ReportedEvent event) {
    return text("report " + of(event));
  }

  @Override
  public Frame alarmed(DeskAlarm alarm) {
    return text("alarm " + of(alarm));
  }

  @Override
  public Frame registered(RegistryEvent event, List<String> teams) {
    return text("registry " + of(event));
  }

  @Override
  public Frame located(Frame frame, StreamPosition id) {
    return text(new String(frame.bytes(), StandardCharsets.UTF_8) + " @" + id);
  }

  @Override
  public Frame opening(Duration retry) {
    return text("opening");
  }

  @Override
  public Frame position(StreamPosition id) {
    return text("@" + id);
  }

  @Override
  public Frame heartbeat(@Nullable StreamPosition id) {
    return text(id == null ? "heartbeat" : "@" + id);
  }

  @Override
  public Frame farewell(StreamEnd end, Duration retry) {
    return text("farewell");
  }

  private static String of(StreamedEvent event) {
    return event.record().partition() + "/" + event.record().offset();
  }

  private static Frame text(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8), null);
  }
}
