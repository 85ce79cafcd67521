package muster.testbed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import muster.localstack.BuiltProgram;
import muster.localstack.FreePorts;
import muster.localstack.Part;
import muster.localstack.ServiceProcess;

/**
 * A service's start as a process of its own, on a port of its own, with all the settings it needs,
 * except for those that a test sets otherwise.
 */
public final class StartTrial {
  /** For passwords and keys: a service that refuses to start may say anything but this. */
  public static final String SECRET = "geheim";

  /** More than any service's own limit for finishing what runs. */
  private static final Duration STOP = Duration.ofSeconds(20);

  /** EX_CONFIG of sysexits.h. */
  private static final int REFUSED = 78;

  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(30);
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final int LINES = 100;

  private final int port = FreePorts.next();
  private final Part service;
  private final BuiltProgram program;
  private final Map<String, String> goodSettings;

  private StartTrial(Part service, Map<String, String> goodSettings) {
    this.service = service;
    this.program = new BuiltProgram(service);
    this.goodSettings = Map.copyOf(goodSettings);
  }

  /**
   * @param goodSettings environment variables, without the port's
   */
  public static StartTrial of(Part service, Map<String, String> goodSettings) {
    return new StartTrial(service, goodSettings);
  }

  /** An address of this machine that nothing listens on. */
  public static String nobody() {
    return "localhost:" + FreePorts.next();
  }

  public int port() {
    return port;
  }

  /** Not launched yet. Speaks English; what it says is kept in {@code target/processes}. */
  public ServiceProcess process(Map<String, String> otherSettings) {
    return program
        .process(port)
        .jvmArguments("-Duser.language=en")
        .environment(goodSettings)
        .environment(otherSettings)
        .logFile(ServiceProgram.newLog(service.module()))
        .deadline(READY_WITHIN)
        .build();
  }

  /**
   * What the service says when it refuses to start with these settings: soon, with its exit code,
   * no stack trace, and never a secret.
   */
  public String refusal(Map<String, String> otherSettings) {
    try (ServiceProcess process = process(otherSettings)) {
      int exitCode = process.launch().awaitEnd(REFUSED_WITHIN);
      String said = process.logTail(LINES);
      if (exitCode != REFUSED || said.contains("\tat ") || said.contains(SECRET)) {
        throw new AssertionError(service + " ended with " + exitCode + ":\n" + said);
      }
      return said;
    }
  }

  /**
   * What a running service answers to a POST that is half sent when the service is asked to stop:
   * status line, headers and body. The other half follows when no new connection is taken any more.
   * Returns when the process has ended.
   */
  public String answerWhileStopping(
      ServiceProcess process, String path, String token, String contentType, String body)
      throws Exception {
    byte[] request = request(path, token, contentType, body);
    return answerWhileStopping(process, request, request.length - body.length() / 2);
  }

  /** The same for a POST of which nothing is sent before: only its connection is there. */
  public String answerToTheLastConnection(
      ServiceProcess process, String path, String token, String contentType, String body)
      throws Exception {
    return answerWhileStopping(process, request(path, token, contentType, body), 0);
  }

  private static byte[] request(String path, String token, String contentType, String body) {
    return """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: %s\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(path, token, contentType, body.getBytes(StandardCharsets.UTF_8).length, body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String answerWhileStopping(ServiceProcess process, byte[] request, int sentBefore)
      throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout((int) STOP.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(request, 0, sentBefore);
      out.flush();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(process::terminate);
      await().until(this::takesNoConnection);
      out.write(request, sentBefore, request.length - sentBefore);
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      stopped.get(STOP.toSeconds(), TimeUnit.SECONDS);
      return answer;
    }
  }

  private boolean takesNoConnection() {
    try (Socket _ = new Socket("127.0.0.1", port)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
