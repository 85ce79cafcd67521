package muster.dispatch.alert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.DispatchEvent.WaveOpened.Trigger;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.team.Search;
import org.jspecify.annotations.Nullable;

/** Where, how far and for how many teams an alert looks when it calls some. */
final class CallOutRules {
  /** The limits that the terms have for their first wave hold for every wave. */
  static final int MAXIMUM_WAVE_SIZE = 500;

  static final double MAXIMUM_RADIUS_METERS = 100_000;

  private CallOutRules() {}

  /** Wider than the one before, unless all the waves that widen by themselves have been opened. */
  static CallOut.NextWave nextWave(Running alert, Trigger trigger) {
    return alert.wideningWaves() < alert.issued().terms().maximumWaves()
        ? nextWave(alert, trigger, null)
        : new CallOut.NextWave(
            trigger,
            alert.wave() + 1,
            search(alert, lookedMeters(alert), waveSize(alert, alert.wideningWaves()), null));
  }

  /**
   * @param scope of who opens it by hand: within its borders, teams may be called as well
   */
  static CallOut.NextWave nextWave(
      Running alert, Trigger trigger, @Nullable JurisdictionCode scope) {
    int widening = alert.wideningWaves() + 1;
    return new CallOut.NextWave(
        trigger,
        alert.wave() + 1,
        search(alert, radiusMeters(alert, widening), waveSize(alert, widening), scope));
  }

  /** As the first one, around the place that the alert has now. */
  static CallOut.NextWave firstSizeWave(Running alert, Trigger trigger) {
    return new CallOut.NextWave(
        trigger, alert.wave() + 1, search(alert, radiusMeters(alert, 1), waveSize(alert, 1), null));
  }

  /** As far as has been looked, for as many teams as the last wave wanted. */
  static CallOut.NextWave waveOfTheLastRadius(Running alert, Trigger trigger) {
    // The wave that is to open does not widen, and is counted so already.
    int widening = Math.max(1, alert.wideningWaves() + 1);
    return new CallOut.NextWave(
        trigger,
        alert.wave() + 1,
        search(alert, lookedMeters(alert), waveSize(alert, widening), null));
  }

  /**
   * As many teams as the last wave wanted, or are missing, as far as has been looked: where the
   * place was corrected the last wave looked as far as a first one does, and none opens by itself
   * any more that looks farther. Where delivery was doubtful, as many teams as are missing, to find
   * out whether they are reached.
   */
  static CallOut.LookAgain lookAgain(Running alert) {
    int widening = alert.wideningWaves();
    int many = alert.deliveryDoubtful() ? alert.missing() : waveSize(alert, widening);
    return new CallOut.LookAgain(alert.wave() + 1, search(alert, lookedMeters(alert), many, null));
  }

  /** Before the first wave: as far as that one would. */
  private static double lookedMeters(Running alert) {
    return alert.wave() == 0 ? radiusMeters(alert, 1) : alert.widestMeters();
  }

  private static double radiusMeters(Running alert, int widening) {
    CallOutTerms terms = alert.issued().terms();
    double radius = terms.radiusMeters() * Math.pow(terms.radiusGrowth(), widening - 1);
    return Math.min(MAXIMUM_RADIUS_METERS, radius);
  }

  /**
   * As many as are missing at least: more may be needed by now than when the terms were made.
   *
   * @param widening how many waves, the one that is meant included, were the first or wider than
   *     the one before
   */
  private static int waveSize(Running alert, int widening) {
    return Math.clamp(alert.missing(), usualSize(alert, widening), MAXIMUM_WAVE_SIZE);
  }

  private static int usualSize(Running alert, int widening) {
    CallOutTerms terms = alert.issued().terms();
    // The small subtraction keeps a product that is whole but for rounding from being rounded up.
    double size = Math.ceil(terms.waveSize() * Math.pow(terms.waveGrowth(), widening - 1) - 1e-9);
    return (int) Math.min(MAXIMUM_WAVE_SIZE, size);
  }

  /**
   * @param many teams, or people where people are needed
   * @param scope see {@link #nextWave(Running, Trigger, JurisdictionCode)}
   */
  private static Search search(
      Running alert, double radiusMeters, int many, @Nullable JurisdictionCode scope) {
    Search teams = searchForTeams(alert, radiusMeters, many, scope);
    return alert.needsPeople() ? teams.forPeople(MAXIMUM_WAVE_SIZE, many) : teams;
  }

  private static Search searchForTeams(
      Running alert, double radiusMeters, int teams, @Nullable JurisdictionCode scope) {
    CallOutTerms terms = alert.issued().terms();
    return new Search(
            alert.details().location(),
            radiusMeters,
            teams,
            terms.requiredCapabilities(),
            alert.tasks().values().stream()
                .filter(task -> !task.callable())
                .map(Task::teamId)
                .collect(Collectors.toSet()),
            terms.sharesTeams(),
            alert.waitingTeams(),
            alert.unavailablePeople(),
            borders(alert, scope))
        .withRefused(refused(alert));
  }

  /** Of teams that may be called again: the no of these people was to a call of this alert. */
  private static Map<String, Set<String>> refused(Running alert) {
    Map<String, Set<String>> refused = new HashMap<>();
    for (Task task : alert.tasks().values()) {
      if (task.callable() && !task.answers().isEmpty()) {
        refused.put(
            task.teamId(),
            task.answers().stream()
                .filter(answer -> !answer.comes())
                .map(MemberAnswer::volunteerId)
                .collect(Collectors.toUnmodifiableSet()));
      }
    }
    return refused;
  }

  /** Whether a wave might call a team from there, were it near enough. */
  static boolean mayCall(Running alert, JurisdictionCode team) {
    Set<JurisdictionCode> borders = borders(alert, null);
    return borders.isEmpty() || borders.stream().anyMatch(border -> border.covers(team));
  }

  /** Empty for none. */
  private static Set<JurisdictionCode> borders(Running alert, @Nullable JurisdictionCode scope) {
    Set<JurisdictionCode> terms = alert.issued().terms().borders();
    if (terms == null) {
      return Set.of();
    }
    Set<JurisdictionCode> borders = new HashSet<>(terms);
    if (alert.escalatedTo() != null) {
      borders.add(alert.escalatedTo());
    }
    if (scope != null) {
      borders.add(scope);
    }
    return borders;
  }

  /**
   * How many may still be called in the place of others: as many in all as the wave wanted. That
   * more are needed since makes it no larger.
   */
  static int replacementsLeft(Running alert) {
    int called =
        alert.count(
            task ->
                task.wave() == alert.wave()
                    && task.replaces() == null
                    && task.assignedBy() == null);
    return Math.max(usualSize(alert, alert.wideningWaves()), called)
        - alert.count(task -> task.wave() == alert.wave() && task.replaces() != null);
  }

  static CallOut.Replacement replacement(Running alert, List<UUID> unreached) {
    return new CallOut.Replacement(
        alert.wave(),
        unreached,
        searchForTeams(alert, radiusMeters(alert, alert.wideningWaves()), unreached.size(), null));
  }
}
