package muster.gateway.route.command;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import muster.gateway.route.OpenExchanges;
import muster.gateway.session.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds at the sessions of the open streams, which another gateway may have
 * ended, and at what has come to a standstill.
 */
public final class ExchangeWatch {
  /** Half of what is promised: a session's streams end within 10 s of it. */
  public static final Duration EVERY = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(ExchangeWatch.class);

  private final OpenExchanges open;
  private final Sessions sessions;
  private final Consumer<Collection<String>> living;
  private final Duration answerWithin;
  private final Duration streamSilence;

  /**
   * @param living is told of the sessions whose streams go on; must not block
   */
  public ExchangeWatch(
      OpenExchanges open,
      Sessions sessions,
      Consumer<Collection<String>> living,
      Duration answerWithin,
      Duration streamSilence) {
    this.open = open;
    this.sessions = sessions;
    this.living = living;
    this.answerWithin = answerWithin;
    this.streamSilence = streamSilence;
  }

  /** Never throws: it has to go on. */
  public void look() {
    open.endSilent(System.nanoTime(), answerWithin, streamSilence);
    Set<String> asked = open.sessionsWithStreams();
    if (asked.isEmpty()) {
      return;
    }
    try {
      Set<String> found = sessions.living(asked);
      Set<String> over = new HashSet<>(asked);
      over.removeAll(found);
      open.endStreamsOf(over);
      living.accept(found);
    } catch (RuntimeException e) {
      // Whether a session is over is not known now; a database that is away ends nobody's stream.
      log.warn("The sessions of open streams can't be looked at: {}", e.toString());
    }
  }
}
