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
final class Village implements AutoCloseable {
  private static final double METERS_PER_DEGREE = Math.toRadians(GeoPoint.EARTH_RADIUS_METERS);

  private final City city;
  private final int number;
  private final GeoPoint center;
  private final List<AutoCloseable> open = new ArrayList<>();

  Village(City city, int number, GeoPoint center) {
    this.city = city;
    this.number = number;
    this.center = center;
  }

  City city() {
    return city;
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
    Phone phone = register(name, metersNorth);
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
    String teamId = "s%d-%s".formatted(number, name);
    String volunteer = teamId + ".captain";
    Person dispatcher = city.dispatcher();
    dispatcher
        .post(
            city.volunteers() + "/api/volunteers",
            Map.of(
                "id", volunteer,
                "name", name,
                "subject", volunteer,
                "jurisdiction", City.XIZHU))
        .expect(201);
    dispatcher
        .post(
            city.volunteers() + "/api/teams",
            Map.of(
                "id",
                teamId,
                "name",
                name,
                "jurisdiction",
                City.XIZHU,
                "base",
                json(north(metersNorth)),
                "members",
                List.of(Map.of("volunteerId", volunteer, "role", "CAPTAIN"))))
        .expect(201);
    Phone phone = new Phone(this, teamId, city.person(volunteer, "captain", City.XIZHU));
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
        "address", "西朱村",
        "jurisdiction", City.XIZHU);
  }

  Alert issue(Map<String, Object> request) {
    JsonNode answer =
        city.dispatcher().post(city.dispatch() + "/api/alerts", request).expect(201).json();
    return new Alert(this, answer.required("id").asString());
  }

  Screen screen(String query) {
    Screen screen = new Screen(city, query);
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
                        city.dispatcher()
                            .post(city.dispatch() + "/api/alerts/preview", here)
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
