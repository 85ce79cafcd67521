package muster.report;

/** What the tests send when nothing about it matters. */
final class Requests {
  static final String REPORTS = "/api/reports";
  static final String BIKE =
      """
      {"category":"THEFT","text":"My e-bike is gone from the yard",
       "location":{"latitude":34.27,"longitude":117.35},"address":"Xizhu, east gate"}""";
  static final String ANSWER =
      """
      {"decision":"ANSWER","answer":"It was towed"}""";
  static final String ALERT =
      """
      {"decision":"ALERT","severity":"MODERATE","headline":"Stolen e-bike"}""";

  private Requests() {}

  static String triage(String id) {
    return REPORTS + "/" + id + "/triage";
  }
}
