package muster.dispatch.alert.http;

/** How much a request may say. */
final class Limits {
  static final int HEADLINE = 200;
  static final int DESCRIPTION = 4_000;
  static final int ADDRESS = 300;
  static final int NOTE = 2_000;
  static final int REASON = 500;
  static final int MESSAGE = 500;
  static final int RADIO_LINE = 500;
  static final int REFERENCE = 36;
  static final int TEAMS_NEEDED = 200;
  static final int PEOPLE_NEEDED = 500;
  static final int ETA_SECONDS = 86_400;
  static final int SEARCH = 50;
  static final int TIMELINE_PAGE = 1_000;
  static final String USUAL_TIMELINE_PAGE = "200";

  private Limits() {}
}
