package muster.testbed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import muster.localstack.FreePorts;
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

  private final int port = FreePorts.next();
  private final String service;
  private final Class<?> main;
  private final String portSetting;
  private final String readiness;
  private final Map<String, String> goodSettings;
  private final String[] jvmArguments;

  private StartTrial(
      String service,
      Class<?> main,
      String portSetting,
      String readiness,
      Map<String, String> goodSettings,
      String... jvmArguments) {
    this.service = service;
    this.main = main;
    this.portSetting = portSetting;
    this.readiness = readiness;
    this.goodSettings = Map.copyOf(goodSettings);
    this.jvmArguments = jvmArguments;
  }

  /**
   * @param goodSettings environment variables, without the port's
   */
  public static StartTrial ofSpring(
      String service, Class<?> main, Map<String, String> goodSettings) {
    return new StartTrial(service, main, "SERVER_PORT", "/actuator/health/readiness", goodSettings);
  }

  /**
   * @param goodSettings environment variables, without the port's
   */
  public static StartTrial ofMicronaut(
      String service, Class<?> main, Map<String, String> goodSettings) {
    return new StartTrial(
        service,
        main,
        "MICRONAUT_SERVER_PORT",
        "/health",
        goodSettings,
        // Micronaut takes a process whose class path has JUnit on it for a test of its own.
        "-Dmicronaut.env.deduction=false");
  }

  /** An address of this machine that nothing listens on. */
  public static String nobody() {
    return "localhost:" + FreePorts.next();
  }

  public int port() {
    return port;
  }

  /** Not launched yet. */
  public ServiceProcess process(Map<String, String> otherSettings) {
    Map<String, String> environment = new TreeMap<>(goodSettings);
    environment.put(portSetting, Integer.toString(port));
    environment.putAll(otherSettings);
    return ServiceProgram.of(service, main)
        .jvmArguments(jvmArguments)
        .environment(environment)
        .readyWhen(URI.create("http://127.0.0.1:" + port + readiness))
        .build();
  }

  /** What the service says when it refuses to start with these settings; never a secret. */
  public String refusal(Map<String, String> otherSettings) {
    String said = ServiceProgram.refusal(process(otherSettings));
    if (said.contains(SECRET)) {
      throw new AssertionError(service + " told a secret:\n" + said);
    }
    return said;
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
