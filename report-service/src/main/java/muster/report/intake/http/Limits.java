package muster.report.intake.http;

/** What a request may hold; the contracts of the events say the same. */
final class Limits {
  static final int TEXT = 4000;
  static final int ANSWER = 4000;
  static final int HEADLINE = 200;
  static final int DESCRIPTION = 4000;
  static final int ADDRESS = 300;
  static final int TEAMS = 200;
  static final int PEOPLE = 500;
  static final int REASON = 500;
  static final int REFERENCE = 36;
  static final int SEARCH = 50;

  private Limits() {}
}
