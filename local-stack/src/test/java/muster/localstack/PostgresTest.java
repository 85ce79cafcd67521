package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTest {
  private final Path folder;
  private final Postgres postgres;

  PostgresTest(@TempDir Path folder) {
    this.folder = folder.resolve("data");
    this.postgres = Postgres.builder().dataFolder(this.folder).start();
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
  void aServerLeftBehindOnTheSameFolderIsReplaced() throws SQLException {
    postgres.createDatabase("left_behind");
    long leftBehind = postgres.pid();
    try (Postgres next = Postgres.builder().dataFolder(folder).start()) {
      assertThat(next.pid()).isNotEqualTo(leftBehind);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> ProcessHandle.of(leftBehind).filter(ProcessHandle::isAlive).isEmpty());
      next.createDatabase("left_behind");
    }
    postgres.restart();
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
