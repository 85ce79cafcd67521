package muster.localstack;

import java.net.URI;

/** One of Muster's programs as it was packaged, to be started without the rest of the stack. */
public final class BuiltProgram {
  private final Part part;
  private final Programs programs = new Programs(ProjectFolder.find(), Tuning.SMALL, false);

  public BuiltProgram(Part part) {
    this.part = part;
  }

  /** On this port, and ready when it says so there; with its start-up cache, if it has one. */
  public ServiceProcess.Builder process(int port) {
    return programs
        .prepare(part)
        .environment(part.kind().portVariable(), Integer.toString(port))
        .readyWhen(URI.create("http://127.0.0.1:" + port + part.kind().healthPath()));
  }
}
