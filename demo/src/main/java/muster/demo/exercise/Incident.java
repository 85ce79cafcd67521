package muster.demo.exercise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;

/** Something that has happened, in the words of whoever tells of it. */
record Incident(
    IncidentKind kind,
    GeoPoint place,
    String headline,
    String report,
    String address,
    JurisdictionCode village) {

  /** Where something may happen. */
  record Scene(Beat beat, JurisdictionCode village, String villageName) {}

  static Incident next(List<Scene> scenes, RandomGenerator random) {
    Scene scene = scenes.get(random.nextInt(scenes.size()));
    IncidentKind kind = IncidentKind.next(random);
    int variant = 1 + random.nextInt(IncidentKind.VARIANTS);
    return new Incident(
        kind,
        scene.beat().somewhere(random),
        Town.says(kind.key(variant, "headline"), scene.villageName()),
        Town.says(kind.key(variant, "report"), scene.villageName()),
        Town.says("incident.address." + (1 + random.nextInt(4)), scene.villageName()),
        scene.village());
  }

  Map<String, ?> asReport() {
    Map<String, Object> body = common();
    body.put("text", report);
    return body;
  }

  Map<String, ?> asAlert() {
    Map<String, Object> body = common();
    body.put("severity", kind.severity().name());
    body.put("headline", headline);
    body.put("description", report);
    body.put("exercise", true);
    return body;
  }

  Map<String, ?> asTriage() {
    return Map.of("decision", "ALERT", "severity", kind.severity().name(), "headline", headline);
  }

  private Map<String, Object> common() {
    Map<String, Object> body = new HashMap<>();
    body.put("category", kind.category().name());
    body.put(
        "location",
        Map.of("latitude", place.latitude(), "longitude", place.longitude(), "crs", "WGS84"));
    body.put("address", address);
    body.put("jurisdiction", village.value());
    return body;
  }
}
