package muster.localstack.demo;

import java.util.Map;

/** Where the story takes place and what is said of it there. */
record Scene(Words words) {
  static final String XIZHU = "320371003209";
  static final String CATEGORY = "THEFT";

  /** The yard in Xizhu that the e-bike was taken from. */
  static final Map<String, ?> YARD =
      Map.of("latitude", 34.29179, "longitude", 117.34248, "crs", "WGS84");

  /** Behind the market of the neighbouring village, where it stands. */
  static final Map<String, ?> WHERE_FOUND =
      Map.of("latitude", 34.29702, "longitude", 117.33861, "crs", "WGS84");

  Map<String, ?> report() {
    return Map.of(
        "category",
        CATEGORY,
        "text",
        words.get("scene.report"),
        "location",
        YARD,
        "address",
        words.get("scene.address"),
        "jurisdiction",
        XIZHU);
  }

  Map<String, ?> triage() {
    return Map.of("decision", "ALERT", "severity", "MODERATE", "headline", headline());
  }

  String headline() {
    return words.get("scene.headline");
  }

  /** The alert that the triage will ask for, to see beforehand who would be called. */
  Map<String, ?> preview(int teamsNeeded) {
    Map<String, Object> alert = new java.util.HashMap<>(preview());
    alert.put("teamsNeeded", teamsNeeded);
    return alert;
  }

  Map<String, ?> preview() {
    return Map.of(
        "category",
        CATEGORY,
        "severity",
        "MODERATE",
        "headline",
        headline(),
        "location",
        YARD,
        "jurisdiction",
        XIZHU);
  }
}
