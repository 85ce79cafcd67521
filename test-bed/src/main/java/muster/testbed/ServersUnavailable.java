package muster.testbed;

/** There is nothing to test on. The message says what is missing. */
public final class ServersUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: it is not the code that fails. */
  ServersUnavailable(String message) {
    super(message, null, false, false);
  }

  /** With what every cause says, as a test report shows the first message alone. */
  ServersUnavailable(String message, Throwable cause) {
    super(message + reasons(cause), cause, false, false);
  }

  private static String reasons(Throwable cause) {
    StringBuilder reasons = new StringBuilder();
    for (Throwable next = cause; next != null; next = next.getCause()) {
      if (next.getMessage() != null && reasons.indexOf(next.getMessage()) < 0) {
        reasons.append(": ").append(next.getMessage());
      }
    }
    return reasons.toString();
  }
}
