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

/**
 * The stack of {@code docker-compose.yml}, started and stopped by the scripts that people use for
 * it by hand. One that is started here has all of it published on this machine, by {@code
 * docker-compose.direct.yml}; of one that somebody else has started it may be the gateway and
 * Keycloak alone.
 */
public final class ComposeStack {
  private static final Duration STOP_DEADLINE = Duration.ofMinutes(3);

  private static final Duration ENGINE_DEADLINE = Duration.ofSeconds(30);

  private static final String FILES = "docker-compose.yml:docker-compose.direct.yml";
  private static final int GATEWAY_PORT = 8080;

  private final ProjectFolder project;
  private final Map<String, String> environment = new TreeMap<>();
  private final Path log;

  public ComposeStack(ProjectFolder project) {
    this.project = project;
    this.log = project.runFolder().resolve("logs").resolve("compose.log");
    environment.put("COMPOSE_FILE", FILES);
    environment.put("COMPOSE_PATH_SEPARATOR", ":");
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

  /** Returns when gateway and services can work. */
  public void up(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    run(deadline, "compose", "up", "-d");
    awaitReady(end);
  }

  /** Of containers that somebody else has started. */
  public void awaitReady(Duration deadline) {
    awaitReady(System.nanoTime() + deadline.toNanos());
  }

  private void awaitReady(long end) {
    for (Part part : Part.programs()) {
      // In containers, Keycloak stands in its place; Compose has waited for it.
      if (part != Part.IDENTITY) {
        awaitReady(part, end);
      }
    }
  }

  /** Whether this machine reaches each service at its own port, and not the gateway alone. */
  public boolean areServicesPublished() {
    String port = String.valueOf(Part.DISPATCH.fixedPort());
    // A port that is not published is said as nothing, as :0 or as a failure, by version.
    return capture("compose", "port", Part.DISPATCH.module(), port).strip().matches(".*:[1-9]\\d*");
  }

  /** The one address that is always published. */
  public URI gateway() {
    return URI.create("http://localhost:" + GATEWAY_PORT);
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

  /** By the container's own check of its health, which needs no port on this machine. */
  private void awaitReady(Part part, long end) {
    while (System.nanoTime() < end) {
      if (succeeds("compose", "exec", "-T", part.module(), "bash", "/app/healthy")) {
        return;
      }
      pause();
    }
    throw new StartFailed(
        part.module() + " is not ready; containers/compose logs " + part.module() + " says why");
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

  private boolean succeeds(String name, String... arguments) {
    try {
      return script(name, arguments)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
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
