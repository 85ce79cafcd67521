package muster.volunteer.http;

import muster.volunteer.rules.FieldChecks;

/** Ids in paths. */
public final class Ids {

  private Ids() {}

  public static String checked(String id) {
    FieldChecks checks = new FieldChecks();
    String checked = checks.id("id", id);
    return Problems.orThrow(checks.outcome(() -> checked));
  }
}
