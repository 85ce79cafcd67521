package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTest {
  private final Postgres postgres;

  PostgresTest(@TempDir Path folder) {
    this.postgres = Postgres.builder().dataFolder(folder.resolve("data")).start();
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  @Test
  void aCommitIsOnDiskBeforeItIsConfirmed() throws SQLException {
    assertThat(query("show fsync")).isEqualTo("on");
    assertThat(query("show synchronous_commit")).isEqualTo("on");
    assertThat(query("show full_page_writes")).isEqualTo("on");
    assertThat(query("show server_version")).startsWith("18.");
  }

  @Test
  void whatWasCommittedIsThereAfterAKill() throws SQLException {
    postgres.createDatabase("kept");
    execute("kept", "create table alert (id int)");
    execute("kept", "insert into alert values (7)");
    long killed = postgres.pid();
    postgres.kill();
    assertThat(postgres.isAlive()).isFalse();
    assertThatThrownBy(() -> execute("kept", "select 1")).isInstanceOf(SQLException.class);

    postgres.restart();

    assertThat(postgres.pid()).isNotEqualTo(killed);
    assertThat(query("kept", "select id from alert")).isEqualTo("7");
  }

  @Test
  void creatingADatabaseTwiceKeepsItsContents() throws SQLException {
    postgres.createDatabase("twice");
    execute("twice", "create table alert (id int)");
    postgres.createDatabase("twice");
    assertThat(query("twice", "select count(*) from alert")).isEqualTo("0");
  }

  @Test
  void aDatabaseNameThatIsNotOneIsRefused() {
    assertThatThrownBy(() -> postgres.createDatabase("x; drop database postgres"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoServersBesideEachOtherShareNothing() throws SQLException {
    postgres.createDatabase("mine");
    try (Postgres other = Postgres.start();
        Connection connection = other.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement();
        var found = statement.executeQuery("select 1 from pg_database where datname = 'mine'")) {
      assertThat(other.port()).isNotEqualTo(postgres.port());
      assertThat(found.next()).isFalse();
    }
  }

  @Test
  void aServerLeftBehindOnTheSameFolderIsReplaced(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    ProcessHandle.Info server;
    try (Postgres before = Postgres.builder().dataFolder(data).start()) {
      before.createDatabase("left_behind");
      server = ProcessHandle.of(before.pid()).orElseThrow().info();
    }
    Process leftBehind = startAgain(server);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.exists(data.resolve("postmaster.pid")));

    try (Postgres next = Postgres.builder().dataFolder(data).start();
        Connection connection = next.dataSource("left_behind").getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
      assertThat(leftBehind.isAlive()).isFalse();
    } finally {
      leftBehind.destroyForcibly();
    }
  }

  /** The same program again, without anybody who looks after it. */
  private static Process startAgain(ProcessHandle.Info server) throws IOException {
    List<String> command = new ArrayList<>();
    // As the embedding library does it: the server refuses to run as root.
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(server.command().orElseThrow());
    command.addAll(List.of(server.arguments().orElseThrow()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private String query(String sql) throws SQLException {
    return query("postgres", sql);
  }

  private String query(String database, String sql) throws SQLException {
    try (Connection connection = postgres.dataSource(database).getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection = postgres.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
