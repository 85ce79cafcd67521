package muster.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import muster.contracts.dispatch.Category;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PolicyConfigurationTest {

  private static CallOutPolicies read(Map<String, Object> environment, Map<String, Object> file) {
    StandardEnvironment all = new StandardEnvironment();
    all.getPropertySources().addFirst(new MapPropertySource("file", file));
    all.getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
    ConfigurationPropertySources.attach(all);
    return PolicyConfiguration.read(Binder.get(all));
  }

  @Test
  void withoutConfigurationTheDefaultsHold() {
    assertThat(read(Map.of(), Map.of())).isEqualTo(CallOutPolicies.defaults());
  }

  @Test
  void anEnvironmentVariableReplacesOneValueAndKeepsTheRest() {
    CallOutPolicies policies =
        read(
            Map.of(
                "MUSTER_POLICIES_THEFT_ACKNOWLEDGEMENTDEADLINE", "8s",
                "MUSTER_POLICIES_FRAUDWARNING_TEAMSNEEDED", "2"),
            Map.of());

    var usual = CallOutPolicies.defaults();
    assertThat(policies.policy(Category.THEFT).acknowledgementDeadline())
        .isEqualTo(Duration.ofSeconds(8));
    assertThat(policies.policy(Category.THEFT).waveSize())
        .isEqualTo(usual.policy(Category.THEFT).waveSize());
    assertThat(policies.policy(Category.FRAUD_WARNING).teamsNeeded()).isEqualTo(2);
    assertThat(policies.policy(Category.BRAWL)).isEqualTo(usual.policy(Category.BRAWL));
  }

  @Test
  void aFileMayNameEveryValue() {
    CallOutPolicies policies =
        read(
            Map.of(),
            Map.of(
                "muster.policies.fire-hazard.required-capabilities[0]", "fire-extinguisher",
                "muster.policies.fire-hazard.shares-teams", "true"));

    assertThat(policies.policy(Category.FIRE_HAZARD).requiredCapabilities())
        .isEqualTo(Set.of("fire-extinguisher"));
    assertThat(policies.policy(Category.FIRE_HAZARD).sharesTeams()).isTrue();
  }

  @Test
  void aValueOutOfItsLimitsFailsAndNamesCategoryAndField() {
    assertThatThrownBy(() -> read(Map.of("MUSTER_POLICIES_THEFT_TEAMSNEEDED", "201"), Map.of()))
        .hasMessageContaining("muster.policies.theft")
        .hasMessageContaining("teamsNeeded must be between 1 and 200");
  }

  @Test
  void anUnknownCategoryOrFieldFails() {
    assertThatThrownBy(() -> read(Map.of(), Map.of("muster.policies.theft.teams-neded", "2")))
        .hasStackTraceContaining("teams-neded");
    assertThatThrownBy(() -> read(Map.of(), Map.of("muster.policies.arson.teams-needed", "2")))
        .hasStackTraceContaining("arson");
  }
}
