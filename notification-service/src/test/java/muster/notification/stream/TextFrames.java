package muster.notification.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames that say of which record they are and where to resume: {@code 2/17 t-1 @0.3.i}, {@code
 * 2/17 @0.3.i}, {@code @0.3.i}, or a word.
 */
final class TextFrames implements Frames {
  @Override
  public Frame personal(
      AddressedEvent addressed,
      @Nullable AlertSummary alert,
      AddressedEvent.Addressee addressee,
      @Nullable Position id) {
    return text(of(addressed) + " " + addressee.teamId() + (id == null ? "" : " @" + id));
  }

  @Override
  public Frame left(String teamId, List<AlertBoard.OpenTask> open) {
    return text("left " + teamId + " " + open.size());
  }

  @Override
  public Frame operational(AddressedEvent addressed, boolean guest, Position id) {
    return text(of(addressed) + (guest ? " guest" : "") + " @" + id);
  }

  @Override
  public Frame snapshot(AddressedEvent addressed, @Nullable Position id) {
    return text("snapshot " + of(addressed).replace('/', ':') + (id == null ? "" : " @" + id));
  }

  @Override
  public Frame opening(Duration retry) {
    return text("opening");
  }

  @Override
  public Frame position(Position id) {
    return text("@" + id);
  }

  @Override
  public Frame heartbeat(@Nullable Position id) {
    return text(id == null ? "heartbeat" : "@" + id);
  }

  @Override
  public Frame farewell(StreamEnd end, Duration retry) {
    return text("farewell");
  }

  private static String of(AddressedEvent addressed) {
    return addressed.record().partition() + "/" + addressed.record().offset();
  }

  private static Frame text(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8), null);
  }
}
