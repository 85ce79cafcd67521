package muster.notification.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.DeskEvent;

/** All streams that are open on this instance, within their limits. */
public final class OpenStreams {
  /** Heartbeats are spread over the interval, so that they never all go out at one moment. */
  private static final int SLICES = 15;

  /** A replaced stream's client waits longer, or two tabs too many would push each other out. */
  private static final Duration RETRY_WHEN_REPLACED = Duration.ofSeconds(30);

  /** Who has a new token is to miss nothing for longer than a connection takes. */
  private static final Duration RETRY_WHEN_EXPIRED = Duration.ofMillis(100);

  private final StreamSettings settings;
  private final LiveStreams live;
  private final Distribution distribution;
  private final Frames frames;
  private final DoubleSupplier random;
  private final Map<String, Deque<OpenStream>> byAccount = new HashMap<>();
  private final List<Set<OpenStream>> slices = new ArrayList<>();
  private int count;
  private int nextSlice;
  private boolean closing;

  public OpenStreams(
      StreamSettings settings, LiveStreams live, Distribution distribution, Frames frames) {
    this(settings, live, distribution, frames, () -> ThreadLocalRandom.current().nextDouble());
  }

  OpenStreams(
      StreamSettings settings,
      LiveStreams live,
      Distribution distribution,
      Frames frames,
      DoubleSupplier random) {
    this.settings = settings;
    this.live = live;
    this.distribution = distribution;
    this.frames = frames;
    this.random = random;
    for (int slice = 0; slice < SLICES; slice++) {
      slices.add(new LinkedHashSet<>());
    }
  }

  /** How often {@link #tick} is to be called. */
  public Duration tickInterval() {
    return settings.heartbeat().dividedBy(SLICES);
  }

  /**
   * A new stream; empty when this instance holds as many as it may, or is stopping. An account that
   * has too many loses its oldest.
   */
  public Optional<OpenStream> open(Viewer viewer, Instant openUntil) {
    OpenStream replaced = null;
    OpenStream stream;
    synchronized (this) {
      Deque<OpenStream> ofAccount = byAccount.get(viewer.account());
      if (ofAccount != null && ofAccount.size() >= settings.maxStreamsPerAccount()) {
        replaced = ofAccount.peekFirst();
      }
      if (closing || (count >= settings.maxStreams() && replaced == null)) {
        return Optional.empty();
      }
      if (replaced != null) {
        forget(replaced);
      }
      stream = new OpenStream(viewer, openUntil, settings.bufferFrames(), settings.bufferBytes());
      byAccount.computeIfAbsent(viewer.account(), a -> new ArrayDeque<>(1)).addLast(stream);
      slices.get(count % SLICES).add(stream);
      count++;
    }
    if (replaced != null) {
      end(replaced, StreamEnd.REPLACED, RETRY_WHEN_REPLACED);
    }
    return Optional.of(stream);
  }

  /** The connection is gone. */
  public void closed(OpenStream stream) {
    synchronized (this) {
      forget(stream);
    }
    stream.end(StreamEnd.CLIENT_LEFT, null);
    live.remove(stream);
  }

  /** What the client has missed could not be told; it tries again. */
  public void endBroken(OpenStream stream) {
    end(stream, StreamEnd.REPLAY_FAILED, settings.retry());
  }

  public synchronized int count() {
    return count;
  }

  /**
   * Tells of a desk whoever is to know, also where a stream still catches up: nothing is read again
   * for those who come back. The work is for those who are told, and a look at each of the others.
   */
  public void tell(EventEnvelope<? extends DeskEvent> desk) {
    List<OpenStream> told = new ArrayList<>();
    synchronized (this) {
      for (Deque<OpenStream> ofAccount : byAccount.values()) {
        for (OpenStream stream : ofAccount) {
          if (stream.viewer() instanceof Viewer.Operator operator
              && operator.seesDesk(desk.event())) {
            told.add(stream);
          }
        }
      }
    }
    if (told.isEmpty()) {
      return;
    }
    Frame frame = frames.desk(desk);
    for (OpenStream stream : told) {
      if (!live.contains(stream)) {
        stream.offerInAnyCase(frame);
      } else if (!stream.offer(frame)) {
        stream.end(StreamEnd.TOO_SLOW, null);
        live.remove(stream);
      }
    }
  }

  /** An end for all streams whose token is over, and heartbeats for some of the others. */
  public void tick(Instant now) {
    List<OpenStream> expired = new ArrayList<>();
    List<OpenStream> slice;
    synchronized (this) {
      for (Deque<OpenStream> ofAccount : byAccount.values()) {
        for (OpenStream stream : ofAccount) {
          if (!now.isBefore(stream.openUntil())) {
            expired.add(stream);
          }
        }
      }
      slice = List.copyOf(slices.get(nextSlice));
      nextSlice = (nextSlice + 1) % SLICES;
    }
    for (OpenStream stream : expired) {
      end(stream, StreamEnd.TOKEN_EXPIRED, shorter(RETRY_WHEN_EXPIRED, settings.retry()));
    }
    List<OpenStream> alive = new ArrayList<>(slice.size());
    for (OpenStream stream : slice) {
      if (stream.stalledFor(settings.stallTimeout().toNanos())) {
        stream.end(StreamEnd.TOO_SLOW, null);
        live.remove(stream);
      } else if (stream.end().isEmpty()) {
        alive.add(stream);
      }
    }
    if (!alive.isEmpty()) {
      distribution.heartbeat(alive);
    }
  }

  /**
   * Says goodbye to everybody and takes nobody new. Clients are asked to come back at different
   * times, so that the next instance is not stormed.
   */
  public void closeAll() {
    List<OpenStream> all = new ArrayList<>();
    synchronized (this) {
      closing = true;
      byAccount.values().forEach(all::addAll);
    }
    long spread = settings.retry().toMillis();
    for (OpenStream stream : all) {
      Duration retry = Duration.ofMillis(spread / 2 + (long) (spread * random.getAsDouble()));
      end(stream, StreamEnd.GOING_AWAY, retry);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void end(OpenStream stream, StreamEnd reason, Duration retry) {
    stream.end(reason, frames.farewell(reason, retry));
    live.remove(stream);
  }

  private void forget(OpenStream stream) {
    Deque<OpenStream> ofAccount = byAccount.get(stream.viewer().account());
    if (ofAccount != null && ofAccount.remove(stream)) {
      count--;
      if (ofAccount.isEmpty()) {
        byAccount.remove(stream.viewer().account());
      }
      slices.forEach(slice -> slice.remove(stream));
    }
  }
}
