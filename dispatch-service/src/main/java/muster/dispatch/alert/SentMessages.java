package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import muster.contracts.dispatch.DispatchEvent.MessageSent;
import org.jspecify.annotations.Nullable;

/**
 * What of the messages to an alert's teams matters for the next one.
 *
 * @param count in all
 * @param lately when the last ones were sent, oldest first, as many as may be sent in a minute
 * @param last null when there is none
 */
public record SentMessages(int count, List<Instant> lately, @Nullable MessageSent last) {
  /** For one alert; who has more to say takes the phone. */
  static final int MOST = 200;

  /** Within {@link #WINDOW}. */
  static final int MOST_AT_ONCE = 12;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final Duration DOUBLED_WITHIN = Duration.ofSeconds(10);

  static final SentMessages NONE = new SentMessages(0, List.of(), null);

  public SentMessages {
    lately = List.copyOf(lately);
  }

  SentMessages with(MessageSent message) {
    List<Instant> times = new ArrayList<>(lately);
    times.add(message.at());
    int from = Math.max(0, times.size() - MOST_AT_ONCE);
    return new SentMessages(count + 1, times.subList(from, times.size()), message);
  }

  /** The same once more, as a network or a finger doubles it. */
  boolean isDoubledBy(MessageSent message) {
    return last != null
        && last.by().equals(message.by())
        && last.text().equals(message.text())
        && last.recipients().equals(message.recipients())
        && Objects.equals(last.forWhoComes(), message.forWhoComes())
        && message.at().isBefore(last.at().plus(DOUBLED_WITHIN));
  }

  boolean isFull() {
    return count >= MOST;
  }

  boolean isTooFast(Instant now) {
    return lately.size() == MOST_AT_ONCE && now.isBefore(lately.getFirst().plus(WINDOW));
  }
}
