package muster.dispatch.policy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import muster.contracts.dispatch.Category;

/**
 * The policies that hold where nothing else is configured, and where their figures come from.
 *
 * <ul>
 *   <li><b>Response target</b>: the programmes' own standards of 1, 3, 5 and 10 minutes (Nanchong;
 *       a brawl was stopped in 3 in Pizhou; a clue came in under 10 in Xuzhou, a catch in 10 in
 *       Zhangjiakou).
 *   <li><b>Wave size</b>: people accept 17 to 47 % of their alerts, 35 % in the largest study, so a
 *       wave calls about three teams for each one needed ({@code needed / 0.35}).
 *   <li><b>Teams needed</b>: with more than two or three helpers there is nothing more to gain,
 *       except where ground has to be searched or a crowd held.
 *   <li><b>Radius</b>: first waves between GoodSAM's 800 m and HartslagNu's 1.5 km, less where
 *       minutes decide; each further wave doubles it (four times the ground).
 *   <li><b>Speed</b>: 2.3 m/s measured for volunteers on their way, 1.8 in dense streets.
 *   <li><b>Reach deadline</b>: 5 s, for a phone that is online confirms within one.
 *   <li><b>Reminder</b>: a minute after the yes where the target is three or less, two elsewhere:
 *       early enough for the team, or for another one, to be there in time.
 * </ul>
 */
final class DefaultPolicies {
  private static final double USUAL_SPEED = 2.3;
  private static final double SPEED_IN_DENSE_STREETS = 1.8;
  private static final Duration REACH = Duration.ofSeconds(5);
  private static final Duration EARLY_REMINDER = Duration.ofMinutes(1);
  private static final Duration REMINDER = Duration.ofMinutes(2);

  private DefaultPolicies() {}

  static CallOutPolicies all() {
    Map<Category, CallOutPolicy> policies = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      policies.put(category, of(category));
    }
    return new CallOutPolicies(policies);
  }

  private static CallOutPolicy of(Category category) {
    return switch (category) {
      case THEFT, OTHER -> usual(2, 6, 1_500, 60, 10, 2, USUAL_SPEED);
      case BRAWL -> usual(3, 9, 800, 30, 3, 1, SPEED_IN_DENSE_STREETS);
      // One person at the counter stops a transfer.
      case FRAUD_WARNING -> usual(1, 3, 1_000, 45, 5, 1, USUAL_SPEED);
      case FIRE_HAZARD -> usual(2, 6, 1_000, 30, 5, 4, USUAL_SPEED);
      // Held by teams that stand in the crowd already.
      case CROWD -> usual(4, 12, 500, 30, 1, 4, SPEED_IN_DENSE_STREETS);
      case MISSING_PERSON ->
          new CallOutPolicy(
              5,
              2,
              15,
              1.5,
              3_000,
              2,
              4,
              Duration.ofMinutes(2),
              REACH,
              Duration.ofMinutes(10),
              Duration.ofHours(12),
              Set.of(),
              false,
              USUAL_SPEED,
              REMINDER);
      // A life at stake: also teams that are busy elsewhere are asked, and the waves grow faster.
      case DROWNING ->
          new CallOutPolicy(
              3,
              1,
              9,
              2,
              1_000,
              2,
              3,
              Duration.ofSeconds(20),
              REACH,
              Duration.ofMinutes(3),
              Duration.ofHours(2),
              Set.of(),
              true,
              USUAL_SPEED,
              EARLY_REMINDER);
    };
  }

  private static CallOutPolicy usual(
      int teamsNeeded,
      int waveSize,
      double radiusMeters,
      int deadlineSeconds,
      int targetMinutes,
      int expiryHours,
      double speed) {
    return new CallOutPolicy(
        teamsNeeded,
        1,
        waveSize,
        1.5,
        radiusMeters,
        2,
        3,
        Duration.ofSeconds(deadlineSeconds),
        REACH,
        Duration.ofMinutes(targetMinutes),
        Duration.ofHours(expiryHours),
        Set.of(),
        false,
        speed,
        targetMinutes <= 3 ? EARLY_REMINDER : REMINDER);
  }
}
