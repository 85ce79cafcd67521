package muster.testbed.unruly.forgotten.http;

/** Of a feature that nobody told the rule about. */
public final class ForgottenController {
  private ForgottenController() {}
}
