package muster.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** One of Muster's programs as it was packaged, to be started without the rest of the stack. */
public final class BuiltProgram {
  private final Part part;
  private final ProjectFolder project = ProjectFolder.find();

  public BuiltProgram(Part part) {
    this.part = part;
  }

  /**
   * Starts the program once and stops it, if it has no start-up cache yet: each of its starts takes
   * half the work then.
   *
   * @param environment with which it can work
   */
  public void warmUp(int port, Map<String, String> environment, Path logFile) {
    Programs recording = new Programs(project, Tuning.SMALL, true);
    if (recording.isRecording(part)) {
      try (ServiceProcess process =
          process(recording, port).environment(environment).logFile(logFile).build()) {
        process.start();
      }
      recording.keepRecording(part);
    }
  }

  /** On this port, and ready when it says so there. */
  public ServiceProcess.Builder process(int port) {
    return process(new Programs(project, Tuning.SMALL, false), port);
  }

  private ServiceProcess.Builder process(Programs programs, int port) {
    return programs
        .prepare(part)
        .environment(part.kind().portVariable(), Integer.toString(port))
        .readyWhen(URI.create("http://127.0.0.1:" + port + part.kind().healthPath()));
  }
}
