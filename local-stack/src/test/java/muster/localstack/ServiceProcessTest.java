package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
  private final int port = FreePorts.next();
  private final URI address = URI.create("http://localhost:" + port + "/");
  private final Path folder;

  ServiceProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aServiceIsReadyWithItsEnvironmentAndComesBackAfterAKill() throws Exception {
    try (ServiceProcess greeter = greeter().environment("GREETING", "ready").build()) {
      greeter.start();
      assertThat(get()).isEqualTo("ready");
      long first = greeter.pid();

      greeter.kill();
      assertThat(greeter.isAlive()).isFalse();
      greeter.restart();

      assertThat(greeter.pid()).isNotEqualTo(first);
      assertThat(get()).isEqualTo("ready");
      assertThat(greeter.logTail(10)).contains("greeting on port " + port);
    }
    assertThat(FreePorts.isFree(port)).isTrue();
  }

  @Test
  void aServiceThatDiesSaysWhyAtOnce() {
    ServiceProcess broken = program(Broken.class).readyWhen(address).build();
    assertThatThrownBy(broken::start)
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("the database is not there");
  }

  @Test
  void aServiceThatIsNeverReadyIsGivenUpAtItsDeadline() {
    try (ServiceProcess idle =
        program(Idle.class).readyWhen(address).deadline(Duration.ofMillis(1_500)).build()) {
      assertThatThrownBy(idle::start)
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("was not ready after 1 s")
          .hasMessageContaining("ConnectException");
    }
  }

  @Test
  void noProcessOutlivesAParentThatIsKilled() throws Exception {
    Path pidFile = folder.resolve("child.pid");
    try (ServiceProcess parent =
        program(Parent.class)
            .arguments(pidFile.toString(), Integer.toString(port), folder.toString())
            .readyWhen(() -> Files.exists(pidFile))
            .build()) {
      parent.start();
      List<Long> children = Files.readAllLines(pidFile).stream().map(Long::valueOf).toList();
      assertThat(children).hasSize(2).allMatch(pid -> ProcessHandle.of(pid).isPresent());

      parent.kill();

      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(children)
                      .noneMatch(
                          pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)));
    }
  }

  private ServiceProcess.Builder greeter() {
    return program(Greeter.class).arguments(Integer.toString(port)).readyWhen(address);
  }

  private ServiceProcess.Builder program(Class<?> main) {
    return ServiceProcess.named(main.getSimpleName())
        .jvmArguments("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .mainClass(main.getName(), ClassPath.ofThisJvm())
        .logFile(folder.resolve(main.getSimpleName() + ".log"))
        .grace(Duration.ofSeconds(5));
  }

  private String get() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  static final class Greeter {
    public static void main(String[] args) throws Exception {
      byte[] greeting = System.getenv("GREETING").getBytes(StandardCharsets.UTF_8);
      int port = Integer.parseInt(args[0]);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, greeting.length);
            exchange.getResponseBody().write(greeting);
            exchange.close();
          });
      server.start();
      System.out.println("greeting on port " + port);
    }
  }

  static final class Broken {
    public static void main(String[] args) {
      System.err.println("the database is not there");
      System.exit(3);
    }
  }

  static final class Idle {
    public static void main(String[] args) throws Exception {
      Thread.sleep(Duration.ofMinutes(1));
    }
  }

  /** Starts a service and a database, writes their pids and waits to be killed. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[2]);
      ServiceProcess child =
          ServiceProcess.named("child")
              .jvmArguments("-Xmx64m", "-XX:+UseSerialGC")
              .mainClass(Idle.class.getName(), ClassPath.ofThisJvm())
              .logFile(folder.resolve("child.log"))
              .build()
              .start();
      Postgres postgres = Postgres.builder().dataFolder(folder.resolve("postgres")).start();
      Path written = folder.resolve("child.pid.new");
      Files.writeString(written, child.pid() + "\n" + postgres.pid() + "\n");
      Files.move(written, Path.of(args[0]));
      Thread.sleep(Duration.ofMinutes(1));
    }
  }
}
