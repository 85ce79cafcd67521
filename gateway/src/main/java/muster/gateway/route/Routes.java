package muster.gateway.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.gateway.route.Route.Patience;

/** Which path is whose: the first that fits, from the special to the general. */
public final class Routes {
  private static final String ANY = "*";
  private static final String REST = "**";
  private static final String IMPORT = "import";

  private record Rule(List<String> pattern, Service service, Patience patience) {
    static Rule of(String pattern, Service service) {
      return new Rule(List.of(pattern.split("/")), service, Patience.USUAL);
    }

    boolean fits(List<String> path) {
      for (int i = 0; i < pattern.size(); i++) {
        String step = pattern.get(i);
        if (step.equals(REST)) {
          return true;
        }
        if (i >= path.size() || !(step.equals(ANY) || step.equals(path.get(i)))) {
          return false;
        }
      }
      return path.size() == pattern.size();
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of("alerts/*/deliveries", Service.NOTIFICATION),
          new Rule(List.of("stream", REST), Service.NOTIFICATION, Patience.STREAM),
          Rule.of("receipts/**", Service.NOTIFICATION),
          Rule.of("desks/**", Service.NOTIFICATION),
          Rule.of("search/alerts", Service.DISPATCH),
          Rule.of("search/teams", Service.DISPATCH),
          Rule.of("search/jurisdictions", Service.VOLUNTEER),
          Rule.of("search/reports", Service.REPORT),
          Rule.of("alerts/**", Service.DISPATCH),
          Rule.of("tasks/**", Service.DISPATCH),
          Rule.of("alarms/**", Service.DISPATCH),
          Rule.of("map/**", Service.DISPATCH),
          Rule.of("volunteers/**", Service.VOLUNTEER),
          Rule.of("teams/**", Service.VOLUNTEER),
          Rule.of("jurisdictions/**", Service.VOLUNTEER),
          Rule.of("presence/**", Service.VOLUNTEER),
          Rule.of("reports/**", Service.REPORT));

  private static final String API = "/api/";

  /** The gateway's own, below what is a service's. */
  private static final Set<String> OWN = Set.of("/api/map/base");

  private static final String BY_NAME_OF_SERVICE = "dead-letters";

  private Routes() {}

  /**
   * @param path as the client wrote it, without the query
   */
  public static Optional<Route> find(String path) {
    if (!path.startsWith(API) || OWN.contains(path)) {
      return Optional.empty();
    }
    List<String> steps = List.of(path.substring(API.length()).split("/", -1));
    if (steps.getFirst().equals(BY_NAME_OF_SERVICE)) {
      return steps.size() < 2
          ? Optional.empty()
          : Service.findByWireName(steps.get(1)).map(service -> new Route(service, Patience.USUAL));
    }
    return RULES.stream()
        .filter(rule -> rule.fits(steps))
        .findFirst()
        .map(
            rule ->
                new Route(
                    rule.service(),
                    steps.getLast().equals(IMPORT) ? Patience.IMPORT : rule.patience()));
  }
}
