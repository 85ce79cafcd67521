package muster.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stack of {@code docker-compose.yml}, started and stopped by the scripts that people use for
 * it by hand.
 */
public final class ComposeStack {
  private static final Duration STOP_DEADLINE = Duration.ofMinutes(3);

  private static final Duration ENGINE_DEADLINE = Duration.ofSeconds(30);

  private final ProjectFolder project;
  private final Map<String, String> environment = new TreeMap<>();
  private final Path log;

  public ComposeStack(ProjectFolder project) {
    this.project = project;
    this.log = project.runFolder().resolve("logs").resolve("compose.log");
  }

  /** What building and starting say. */
  public Path logFile() {
    return log;
  }

  /** A file of environment variables for dispatch-service. */
  public ComposeStack policies(Path file) {
    environment.put("MUSTER_DISPATCH_POLICIES", file.toString());
    return this;
  }

  /** Whether any container of it runs. */
  public boolean isRunning() {
    return !capture("compose", "ps", "-q").isBlank();
  }

  /** Throws {@link StartFailed} where no engine answers. */
  public void requireEngine() {
    run(ENGINE_DEADLINE, "engine", "check");
  }

  /** Throws {@link PortsTaken} naming all that are in use. */
  public void refuseTakenPorts() {
    String taken =
        Arrays.stream(Part.values())
            .filter(part -> !FreePorts.isFree(part.fixedPort()))
            .map(part -> part.module() + " " + part.fixedPort())
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new PortsTaken(taken);
    }
  }

  /** Of programs as they are built now; quick where nothing has changed. */
  public void buildImages(Duration deadline) {
    run(deadline, "images");
  }

  /** Returns when all services can work. */
  public void up(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    run(deadline, "compose", "up", "-d");
    awaitReady(end);
  }

  /** Of containers that somebody else has started. */
  public void awaitReady(Duration deadline) {
    awaitReady(System.nanoTime() + deadline.toNanos());
  }

  private static void awaitReady(long end) {
    for (Part part : List.of(Part.DISPATCH, Part.VOLUNTEER, Part.REPORT, Part.NOTIFICATION)) {
      awaitReady(part, end);
    }
  }

  /** Drops the data of earlier runs. */
  public void drop() {
    run(STOP_DEADLINE, "compose", "down", "-v");
  }

  /** Data stay in their volumes. */
  public void down() {
    run(STOP_DEADLINE, "compose", "down");
  }

  /** Of the realm, as this machine reaches it. */
  public URI realm() {
    return URI.create("http://localhost:" + Part.IDENTITY.fixedPort() + "/realms/muster");
  }

  /** Where accounts of the realm get their tokens, also those who have no account yet. */
  public KeycloakClient identity(URI realm) {
    String secret =
        capture("compose", "exec", "-T", "keycloak", "cat", "/run/secrets/demo-client-secret");
    if (secret.isBlank()) {
      throw new StartFailed(
          "The secret of the demo's client can't be read from Keycloak's container");
    }
    return new KeycloakClient(realm, secret.strip());
  }

  private static void awaitReady(Part part, long end) {
    URI health = URI.create("http://localhost:" + part.fixedPort() + part.kind().healthPath());
    HttpReadiness readiness = new HttpReadiness(health);
    @Nullable Exception last = null;
    while (System.nanoTime() < end) {
      try {
        if (readiness.isReady()) {
          return;
        }
      } catch (IOException e) {
        last = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartFailed("Interrupted while " + part.module() + " started", e);
      }
      pause();
    }
    throw new StartFailed(part.module() + " is not ready: " + last);
  }

  private static void pause() {
    try {
      Thread.sleep(300); // between two questions whether it is ready
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted", e);
    }
  }

  private ProcessBuilder script(String name, String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(project.root().resolve("containers").resolve(name).toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return builder;
  }

  private void run(Duration deadline, String name, String... arguments) {
    String what = "containers/" + name + " " + String.join(" ", arguments);
    try {
      Files.createDirectories(log.getParent());
      Process process =
          script(name, arguments)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        throw new StartFailed(what + " took longer than " + deadline.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new StartFailed(what + " failed:\n" + tail());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted in " + what, e);
    }
  }

  private String capture(String name, String... arguments) {
    try {
      Process process =
          script(name, arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted", e);
    }
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }
}
