package muster.localstack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server with {@code fsync} and {@code synchronous_commit} on: what it has confirmed
 * survives a power cut, in tests too.
 *
 * <p>Everybody on this machine may log in as {@value #USER}; it listens on the loopback interface
 * alone.
 */
public final class Postgres implements AutoCloseable {
  public static final String USER = "postgres";

  /** Not checked by the server, but some pools refuse to do without. */
  public static final String PASSWORD = "postgres";

  private static final Duration START_DEADLINE = Duration.ofSeconds(120);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final Path folder;
  private final boolean temporary;
  private final int port;
  private @Nullable EmbeddedPostgres server;

  private Postgres(Path folder, boolean temporary, int port) {
    this.folder = folder;
    this.temporary = temporary;
    this.port = port;
  }

  /** A server on a free port with data that is dropped on close. */
  public static Postgres start() {
    return builder().start();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Creates the database unless it exists. */
  public Postgres createDatabase(String name) {
    createDatabase(dataSource(USER), name);
    return this;
  }

  /** The same on a server that is reached by any of its databases. */
  public static void createDatabase(DataSource server, String name) {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a database name: " + name);
    }
    try (Connection connection = server.getConnection();
        PreparedStatement find =
            connection.prepareStatement("select 1 from pg_database where datname = ?");
        Statement create = connection.createStatement()) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        create.execute("create database " + name);
      }
    } catch (SQLException e) {
      throw new StartFailed("Database " + name + " could not be created: " + e.getMessage(), e);
    }
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  /** Unpooled: each connection is a new one. */
  public DataSource dataSource(String database) {
    return loginTo(jdbcUrl(database));
  }

  /** As {@value #USER}, on any server that knows this user; unpooled. */
  public static DataSource loginTo(String jdbcUrl) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl);
    source.setUser(USER);
    source.setPassword(PASSWORD);
    return source;
  }

  /** What a service is told about its database. */
  Map<String, String> environment(String database) {
    return Map.of(
        "MUSTER_DB_URL", jdbcUrl(database), "MUSTER_DB_USER", USER, "MUSTER_DB_PASSWORD", PASSWORD);
  }

  public int port() {
    return port;
  }

  /** Of the postmaster; its backends are its children. */
  public long pid() {
    return findPostmaster(folder)
        .orElseThrow(() -> new IllegalStateException("PostgreSQL is not running"))
        .pid();
  }

  public boolean isAlive() {
    return findPostmaster(folder).isPresent();
  }

  /** SIGKILL to the server and its backends, as in a power cut of the database's machine. */
  public void kill() {
    findPostmaster(folder).ifPresent(Postgres::killTree);
    releaseFolder();
  }

  /** Starts the server again on the same data and port, after {@link #kill} or on its own. */
  public void restart() {
    stop();
    launch();
  }

  @Override
  public void close() {
    stop();
    if (temporary) {
      Folders.delete(folder);
    }
  }

  private void launch() {
    // A hard end of an earlier run may have left its server behind; two on one folder must never
    // be.
    findPostmaster(folder).ifPresent(Postgres::stopInGoodOrder);
    if (!FreePorts.isFree(port)) {
      throw StartFailed.portTaken("PostgreSQL", port);
    }
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START_DEADLINE)
              .setServerConfig("listen_addresses", "localhost")
              .setServerConfig("unix_socket_directories", "");
      // The library passes -F (no fsync) and turns synchronous_commit off; the later word counts.
      PostgresSettings.ofTheServer().forEach(builder::setServerConfig);
      PostgresSettings.ofTheLocale().forEach(builder::setLocaleConfig);
      server = builder.start();
    } catch (IOException | RuntimeException e) {
      throw new StartFailed(
          "PostgreSQL did not start on port "
              + port
              + " with data in "
              + folder
              + ": "
              + e.getMessage(),
          e);
    }
    OrphanReaper.watch(pid(), OrphanReaper.Signal.INT);
  }

  private void stop() {
    releaseFolder();
    findPostmaster(folder).ifPresent(Postgres::stopInGoodOrder);
  }

  /**
   * Stops a server that this object has started, and gives back the library's lock on its folder.
   */
  private void releaseFolder() {
    EmbeddedPostgres started = server;
    if (started != null) {
      server = null;
      try {
        Optional<ProcessHandle> postmaster = findPostmaster(folder);
        postmaster.map(ProcessHandle::pid).ifPresent(OrphanReaper::forget);
        started.close();
        // The library only waits until the file with its number is gone.
        postmaster.filter(still -> !ended(still, STOP_DEADLINE)).ifPresent(Postgres::killTree);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void stopInGoodOrder(ProcessHandle postmaster) {
    try {
      new ProcessBuilder("kill", "-s", "INT", Long.toString(postmaster.pid())).start().waitFor();
      if (!ended(postmaster, STOP_DEADLINE)) {
        killTree(postmaster);
      }
      OrphanReaper.forget(postmaster.pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      killTree(postmaster);
    }
  }

  private static void killTree(ProcessHandle postmaster) {
    List<ProcessHandle> backends = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    backends.forEach(ProcessHandle::destroyForcibly);
    ended(postmaster, STOP_DEADLINE);
    backends.forEach(backend -> ended(backend, STOP_DEADLINE));
    OrphanReaper.forget(postmaster.pid());
  }

  private static boolean ended(ProcessHandle process, Duration time) {
    try {
      process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return !process.isAlive();
    }
  }

  /** By the first line of its pid file, if that is still a server of this folder. */
  private static Optional<ProcessHandle> findPostmaster(Path folder) {
    Path pidFile = folder.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> isPostgres(process, folder));
    } catch (IOException | NumberFormatException | java.util.NoSuchElementException e) {
      return Optional.empty();
    }
  }

  /** Pids are reused: after a reboot the number in the file may be anybody's. */
  private static boolean isPostgres(ProcessHandle process, Path folder) {
    return process
        .info()
        .commandLine()
        .map(line -> line.contains("postgres") && line.contains(folder.toString()))
        .orElse(false);
  }

  /** Where the server listens and keeps its data. */
  public static final class Builder {
    private @Nullable Path dataFolder;
    private int port;

    private Builder() {}

    /** Kept on close; without one the data live in a temporary folder and are dropped. */
    public Builder dataFolder(Path folder) {
      dataFolder = folder;
      return this;
    }

    public Builder port(int number) {
      port = number;
      return this;
    }

    public Postgres start() {
      Path given = dataFolder;
      Path folder = given == null ? Folders.temporary("muster-postgres-") : given.toAbsolutePath();
      Postgres postgres = new Postgres(folder, given == null, port == 0 ? FreePorts.next() : port);
      try {
        Files.createDirectories(folder);
        postgres.launch();
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        postgres.close();
        throw e;
      }
    }
  }
}
