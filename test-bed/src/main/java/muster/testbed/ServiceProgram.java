package muster.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import muster.localstack.ServiceProcess;

/** A service by its main class, as a process of its own on the class path of this run. */
public final class ServiceProgram {
  /** EX_CONFIG of sysexits.h. */
  private static final int REFUSED = 78;

  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(30);
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final int LINES = 100;

  private ServiceProgram() {}

  /**
   * Speaks English, and gets along with a machine that has others to serve. What it says is kept in
   * {@code target/processes} of the module under test.
   */
  public static ServiceProcess.Builder of(String name, Class<?> main) {
    return ServiceProcess.named(name)
        .mainClass(main.getName(), System.getProperty("java.class.path"))
        .jvmArguments("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m")
        .jvmArguments("-Duser.language=en")
        .logFile(newLog(name))
        .deadline(READY_WITHIN);
  }

  private static Path newLog(String name) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "processes").toAbsolutePath());
      return Files.createTempFile(folder, name + "-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a service says that refuses to start: soon, with its exit code and no stack trace. */
  public static String refusal(ServiceProcess process) {
    try (process) {
      int exitCode = process.launch().awaitEnd(REFUSED_WITHIN);
      String said = process.logTail(LINES);
      if (exitCode != REFUSED || said.contains("\tat ")) {
        throw new AssertionError(process.name() + " ended with " + exitCode + ":\n" + said);
      }
      return said;
    }
  }
}
