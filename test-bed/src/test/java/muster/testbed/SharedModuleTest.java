package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedModuleTest {
  private static final String ROTA = "muster.testbed.unruly.rota";

  private static final JavaClasses ORDERLY =
      new ClassFileImporter().importPackages("muster.testbed.orderly");
  private static final JavaClasses UNRULY = new ClassFileImporter().importPackages(ROTA);

  private static List<String> found(ArchRule rule) {
    return rule.evaluate(UNRULY).getFailureReport().getDetails();
  }

  @Test
  void aModuleThatKnowsWhatItMayPasses() {
    SharedModule orderly =
        SharedModule.of("muster.testbed.orderly.security", "org.springframework..");
    assertThat(orderly.rules()).hasSize(2).allSatisfy(rule -> rule.check(ORDERLY));
  }

  @Test
  void aRootThatKnowsAFrameworkOrWhatLiesBeneathItIsFound() {
    assertThat(found(SharedModule.knowsNothingElse(ROTA)))
        .anyMatch(detail -> detail.contains("RotaIds") && detail.contains("StringUtils"))
        .anyMatch(detail -> detail.contains("RotaRules") && detail.contains("RotaTable"));
    assertThat(found(SharedModule.knowsNothingElse(ROTA, "org.springframework..")))
        .isNotEmpty()
        .noneMatch(detail -> detail.contains("StringUtils"));
  }

  @Test
  void aNamedPackageThatKnowsAnotherOneIsFound() {
    assertThat(
            SharedModule.of(ROTA, "org.springframework..", ROTA + "..")
                .with("timer")
                .rules()
                .flatMap(rule -> found(rule).stream()))
        .isNotEmpty()
        .allMatch(detail -> detail.contains("RotaTimer") && detail.contains("RotaReader"));
  }

  @Test
  void aModuleThatKnowsAnotherOneIsFound() {
    assertThat(found(SharedModule.of(ROTA + ".timer").knowsNoOtherModule()))
        .isNotEmpty()
        .allMatch(detail -> detail.contains("RotaTimer") && detail.contains("RotaReader"));
    assertThat(found(SharedModule.of(ROTA).knowsNoOtherModule())).isEmpty();
  }

  @Test
  void aPackageThatIsNotThereIsFound() {
    assertThatThrownBy(
            () ->
                SharedModule.of("muster.contracts.place", "com.fasterxml.jackson..")
                    .with("no-more")
                    .check())
        .hasMessageContaining("no-more");
  }

  /** The samples are tests. */
  @Test
  void theCheckLooksAtTheProgramsOfAModuleAndNotAtItsTests() {
    assertThatThrownBy(() -> SharedModule.of("muster.testbed.orderly.patrol").check())
        .hasMessageContaining("muster.testbed.orderly.patrol");
  }
}
