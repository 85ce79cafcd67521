package muster.gateway.edge;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers a request that the web server itself does not take, and takes no other after it. */
final class RefusedRequest {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int LINGER_BYTES = 1024 * 1024;

  private RefusedRequest() {}

  /**
   * @param path that was asked for, as the client wrote it
   */
  static void answer(
      Request request, Response response, Callback callback, Problem problem, String path) {
    byte[] body = problem.toJson(path);
    response.reset();
    response.setStatus(problem.type().status());
    problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemType.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(
        true,
        ByteBuffer.wrap(body),
        Callback.from(
            () ->
                Thread.ofVirtual()
                    .name("linger")
                    .start(
                        () -> {
                          drain(request);
                          callback.succeeded();
                        }),
            callback::failed));
  }

  /** What the client still sends: closing at once would take the answer away from it. */
  private static void drain(Request request) {
    long end = System.nanoTime() + LINGER.toNanos();
    long drained = 0;
    while (drained < LINGER_BYTES && System.nanoTime() - end < 0) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        LockSupport.parkNanos(LOOK.toNanos());
        continue;
      }
      drained += chunk.remaining();
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        return;
      }
    }
  }
}
