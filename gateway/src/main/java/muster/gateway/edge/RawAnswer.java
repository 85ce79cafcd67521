package muster.gateway.edge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The last answer on a connection that has no request, or only half of one. The connection is held
 * open for a moment, in which the client may still send: closing at once would take the answer
 * away.
 */
final class RawAnswer {
  private static final Duration LINGER = Duration.ofSeconds(1);

  private RawAnswer() {}

  static void write(EndPoint connection, Scheduler scheduler, Problem problem) {
    byte[] body = problem.toJson("/");
    String head =
        """
        HTTP/1.1 %d %s\r
        Content-Type: %s\r
        Content-Length: %d\r
        Connection: close\r
        \r
        """
            .formatted(
                problem.type().status(),
                problem.type().title(),
                ProblemType.MEDIA_TYPE,
                body.length);
    byte[] begin = head.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer all = ByteBuffer.allocate(begin.length + body.length).put(begin).put(body).flip();
    connection.write(
        Callback.from(
            () -> {
              connection.shutdownOutput();
              var unused =
                  scheduler.schedule(connection::close, LINGER.toMillis(), TimeUnit.MILLISECONDS);
            },
            fault -> connection.close()),
        all);
  }
}
