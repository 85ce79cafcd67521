package muster.dispatch.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import muster.contracts.place.JurisdictionCode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestKeyTest {
  private static final int[] DIGITS = {2, 4, 6, 9, 12, 15};

  /** Few of each level, so that many lie within each other. */
  @Provide
  Arbitrary<JurisdictionCode> codes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, DIGITS.length - 1),
            Arbitraries.strings().withChars('1', '2').ofLength(15))
        .as((level, digits) -> new JurisdictionCode(digits.substring(0, DIGITS[level])));
  }

  @Property(tries = 5_000)
  void aGuestIsResponsibleForTheTeamAndNotForTheAlertNorIsTheAlertsJurisdictionForTheTeam(
      @ForAll("codes") JurisdictionCode alert,
      @ForAll("codes") JurisdictionCode team,
      @ForAll("codes") JurisdictionCode scope) {
    assertThat(found(scope, scope, alert, team))
        .isEqualTo(scope.covers(team) && !scope.covers(alert) && !alert.covers(team));
  }

  @Property(tries = 5_000)
  void ofAPartOfTheScopeTheTeamsAreInThatPartAndTheAlertIsOutsideTheWholeScope(
      @ForAll("codes") JurisdictionCode alert,
      @ForAll("codes") JurisdictionCode team,
      @ForAll("codes") JurisdictionCode within) {
    JurisdictionCode scope = new JurisdictionCode(within.value().substring(0, 2));
    assertThat(found(scope, within, alert, team))
        .isEqualTo(within.covers(team) && !scope.covers(alert) && !alert.covers(team));
  }

  @ParameterizedTest
  @CsvSource({
    "320371003209, 320412001001, 1320412001001",
    "320371003209, 320371003210, 4320371003210",
    "320371003209, 410102, 0410102",
    "3203, 3203, ",
    "3203, 320371003209, ",
    "320371003209, 3203, 23203",
  })
  void theKeyHasTheLevelsInCommonBeforeTheTeamsCode(
      String alert, String team, @Nullable String key) {
    JurisdictionCode code = new JurisdictionCode(team);
    assertThat(GuestKey.of(new JurisdictionCode(alert), code)).isEqualTo(key);
    if (key != null) {
      assertThat(GuestKey.team(key)).isEqualTo(code);
    }
  }

  @Test
  void aTeamOfWhichItIsNotKnownWhereItBelongsHasNone() {
    assertThat(GuestKey.of(new JurisdictionCode("3203"), null)).isNull();
  }

  /** As the database would have it. */
  private static boolean found(
      JurisdictionCode scope,
      JurisdictionCode within,
      JurisdictionCode alert,
      JurisdictionCode team) {
    @Nullable String key = GuestKey.of(alert, team);
    List<Object> parameters = new ArrayList<>();
    String condition = GuestKey.condition(scope, within, parameters);
    assertThat(condition.chars().filter(c -> c == '?').count()).isEqualTo(parameters.size());
    return key != null
        && parameters.stream()
            .map(parameter -> ((String) parameter).replace("%", ""))
            .anyMatch(key::startsWith);
  }
}
