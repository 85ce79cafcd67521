package muster.gateway.problem;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a client still sends of a request that is answered already: closing the connection at once
 * would take the answer away from it.
 */
public final class UnreadBody {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int LINGER_BYTES = 1024 * 1024;

  private UnreadBody() {}

  /** Whether there is any; the answer is then the last one on its connection. */
  public static boolean isLeft(HttpServletRequest request) throws IOException {
    return (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null)
        && !request.getInputStream().isFinished();
  }

  /** To be called when the answer is written: takes some of it, for a moment. */
  public static void linger(HttpServletRequest request) throws IOException {
    ServletInputStream in = request.getInputStream();
    long end = System.nanoTime() + LINGER.toNanos();
    byte[] buffer = new byte[8 * 1024];
    // The stream itself says that it is finished only to who reads beyond its end.
    long whole = request.getContentLengthLong();
    int drained = 0;
    try {
      while (!in.isFinished()
          && drained != whole
          && drained < LINGER_BYTES
          && System.nanoTime() - end < 0) {
        if (in.available() > 0) {
          int read = in.read(buffer);
          if (read < 0) {
            return;
          }
          drained += read;
        } else {
          LockSupport.parkNanos(LOOK.toNanos());
        }
      }
    } catch (IOException e) {
      return; // the client is gone, and with it whoever would read the answer
    }
  }
}
