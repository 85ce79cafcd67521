package muster.report.intake.http;

/** What a request may hold; the contracts of the events say the same. */
final class Limits {
  static final int TEXT = 4000;
  static final int ANSWER = 4000;
  static final int HEADLINE = 200;
  static final int DESCRIPTION = 4000;
  static final int ADDRESS = 300;
  static final int TEAMS = 200;
  static final int PAGE = 200;
  static final int DEFAULT_PAGE = 50;
  static final String JURISDICTION = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}|\\d{15}";
  static final String JURISDICTION_MESSAGE =
      "must be a GB/T 2260 code of 2, 4, 6, 9, 12 or 15 digits";

  /** Visible ASCII, as in any token of a header. */
  static final String REQUEST_KEY = "[\\x21-\\x7e]{1,128}";

  private Limits() {}
}
