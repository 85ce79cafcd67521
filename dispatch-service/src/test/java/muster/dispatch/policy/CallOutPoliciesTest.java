package muster.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallOutPoliciesTest {
  private static final JurisdictionCode VILLAGE = new JurisdictionCode("320371003209");

  @ParameterizedTest
  @EnumSource(Category.class)
  void everyCategoryHasADefaultThatCallsAboutThreeTeamsForEachOneNeeded(Category category) {
    CallOutTerms terms = CallOutPolicies.defaults().terms(category, null);
    assertThat(terms.waveSize()).isEqualTo((int) Math.ceil(terms.teamsNeeded() / 0.35));
    assertThat(terms.responseTarget().toMinutes()).isIn(1L, 3L, 5L, 10L);
    assertThat(terms.reachDeadline()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 6", "3, 9", "166, 498", "167, 500", "200, 500"})
  void theWaveFollowsTheNumberOfTeamsAskedFor(int needed, int waveSize) {
    CallOutTerms terms = CallOutPolicies.defaults().terms(Category.THEFT, needed);
    assertThat(terms.teamsNeeded()).isEqualTo(needed);
    assertThat(terms.waveSize()).isEqualTo(waveSize);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 6", "8, 24", "167, 500", "500, 500"})
  void theWaveFollowsTheNumberOfPeopleAskedFor(int needed, int waveSize) {
    CallOutTerms terms =
        CallOutPolicies.defaults().terms(Category.THEFT, null, needed, VILLAGE, null);
    assertThat(terms.peopleNeeded()).isEqualTo(needed);
    assertThat(terms.teamsNeeded()).isEqualTo(1);
    assertThat(terms.waveSize()).isEqualTo(waveSize);
    assertThat(terms.borders()).isNull();
    assertThat(
            CallOutPolicies.defaults()
                .terms(Category.THEFT, null, needed, VILLAGE, VILLAGE)
                .borders())
        .containsExactly(new JurisdictionCode("320371"), VILLAGE);
  }

  @ParameterizedTest
  @CsvSource({"0", "501", "-1"})
  void anotherNumberOfPeopleIsRefused(int needed) {
    assertThatThrownBy(
            () -> CallOutPolicies.defaults().terms(Category.THEFT, null, needed, VILLAGE, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("peopleNeeded must be between 1 and 500 but is " + needed);
  }

  @ParameterizedTest
  @CsvSource({"0", "201", "-1"})
  void anotherNumberOfTeamsIsRefused(int needed) {
    assertThatThrownBy(() -> CallOutPolicies.defaults().terms(Category.THEFT, needed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("teamsNeeded must be between 1 and 200 but is " + needed);
  }

  @ParameterizedTest
  @CsvSource({
    "teamsNeeded, 1, 200, 0, 201",
    "standbyTeams, 0, 50, -1, 51",
    "waveSize, 1, 500, 0, 501",
    "waveGrowth, 1, 10, 0.99, 10.01",
    "radiusMeters, 50, 100000, 49.9, 100000.1",
    "radiusGrowth, 1, 10, 0.99, NaN",
    "maximumWaves, 1, 10, 0, 11",
    "acknowledgementDeadline, 1, 86400, 0, 86401",
    "reachDeadline, 1, 86400, 0, 86401",
    "responseTarget, 1, 86400, 0, 86401",
    "expiry, 1, 2592000, 0, 2592001",
    "travelMetersPerSecond, 0.1, 50, 0.09, 50.1",
    "reminderAfter, 1, 86400, 0, 86401"
  })
  void everyLimitHoldsAtItsEdge(
      String name, double lowest, double highest, double tooLow, double tooHigh) {
    assertThat(policyWith(name, lowest)).isNotNull();
    assertThat(policyWith(name, highest)).isNotNull();
    assertThatThrownBy(() -> policyWith(name, tooLow)).hasMessageStartingWith(name);
    assertThatThrownBy(() -> policyWith(name, tooHigh)).hasMessageStartingWith(name);
  }

  private static CallOutPolicy policyWith(String name, double value) {
    boolean needed = name.equals("teamsNeeded");
    boolean reach = name.equals("reachDeadline");
    boolean answer = name.equals("acknowledgementDeadline");
    boolean ends = name.equals("expiry");
    Duration seconds = Duration.ofSeconds((long) value);
    return new CallOutPolicy(
        needed ? (int) value : 1,
        name.equals("standbyTeams") ? (int) value : 1,
        needed ? 500 : name.equals("waveSize") ? (int) value : 500,
        name.equals("waveGrowth") ? value : 1,
        name.equals("radiusMeters") ? value : 1_000,
        name.equals("radiusGrowth") ? value : 1,
        name.equals("maximumWaves") ? (int) value : 3,
        answer ? seconds : Duration.ofSeconds(ends ? 1 : 86_400),
        reach ? seconds : Duration.ofSeconds(1),
        name.equals("responseTarget") ? seconds : Duration.ofMinutes(5),
        ends ? seconds : Duration.ofDays(30),
        Set.of(),
        false,
        name.equals("travelMetersPerSecond") ? value : 2.3,
        name.equals("reminderAfter") ? seconds : Duration.ofMinutes(1));
  }

  @Test
  void aPolicyThatContradictsItselfIsRefused() {
    CallOutPolicy theft = CallOutPolicies.defaults().policy(Category.THEFT);
    assertThatThrownBy(() -> with(theft, 1, 2, theft.reachDeadline(), theft.expiry(), Set.of()))
        .hasMessage("waveSize must be at least teamsNeeded");
    assertThatThrownBy(() -> with(theft, 6, 2, Duration.ofSeconds(61), theft.expiry(), Set.of()))
        .hasMessageStartingWith("reachDeadline must not be longer");
    assertThatThrownBy(
            () -> with(theft, 6, 2, theft.reachDeadline(), Duration.ofSeconds(59), Set.of()))
        .hasMessageStartingWith("expiry must not be shorter");
    assertThatThrownBy(
            () -> with(theft, 6, 2, theft.reachDeadline(), theft.expiry(), Set.of("First Aid")))
        .hasMessageContaining("First Aid");
    Set<String> tooMany = IntStream.range(0, 21).mapToObj(i -> "c" + i).collect(Collectors.toSet());
    assertThatThrownBy(() -> with(theft, 6, 2, theft.reachDeadline(), theft.expiry(), tooMany))
        .hasMessage("requiredCapabilities must be at most 20");
  }

  private static CallOutPolicy with(
      CallOutPolicy policy,
      int waveSize,
      int teamsNeeded,
      Duration reachDeadline,
      Duration expiry,
      Set<String> capabilities) {
    return new CallOutPolicy(
        teamsNeeded,
        policy.standbyTeams(),
        waveSize,
        policy.waveGrowth(),
        policy.radiusMeters(),
        policy.radiusGrowth(),
        policy.maximumWaves(),
        policy.acknowledgementDeadline(),
        reachDeadline,
        policy.responseTarget(),
        expiry,
        capabilities,
        policy.sharesTeams(),
        policy.travelMetersPerSecond(),
        policy.reminderAfter());
  }

  @Test
  void policiesNameEveryCategory() {
    Map<Category, CallOutPolicy> some = new EnumMap<>(CallOutPolicies.defaults().byCategory());
    some.remove(Category.CROWD);
    assertThatThrownBy(() -> new CallOutPolicies(some))
        .hasMessage("there is no call-out policy for CROWD");
  }

  @ParameterizedTest
  @CsvSource({
    "THEFT, 320371003209, 320371003209, 320371 320371003209",
    "THEFT, 320371003209, 320371003, 320371 320371003",
    "THEFT, 320371003209, 3203, 3203 320371",
    "THEFT, 320371, 320371, 320371",
    "THEFT, 3203, 3203, 3203"
  })
  void teamsOfTheCountyAndOfWhoCallsMayBeCalled(
      Category category, String jurisdiction, String scope, String borders) {
    assertThat(
            CallOutPolicies.defaults()
                .terms(category, 2, new JurisdictionCode(jurisdiction), new JurisdictionCode(scope))
                .borders())
        .extracting(JurisdictionCode::value)
        .containsExactly(borders.split(" "));
  }

  @Test
  void whereALifeIsAtStakeOrNobodyKnowsWhoCallsThereIsNoBorder() {
    CallOutPolicies policies = CallOutPolicies.defaults();
    JurisdictionCode village = new JurisdictionCode("320371003209");
    assertThat(policies.terms(Category.DROWNING, null, village, village).borders()).isNull();
    assertThat(policies.terms(Category.THEFT, null, village, null).borders()).isNull();
  }

  @Test
  void somePoliciesCanBeReplaced() {
    CallOutPolicies defaults = CallOutPolicies.defaults();
    CallOutPolicies replaced =
        defaults.with(Map.of(Category.OTHER, defaults.policy(Category.DROWNING)));
    assertThat(replaced.terms(Category.OTHER, null))
        .isEqualTo(defaults.terms(Category.DROWNING, null));
    assertThat(replaced.travelAssumptions(Category.BRAWL).travelMetersPerSecond()).isEqualTo(1.8);
  }
}
