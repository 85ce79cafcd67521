package muster.dispatch.alert.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * How a task is found by those who are responsible for its team, and not for its alert: the team's
 * code behind the number of levels that it has in common with the alert's. Whoever is responsible
 * for no more levels than those is responsible for the alert, too.
 */
final class GuestKey {
  private GuestKey() {}

  /** Null for a team of the alert's own jurisdiction, and for one of which that is not known. */
  static @Nullable String of(JurisdictionCode alert, @Nullable JurisdictionCode team) {
    return team == null || alert.covers(team) ? null : common(alert, team) + team.value();
  }

  /** The team's code in a key. */
  static JurisdictionCode team(String key) {
    return new JurisdictionCode(key.substring(1));
  }

  /**
   * A condition on {@code guest_key}: the teams within a jurisdiction whose alerts are not in the
   * scope. Its parameters are added to those there are.
   *
   * @param within the scope, or a part of it
   */
  static String condition(
      JurisdictionCode scope, JurisdictionCode within, List<Object> parameters) {
    List<String> beginnings = new ArrayList<>();
    for (int common = 0; common <= scope.level().ordinal(); common++) {
      beginnings.add(common + within.value() + "%");
    }
    parameters.addAll(beginnings);
    return beginnings.stream()
        .map(beginning -> "guest_key like ?")
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  private static int common(JurisdictionCode alert, JurisdictionCode team) {
    JurisdictionCode wider = alert;
    while (!wider.covers(team)) {
      if (wider.parent().isEmpty()) {
        return 0;
      }
      wider = wider.parent().get();
    }
    return wider.level().ordinal() + 1;
  }
}
