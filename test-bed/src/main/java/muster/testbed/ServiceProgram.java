package muster.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import muster.localstack.ServiceProcess;

/** A service by its main class, as a process of its own on the class path of this run. */
public final class ServiceProgram {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

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

  static Path newLog(String name) {
    try {
      return Files.createTempFile(
          Files.createDirectories(Path.of("target", "processes").toAbsolutePath()),
          name + "-",
          ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
