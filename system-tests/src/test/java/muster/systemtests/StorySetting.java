package muster.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.contracts.place.GeoPoint;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Where a story happens: its teams, their phones, its alerts. */
final class StorySetting implements AutoCloseable {
  private static final double METERS_PER_DEGREE = Math.toRadians(GeoPoint.EARTH_RADIUS_METERS);

  private final StackUnderTest running;
  private final int number;
  private final GeoPoint center;
  private final List<AutoCloseable> open = new ArrayList<>();

  StorySetting(StackUnderTest running, int number, GeoPoint center) {
    this.running = running;
    this.number = number;
    this.center = center;
  }

  StackUnderTest running() {
    return running;
  }

  GeoPoint center() {
    return center;
  }

  GeoPoint north(double meters) {
    return new GeoPoint(center.latitude() + meters / METERS_PER_DEGREE, center.longitude());
  }

  static Map<String, Object> json(GeoPoint place) {
    return Map.of("latitude", place.latitude(), "longitude", place.longitude(), "crs", "WGS84");
  }

  /** A team with one member, on duty at its base, known to dispatch. */
  Phone team(String name, double metersNorth) {
    return team(name, metersNorth, StackUnderTest.XIZHU);
  }

  /** The same, of another jurisdiction of the city. */
  Phone team(String name, double metersNorth, String jurisdiction) {
    Phone phone = register(name, metersNorth, jurisdiction);
    phone.onDuty(Optional.empty());
    awaitKnown(phone, metersNorth);
    return phone;
  }

  /** Several of {@link #team}, every 100 metres. */
  List<Phone> teams(String... names) {
    List<Phone> phones = new ArrayList<>();
    for (String name : names) {
      phones.add(team(name, 100 * (phones.size() + 1)));
    }
    return phones;
  }

  Phone register(String name, double metersNorth) {
    return register(name, metersNorth, StackUnderTest.XIZHU);
  }

  private Phone register(String name, double metersNorth, String jurisdiction) {
    String teamId = "s%d-%s".formatted(number, name);
    String volunteer = teamId + ".captain";
    Person dispatcher = running.dispatcher();
    dispatcher
        .post(
            running.volunteers() + "/api/volunteers",
            Map.of(
                "id", volunteer,
                "name", name,
                "subject", volunteer,
                "jurisdiction", jurisdiction))
        .expect(201);
    dispatcher
        .post(
            running.volunteers() + "/api/teams",
            Map.of(
                "id",
                teamId,
                "name",
                name,
                "jurisdiction",
                jurisdiction,
                "base",
                json(north(metersNorth)),
                "members",
                List.of(Map.of("volunteerId", volunteer, "role", "CAPTAIN"))))
        .expect(201);
    Phone phone = new Phone(this, teamId, running.person(volunteer, "captain", jurisdiction));
    open.add(phone);
    return phone;
  }

  /** What people in the call-out are asked for. */
  Map<String, Object> theft() {
    return Map.of(
        "category", "THEFT",
        "severity", "MODERATE",
        "headline", "电动车被盗 E-bike stolen",
        "description", "红色电动车, 后座有筐",
        "location", json(center),
        "outside", true, // far from where Xizhu is registered
        "address", "西朱村",
        "jurisdiction", StackUnderTest.XIZHU);
  }

  Alert issue(Map<String, Object> request) {
    return issue(running.dispatcher(), request);
  }

  Alert issue(Person issuer, Map<String, Object> request) {
    JsonNode answer = issuer.post(running.dispatch() + "/api/alerts", request).expect(201).json();
    return new Alert(this, answer.required("id").asString());
  }

  OperatorScreen screen(String query) {
    return screen(running.operator(), query);
  }

  OperatorScreen screen(Person operator, String query) {
    OperatorScreen screen = new OperatorScreen(running, operator, query);
    open.add(screen);
    return screen;
  }

  /**
   * Teams and presence travel over Kafka: waits until a preview at its place would call the team.
   */
  private void awaitKnown(Phone phone, double metersNorth) {
    Map<String, Object> here = Alert.with(theft(), "location", json(north(metersNorth)));
    Awaitility.await()
        .alias("dispatch knows " + phone.teamId())
        .untilAsserted(
            () ->
                Assertions.assertThat(
                        running
                            .dispatcher()
                            .post(running.dispatch() + "/api/alerts/preview", here)
                            .expect(200)
                            .json()
                            .required("picks")
                            .toString())
                    .contains(phone.teamId()));
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }
}
