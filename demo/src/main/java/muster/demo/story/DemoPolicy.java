package muster.demo.story;

import java.time.Duration;
import java.util.Map;

/**
 * The call-out policy for thefts that the story is observed with: as in real use but for its
 * deadlines, which are seconds instead of minutes. For the environment of dispatch-service.
 */
public final class DemoPolicy {
  private static final String PREFIX = "MUSTER_POLICIES_THEFT_";

  private DemoPolicy() {}

  public static Map<String, String> environment() {
    return environment(Pace.QUICK);
  }

  public static Map<String, String> environment(Pace pace) {
    return Map.of(
        PREFIX + "TEAMSNEEDED", "2",
        PREFIX + "STANDBYTEAMS", "1",
        PREFIX + "WAVESIZE", "6",
        PREFIX + "WAVEGROWTH", "1.5",
        PREFIX + "RADIUSMETERS", "1500",
        PREFIX + "RADIUSGROWTH", "2",
        PREFIX + "MAXIMUMWAVES", "3",
        PREFIX + "ACKNOWLEDGEMENTDEADLINE", seconds(pace, 7),
        PREFIX + "REACHDEADLINE", seconds(pace, 3));
  }

  private static String seconds(Pace pace, int quick) {
    return pace.of(Duration.ofSeconds(quick)).toSeconds() + "s";
  }
}
