package muster.notification.stream.http;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import muster.notification.stream.Frame;
import muster.notification.stream.OpenStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The frames of one stream as the body of its response. Everything happens on the connection's
 * event loop; the server asks for the next piece only when the socket takes more, so what a slow
 * reader does not take stays in the stream's bounded queue.
 */
final class StreamBody implements Publisher<ReadBuffer>, Subscription, OpenStream.Wire {
  /** Frames that wait are written together up to this size. */
  private static final int PIECE_BYTES = 16 * 1024;

  /** How long a reader may take for the rest of a stream that has ended. */
  private static final int LINGER_SECONDS = 5;

  private final OpenStream stream;
  private final Channel channel;
  private final EventLoop eventLoop;
  private final ReadBufferFactory buffers;
  private final Consumer<Frame> written;
  private final Runnable closed;
  private final AtomicBoolean drainScheduled = new AtomicBoolean();
  private final AtomicBoolean closeReported = new AtomicBoolean();

  // Touched on the event loop alone.
  private @Nullable Subscriber<? super ReadBuffer> subscriber;
  private long demand;
  private boolean over;
  private boolean lingering;

  /**
   * @param written told of each frame that the socket has been given
   * @param closed told once when nothing more can be sent
   */
  StreamBody(
      OpenStream stream,
      Channel channel,
      ReadBufferFactory buffers,
      Consumer<Frame> written,
      Runnable closed) {
    this.stream = stream;
    this.channel = channel;
    this.eventLoop = channel.eventLoop();
    this.buffers = buffers;
    this.written = written;
    this.closed = closed;
  }

  @Override
  public void subscribe(Subscriber<? super ReadBuffer> newSubscriber) {
    onEventLoop(
        () -> {
          subscriber = newSubscriber;
          newSubscriber.onSubscribe(this);
          drain();
        });
  }

  @Override
  public void request(long n) {
    onEventLoop(
        () -> {
          demand += n;
          wake();
        });
  }

  @Override
  public void cancel() {
    onEventLoop(
        () -> {
          over = true;
          reportClosed();
        });
  }

  @Override
  public void wake() {
    if (drainScheduled.compareAndSet(false, true)) {
      eventLoop.execute(
          () -> {
            drainScheduled.set(false);
            drain();
          });
    }
  }

  @Override
  public void cut() {
    var _ = channel.close();
  }

  private void drain() {
    Subscriber<? super ReadBuffer> to = subscriber;
    while (to != null && !over && demand > 0) {
      List<Frame> piece = takePiece();
      if (piece.isEmpty()) {
        break;
      }
      demand--;
      to.onNext(buffers.adapt(join(piece)));
      piece.forEach(written);
    }
    if (to != null && !over && stream.drained()) {
      over = true;
      to.onComplete();
      reportClosed();
    } else if (!over && !lingering && stream.end().isPresent()) {
      lingering = true;
      var _ = eventLoop.schedule(this::cutUnlessOver, LINGER_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void cutUnlessOver() {
    if (!over) {
      cut();
    }
  }

  private List<Frame> takePiece() {
    List<Frame> piece = new ArrayList<>(1);
    int bytes = 0;
    while (bytes < PIECE_BYTES) {
      Frame frame = stream.take();
      if (frame == null) {
        break;
      }
      piece.add(frame);
      bytes += frame.bytes().length;
    }
    return piece;
  }

  private static byte[] join(List<Frame> frames) {
    if (frames.size() == 1) {
      return frames.getFirst().bytes();
    }
    byte[] joined = new byte[frames.stream().mapToInt(frame -> frame.bytes().length).sum()];
    int at = 0;
    for (Frame frame : frames) {
      System.arraycopy(frame.bytes(), 0, joined, at, frame.bytes().length);
      at += frame.bytes().length;
    }
    return joined;
  }

  private void reportClosed() {
    if (closeReported.compareAndSet(false, true)) {
      closed.run();
    }
  }

  private void onEventLoop(Runnable action) {
    if (eventLoop.inEventLoop()) {
      action.run();
    } else {
      eventLoop.execute(action);
    }
  }
}
