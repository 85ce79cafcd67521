package muster.demo.story;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import muster.demo.terminal.TerminalTexts;

/** What people of the story ask the services for: where it takes place, and in which words. */
record StoryRequests(TerminalTexts texts) {
  /** The texts of the story: what the demo says, and what its people say. */
  static final String TEXTS = "muster.demo.story.texts";

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
        texts.get("scene.report"),
        "location",
        YARD,
        "address",
        texts.get("scene.address"),
        "jurisdiction",
        XIZHU);
  }

  Map<String, ?> triage() {
    return Map.of("decision", "ALERT", "severity", "MODERATE", "headline", headline());
  }

  String headline() {
    return texts.get("scene.headline");
  }

  /** Of every alert that the demo issues, in whatever language. */
  Set<String> headlines() {
    Set<String> all = new HashSet<>();
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      TerminalTexts others = TerminalTexts.of(TEXTS, locale);
      all.add(others.get("scene.headline"));
      all.add(others.get("scene.testAlarm"));
    }
    return all;
  }

  /** The alert that the triage will ask for, to see beforehand who would be called. */
  Map<String, ?> preview(int teamsNeeded) {
    Map<String, Object> alert = new HashMap<>(preview());
    alert.put("teamsNeeded", teamsNeeded);
    return alert;
  }

  /** Same place, so the same teams. */
  Map<String, ?> testAlarm() {
    Map<String, Object> alert = new HashMap<>(preview());
    alert.put("category", "OTHER");
    alert.put("severity", "MINOR");
    alert.put("headline", texts.get("scene.testAlarm"));
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
