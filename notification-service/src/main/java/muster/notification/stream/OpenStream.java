package muster.notification.stream;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One open stream: a bounded queue between those who have something to tell and the connection that
 * takes frames as fast as its reader reads. Nobody but the stream's own catching up ever waits for
 * room; a live frame that finds none ends the stream, and the client resumes from what it got.
 */
public final class OpenStream {
  /** The connection's side. Calls come from any thread, and must neither block nor throw. */
  public interface Wire {
    /** There is something to take, or the stream has ended in good order. */
    void wake();

    /** Close at once, whatever is still unsent. */
    void cut();
  }

  private final Viewer viewer;
  private final Instant openUntil;
  private final int maxFrames;
  private final int maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Frame> queue = new ArrayDeque<>(4);
  private int queuedBytes;
  private @Nullable StreamEnd end;
  private long lastTakenNanos = System.nanoTime();
  private volatile @Nullable Wire wire;
  private volatile @Nullable StreamPosition from;

  /**
   * @param openUntil when the token it was opened with expires
   */
  public OpenStream(Viewer viewer, Instant openUntil, int maxFrames, int maxBytes) {
    this.viewer = viewer;
    this.openUntil = openUntil;
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  public Viewer viewer() {
    return viewer;
  }

  public Instant openUntil() {
    return openUntil;
  }

  /** Called once, before anything can be sent. */
  public void attach(Wire connection) {
    wire = connection;
    wake();
  }

  /** Events before this position have been told already; null when none have. */
  void resumesFrom(StreamPosition position) {
    from = position;
  }

  /**
   * In the topics of this stream, and never before the place from which it went live: a client's
   * position only grows.
   */
  StreamPosition atLeast(StreamPosition position) {
    StreamPosition own = viewer.partOf(position);
    StreamPosition live = from;
    return live == null ? own : own.orLater(live);
  }

  boolean hasBeenTold(StreamedEvent event) {
    StreamPosition position = from;
    return position != null && position.isPast(event);
  }

  /** False when there is no room, or the stream has ended; the frame is dropped. */
  boolean offer(Frame frame) {
    lock.lock();
    try {
      if (end != null || !fits(frame)) {
        return false;
      }
      add(frame);
    } finally {
      lock.unlock();
    }
    wake();
    return true;
  }

  /**
   * One frame beyond the bound, if it must be: that all which was missed has come is told of in any
   * case. Nothing happens when the stream has ended.
   */
  void offerInAnyCase(Frame frame) {
    lock.lock();
    try {
      if (end != null) {
        return;
      }
      add(frame);
    } finally {
      lock.unlock();
    }
    wake();
  }

  /** Waits until there is room; false when there is none in time, or the stream has ended. */
  boolean offerPatiently(Frame frame, long patienceNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = patienceNanos;
      while (end == null && !fits(frame)) {
        if (left <= 0) {
          return false;
        }
        left = room.awaitNanos(left);
      }
      if (end != null) {
        return false;
      }
      add(frame);
    } finally {
      lock.unlock();
    }
    wake();
    return true;
  }

  /** The next frame to send; null when there is none now. */
  public @Nullable Frame take() {
    lock.lock();
    try {
      Frame frame = queue.poll();
      if (frame != null) {
        queuedBytes -= frame.bytes().length;
        lastTakenNanos = System.nanoTime();
        room.signal();
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  /** Ended, and everything that was to be sent has been taken. */
  public boolean drained() {
    lock.lock();
    try {
      return end != null && queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  public Optional<StreamEnd> end() {
    lock.lock();
    try {
      return Optional.ofNullable(end);
    } finally {
      lock.unlock();
    }
  }

  /** True when frames have been waiting for so long without any being taken. */
  boolean stalledFor(long nanos) {
    lock.lock();
    try {
      return !queue.isEmpty() && System.nanoTime() - lastTakenNanos > nanos;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the stream; only the first call does anything.
   *
   * @param farewell sent as the last frame when there is room for it
   */
  boolean end(StreamEnd reason, @Nullable Frame farewell) {
    lock.lock();
    try {
      if (end != null) {
        return false;
      }
      if (reason.orderly()) {
        if (farewell != null && fits(farewell)) {
          add(farewell);
        }
      } else {
        queue.clear();
        queuedBytes = 0;
      }
      end = reason;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    if (reason == StreamEnd.TOO_SLOW) {
      cut();
    } else {
      wake();
    }
    return true;
  }

  private void cut() {
    Wire connection = wire;
    if (connection != null) {
      connection.cut();
    }
  }

  private void wake() {
    Wire connection = wire;
    if (connection != null) {
      connection.wake();
    }
  }

  /** A frame larger than the whole buffer passes alone. */
  private boolean fits(Frame frame) {
    return queue.isEmpty()
        || (queue.size() < maxFrames && queuedBytes + frame.bytes().length <= maxBytes);
  }

  private void add(Frame frame) {
    if (queue.isEmpty()) {
      lastTakenNanos = System.nanoTime();
    }
    queue.add(frame);
    queuedBytes += frame.bytes().length;
  }
}
