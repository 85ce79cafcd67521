package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import muster.contracts.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can be seen without the services, whose jars are built later; system-tests start all of it.
 */
class LocalStackTest {
  private final Path folder;

  LocalStackTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theBrokerHasEveryTopicOfTheCatalogueAndThePartsAreGoneAfterClose() throws Exception {
    Set<Part> ready = Collections.synchronizedSet(EnumSet.noneOf(Part.class));
    long broker;
    long database;
    try (LocalStack stack =
        infrastructure()
            .listener(
                new StackListener() {
                  @Override
                  public void ready(Part part, Duration took) {
                    ready.add(part);
                  }

                  @Override
                  public void stopped(Part part) {
                    ready.remove(part);
                  }
                })
            .start()) {
      assertThat(ready).containsExactly(Part.POSTGRES, Part.KAFKA);
      broker = stack.kafka().pid();
      database = stack.postgres().pid();
      try (Admin admin =
          Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrapServers()))) {
        assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS))
            .containsAll(Topics.allNames());
        var presence =
            new ConfigResource(ConfigResource.Type.TOPIC, Topics.VOLUNTEER_PRESENCE.topic());
        var settings =
            admin.describeConfigs(Set.of(presence)).all().get().values().iterator().next();
        assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact,delete");
        assertThat(settings.get("retention.ms").value())
            .isEqualTo(Long.toString(Duration.ofDays(1).toMillis()));
      }
      assertThat(stack.residentBytes()).containsOnlyKeys("postgresql", "kafka", "launcher");
      assertThat(stack.residentBytes().values()).allMatch(bytes -> bytes > 10_000_000);
    }
    assertThat(ready).isEmpty();
    assertThat(ProcessHandle.of(broker).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    assertThat(ProcessHandle.of(database).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void dataOfAGivenFolderAreThereAtTheNextStart() throws SQLException {
    try (LocalStack first = onlyDatabase().folder(folder).start()) {
      first.postgres().createDatabase("kept");
    }
    try (LocalStack second = onlyDatabase().folder(folder).start();
        Connection connection = second.postgres().dataSource("kept").getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
      assertThat(second.dataFolder()).isEqualTo(folder.resolve("data"));
    }
  }

  @Test
  void aProgramThatIsLeftOutFindsItsDatabaseAndItsKeyBySettings() throws Exception {
    try (LocalStack stack = onlyDatabase().folder(folder).start()) {
      Map<String, String> settings = stack.settingsOf(Part.VOLUNTEER);
      assertThat(settings)
          .containsEntry("SERVER_PORT", Integer.toString(stack.port(Part.VOLUNTEER)))
          .containsEntry("MUSTER_ISSUER", "http://localhost:" + stack.port(Part.IDENTITY))
          .containsEntry("MUSTER_KAFKA", "localhost:" + stack.port(Part.KAFKA));
      try (Connection connection =
          DriverManager.getConnection(
              settings.getOrDefault("MUSTER_DB_URL", ""),
              settings.get("MUSTER_DB_USER"),
              settings.get("MUSTER_DB_PASSWORD"))) {
        assertThat(connection.getCatalog()).isEqualTo("volunteer");
      }
      String key = Files.readString(Path.of(settings.getOrDefault("MUSTER_PHONE_KEY_FILE", "")));
      assertThat(Base64.getDecoder().decode(key.strip())).hasSize(32);
      // Asked again, they are the same.
      assertThat(stack.settingsOf(Part.VOLUNTEER)).isEqualTo(settings);
      assertThat(stack.settingsOf(Part.NOTIFICATION))
          .containsOnlyKeys("MICRONAUT_SERVER_PORT", "MUSTER_ISSUER", "MUSTER_KAFKA");
    }
  }

  @Test
  void aPartWhosePortIsTakenIsNamedBeforeAnythingStarts() throws Exception {
    LocalStack stack = infrastructure().build();
    try (ServerSocket taken =
        new ServerSocket(stack.port(Part.KAFKA), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(stack::start)
          .isInstanceOfSatisfying(
              PortsTaken.class,
              problem -> assertThat(problem.taken()).isEqualTo("kafka " + taken.getLocalPort()));
    }
    assertThatThrownBy(stack::postgres).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aServiceThatIsNotBuiltIsNamedBeforeAnythingStarts() {
    LocalStack stack =
        LocalStack.builder()
            .project(new ProjectFolder(folder))
            .parts(Part.POSTGRES, Part.DISPATCH, Part.NOTIFICATION)
            .build();
    assertThatThrownBy(stack::start)
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("dispatch-service, notification-service");
  }

  private LocalStack.Builder infrastructure() {
    return onlyDatabase().parts(Part.POSTGRES, Part.KAFKA);
  }

  private LocalStack.Builder onlyDatabase() {
    return LocalStack.builder().project(new ProjectFolder(folder)).parts(Part.POSTGRES);
  }
}
