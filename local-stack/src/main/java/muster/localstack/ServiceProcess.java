package muster.localstack;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program on the JVM as a process of its own: it can be killed like in an accident and started
 * again with the same environment, and it never outlives the JVM that started it.
 *
 * <p>Not for use by several threads at once, except {@link #kill}, {@link #isAlive} and {@link
 * #pid}.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int LOG_LINES_SHOWN = 25;
  private static final int LOG_BYTES_READ = 64 * 1024;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path workingFolder;
  private final Path logFile;
  private final Readiness readiness;
  private final Duration deadline;
  private final Duration grace;
  private volatile @Nullable Process process;
  private volatile boolean stopAsked;

  private ServiceProcess(Builder builder, List<String> command, Path logFile) {
    this.name = builder.name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(builder.environment);
    this.workingFolder = builder.workingFolder;
    this.logFile = logFile;
    this.readiness = builder.readiness;
    this.deadline = builder.deadline;
    this.grace = builder.grace;
  }

  /**
   * Asked again and again until it says true; what it throws counts as "not yet" and is shown when
   * time runs out.
   */
  @FunctionalInterface
  public interface Readiness {
    boolean isReady() throws Exception;
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Starts the process and returns at once; {@link #awaitReady} follows. */
  public ServiceProcess launch() {
    if (isAlive()) {
      throw new IllegalStateException(name + " is running already");
    }
    try {
      Files.createDirectories(logFile.toAbsolutePath().getParent());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.directory(workingFolder.toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      stopAsked = false;
      Process started = builder.start();
      process = started;
      OrphanReaper.watch(started.pid(), OrphanReaper.Signal.TERM);
      var unused = started.onExit().thenAccept(ended -> OrphanReaper.forget(ended.pid()));
      return this;
    } catch (IOException e) {
      throw new StartFailed(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** Waits until the process says it can work. */
  public ServiceProcess awaitReady() {
    long end = System.nanoTime() + deadline.toNanos();
    @Nullable Exception last = null;
    while (System.nanoTime() < end) {
      if (!isAlive()) {
        throw new StartFailed(stopAsked ? name + " was stopped while it started" : describeDeath());
      }
      try {
        if (readiness.isReady()) {
          return this;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartFailed("Interrupted while " + name + " started", e);
      } catch (Exception e) { // told of when the time is over
        last = e;
      }
      pause();
    }
    String why = last == null ? "" : " Last answer: " + last + ".";
    throw new StartFailed(
        name
            + " was not ready after "
            + deadline.toSeconds()
            + " s."
            + why
            + " Last lines of "
            + logFile
            + ":\n"
            + logTail(LOG_LINES_SHOWN));
  }

  public ServiceProcess start() {
    return launch().awaitReady();
  }

  /** SIGKILL: nothing is flushed, nobody is told. Returns when the process is gone. */
  public void kill() {
    stopAsked = true;
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      await(running, grace);
    }
  }

  /**
   * SIGTERM, and SIGKILL when the process takes longer than its grace. Returns when the process is
   * gone.
   */
  public void terminate() {
    stopAsked = true;
    Process running = process;
    if (running != null) {
      running.destroy();
      if (!await(running, grace)) {
        kill();
      }
    }
  }

  /**
   * Ends the process if it still runs and starts it again on the same ports, data and environment.
   */
  public ServiceProcess restart() {
    terminate();
    return start();
  }

  /**
   * Waits until the process ends by itself.
   *
   * @return its exit code
   */
  public int awaitEnd(Duration atMost) {
    Process running = process;
    if (running == null || !await(running, atMost)) {
      throw new StartFailed(
          name
              + " did not end within "
              + atMost.toSeconds()
              + " s. Last lines of "
              + logFile
              + ":\n"
              + logTail(LOG_LINES_SHOWN));
    }
    return running.exitValue();
  }

  public boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  public long pid() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return running.pid();
  }

  public String name() {
    return name;
  }

  public Path logFile() {
    return logFile;
  }

  /** The last lines the process wrote, at most the given number. */
  public String logTail(int lines) {
    try (RandomAccessFile log = new RandomAccessFile(logFile.toFile(), "r")) {
      long from = Math.max(0, log.length() - LOG_BYTES_READ);
      log.seek(from);
      byte[] bytes = new byte[(int) (log.length() - from)];
      log.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    terminate();
  }

  @Override
  public String toString() {
    return name + (isAlive() ? " (pid " + pid() + ")" : " (not running)");
  }

  private String describeDeath() {
    Process ended = process;
    String exit = ended == null ? "" : " with exit code " + ended.exitValue();
    return name
        + " ended"
        + exit
        + " before it was ready. Last lines of "
        + logFile
        + ":\n"
        + logTail(LOG_LINES_SHOWN);
  }

  private static boolean await(Process process, Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL); // between two questions whether it is ready
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted while " + name + " started", e);
    }
  }

  /** What to start and how to see that it is ready. */
  public static final class Builder {
    private final String name;
    private final List<String> jvmArguments = new ArrayList<>();
    private final List<String> program = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Path workingFolder = Path.of("").toAbsolutePath();
    private @Nullable Path logFile;
    private Readiness readiness = () -> true;
    private Duration deadline = Duration.ofSeconds(60);
    private Duration grace = Duration.ofSeconds(15);

    private Builder(String name) {
      this.name = name;
    }

    public Builder jar(Path jar) {
      program.clear();
      program.addAll(List.of("-jar", jar.toString()));
      return this;
    }

    public Builder mainClass(String mainClass, String classPath) {
      program.clear();
      program.addAll(List.of("-cp", classPath, mainClass));
      return this;
    }

    public Builder jvmArguments(String... values) {
      jvmArguments.addAll(List.of(values));
      return this;
    }

    public Builder jvmArguments(List<String> values) {
      jvmArguments.addAll(values);
      return this;
    }

    public Builder arguments(String... values) {
      arguments.addAll(List.of(values));
      return this;
    }

    public Builder environment(Map<String, String> values) {
      environment.putAll(values);
      return this;
    }

    public Builder environment(String key, String value) {
      environment.put(key, value);
      return this;
    }

    public Builder workingFolder(Path folder) {
      workingFolder = folder;
      return this;
    }

    /** Appended to, so that a restart keeps what the process said before it died. */
    public Builder logFile(Path file) {
      logFile = file;
      return this;
    }

    /** Ready when the address answers 200. */
    public Builder readyWhen(URI address) {
      return readyWhen(new HttpReadiness(address));
    }

    public Builder readyWhen(Readiness check) {
      readiness = check;
      return this;
    }

    /** How long the process may take to become ready. */
    public Builder deadline(Duration time) {
      deadline = time;
      return this;
    }

    /** How long the process may take to stop before it is killed. */
    public Builder grace(Duration time) {
      grace = time;
      return this;
    }

    public ServiceProcess build() {
      if (program.isEmpty()) {
        throw new IllegalStateException(name + ": neither jar nor main class was given");
      }
      Path log = logFile;
      if (log == null) {
        throw new IllegalStateException(name + ": no log file was given");
      }
      List<String> command = new ArrayList<>();
      // Ctrl-C reaches every process of the terminal. Ignored here, so that the starting JVM
      // decides on the order in
      // which its processes stop; a JVM keeps an ignored SIGINT ignored. exec keeps the pid.
      command.addAll(List.of("sh", "-c", "trap '' INT; exec \"$@\"", name));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvmArguments);
      command.addAll(program);
      command.addAll(arguments);
      return new ServiceProcess(this, command, log);
    }
  }
}
