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

/** All streams that are open on this instance, within their limits. */
public final class OpenStreams {
  /** Heartbeats are spread over the interval, so that they never all go out at one moment. */
  private static final int SLICES = 15;

  /** A replaced stream's client waits longer, or two tabs too many would push each other out. */
  private static final Duration RETRY_WHEN_REPLACED = Duration.ofSeconds(30);

  private final StreamSettings settings;
  private final FanOut fanOut;
  private final Frames frames;
  private final DoubleSupplier random;
  private final Map<String, Deque<LiveStream>> byAccount = new HashMap<>();
  private final List<Set<LiveStream>> slices = new ArrayList<>();
  private int count;
  private int nextSlice;
  private boolean closing;

  public OpenStreams(StreamSettings settings, FanOut fanOut, Frames frames) {
    this(settings, fanOut, frames, () -> ThreadLocalRandom.current().nextDouble());
  }

  OpenStreams(StreamSettings settings, FanOut fanOut, Frames frames, DoubleSupplier random) {
    this.settings = settings;
    this.fanOut = fanOut;
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
  public Optional<LiveStream> open(Viewer viewer, Instant openUntil) {
    LiveStream replaced = null;
    LiveStream stream;
    synchronized (this) {
      Deque<LiveStream> ofAccount = byAccount.get(viewer.account());
      if (ofAccount != null && ofAccount.size() >= settings.maxStreamsPerAccount()) {
        replaced = ofAccount.peekFirst();
      }
      if (closing || (count >= settings.maxStreams() && replaced == null)) {
        return Optional.empty();
      }
      if (replaced != null) {
        forget(replaced);
      }
      stream = new LiveStream(viewer, openUntil, settings.bufferFrames(), settings.bufferBytes());
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
  public void closed(LiveStream stream) {
    synchronized (this) {
      forget(stream);
    }
    fanOut.leave(stream);
    stream.end(StreamEnd.CLIENT_LEFT, null);
  }

  /** What the client has missed could not be told; it tries again. */
  public void endBroken(LiveStream stream) {
    end(stream, StreamEnd.REPLAY_FAILED, settings.retry());
  }

  public synchronized int count() {
    return count;
  }

  /** Heartbeats for some of the streams, and an end for those whose time is over. */
  public void tick(Instant now) {
    List<LiveStream> slice;
    synchronized (this) {
      slice = List.copyOf(slices.get(nextSlice));
      nextSlice = (nextSlice + 1) % SLICES;
    }
    List<LiveStream> alive = new ArrayList<>(slice.size());
    for (LiveStream stream : slice) {
      if (stream.stalledFor(settings.stallTimeout().toNanos())) {
        fanOut.leave(stream);
        stream.end(StreamEnd.TOO_SLOW, null);
      } else if (!now.isBefore(stream.openUntil())) {
        end(stream, StreamEnd.TOKEN_EXPIRED, settings.retry());
      } else {
        alive.add(stream);
      }
    }
    if (!alive.isEmpty()) {
      fanOut.heartbeat(alive);
    }
  }

  /**
   * Says goodbye to everybody and takes nobody new. Clients are asked to come back at different
   * times, so that the next instance is not stormed.
   */
  public void closeAll() {
    List<LiveStream> all = new ArrayList<>();
    synchronized (this) {
      closing = true;
      byAccount.values().forEach(all::addAll);
    }
    long spread = settings.retry().toMillis();
    for (LiveStream stream : all) {
      Duration retry = Duration.ofMillis(spread / 2 + (long) (spread * random.getAsDouble()));
      end(stream, StreamEnd.GOING_AWAY, retry);
    }
  }

  private void end(LiveStream stream, StreamEnd reason, Duration retry) {
    fanOut.leave(stream);
    stream.end(reason, frames.farewell(reason, retry));
  }

  private void forget(LiveStream stream) {
    Deque<LiveStream> ofAccount = byAccount.get(stream.viewer().account());
    if (ofAccount != null && ofAccount.remove(stream)) {
      count--;
      if (ofAccount.isEmpty()) {
        byAccount.remove(stream.viewer().account());
      }
      slices.forEach(slice -> slice.remove(stream));
    }
  }
}
