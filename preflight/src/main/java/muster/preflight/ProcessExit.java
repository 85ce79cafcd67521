package muster.preflight;

import java.time.Duration;

/** The end of a process that can't work. */
public final class ProcessExit {
  /** EX_CONFIG of BSD's sysexits.h: something is configured wrong. */
  public static final int CONFIGURATION = 78;

  private static final int FAILURE = 1;

  /** For what the service began meanwhile. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private ProcessExit() {}

  /** Says why and ends the process; does not return. */
  public static void refuse(StartRefused refused) {
    new StandardError().say(refused);
    exit(CONFIGURATION);
  }

  /** For failures that were told of already. */
  public static void fail() {
    exit(FAILURE);
  }

  /**
   * A service that is half started may not be able to stop: a broker that went away holds up the
   * very thread that would close it. Nothing it does then is worth waiting for.
   */
  private static void exit(int code) {
    Thread.ofPlatform()
        .daemon()
        .name("preflight-halt")
        .start(
            () -> {
              try {
                Thread.sleep(GRACE);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(code);
            });
    System.exit(code);
  }
}
