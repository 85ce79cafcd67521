package muster.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import muster.apiedge.request.EdgeLimits;
import org.jspecify.annotations.Nullable;

/**
 * How fast a client sends a body. Only time in which somebody waits for it counts, so a service
 * that is slow to take it is nobody's fault.
 */
public final class BodyPace {
  private static final String TOO_SLOW = "muster.body-too-slow";

  private final HttpServletRequest request;
  private final Duration timeout;
  private @Nullable Thread reader;
  private long waitingSince;
  private long waited;
  private int bytes;
  private boolean late;

  BodyPace(HttpServletRequest request, Duration timeout) {
    this.request = request;
    this.timeout = timeout;
  }

  /** Whether reading the body failed for the client's being slow. */
  public static boolean isTooSlow(HttpServletRequest request) {
    return request.getAttribute(TOO_SLOW) != null;
  }

  /** One reading of some bytes. */
  interface Reading {
    int read() throws IOException;
  }

  int paced(Reading reading) throws IOException {
    begin();
    int read = 0;
    try {
      read = reading.read();
      return read;
    } finally {
      end(read);
    }
  }

  private synchronized void begin() {
    reader = Thread.currentThread();
    waitingSince = System.nanoTime();
  }

  private synchronized void end(int read) throws IOException {
    reader = null;
    waited += System.nanoTime() - waitingSince;
    bytes += Math.max(read, 0);
    if (bytes >= EdgeLimits.BODY_PROGRESS_BYTES) {
      bytes = 0;
      waited = 0;
    }
    if (late) {
      // It was this reading that the interruption was meant for.
      var unused = Thread.interrupted();
      throw new IOException("the body does not come in time");
    }
  }

  /** Called now and then by somebody else. */
  synchronized void look(long now) {
    Thread waiting = reader;
    if (waiting != null && !late && waited + now - waitingSince > timeout.toNanos()) {
      late = true;
      request.setAttribute(TOO_SLOW, true);
      waiting.interrupt();
    }
  }
}
