package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceShapeTest {
  private static final JavaClasses ORDERLY =
      new ClassFileImporter().importPackages("muster.testbed.orderly");
  private static final JavaClasses UNRULY =
      new ClassFileImporter().importPackages("muster.testbed.unruly");

  private final ServiceShape orderly = ServiceShape.of("muster.testbed.orderly", "patrol");
  private final ServiceShape unruly = ServiceShape.of("muster.testbed.unruly", "rota");

  private static List<String> found(ArchRule rule) {
    return rule.evaluate(UNRULY).getFailureReport().getDetails();
  }

  @Test
  void aServiceOfThisShapePasses() {
    orderly.checkThatEveryFeatureIsThere(ORDERLY);
    assertThat(orderly.rules()).isNotEmpty().allSatisfy(rule -> rule.check(ORDERLY));
    orderly.coresAskNoClockAndNoDice().check(ORDERLY);
  }

  @Test
  void aCoreThatKnowsAnAdapterOrAFrameworkIsFound() {
    assertThat(found(unruly.coresArePure()))
        .anyMatch(detail -> detail.contains("RotaRules") && detail.contains("RotaTable"))
        .anyMatch(detail -> detail.contains("RotaIds") && detail.contains("StringUtils"))
        .allMatch(detail -> detail.contains("RotaRules") || detail.contains("RotaIds"));
  }

  @Test
  void aCoreThatAsksTheClockOrThrowsDiceIsFound() {
    assertThat(found(unruly.coresAskNoClockAndNoDice()))
        .anyMatch(detail -> detail.contains("java.time.Instant.now()"))
        .anyMatch(detail -> detail.contains("java.util.UUID.randomUUID()"))
        .anyMatch(detail -> detail.contains("java.time.Clock"))
        .allMatch(detail -> detail.contains("RotaRules") || detail.contains("RotaIds"));
  }

  @Test
  void aCommandWithSqlIsFound() {
    assertThat(found(unruly.commandsHaveNoSql()))
        .anyMatch(detail -> detail.contains("java.sql.Connection"))
        .anyMatch(detail -> detail.contains("JdbcClient"))
        .allMatch(detail -> detail.contains("RotaCommands"));
  }

  @Test
  void aCommandThatKnowsWhoCallsItIsFound() {
    assertThat(found(unruly.commandsKnowNoEdge()))
        .isNotEmpty()
        .allMatch(detail -> detail.contains("RotaCommands") && detail.contains("RotaController"));
  }

  @Test
  void anAdapterThatKnowsAnotherIsFoundWhateverTheyAreCalled() {
    assertThat(found(unruly.adaptersDoNotKnowEachOther()))
        .anyMatch(detail -> detail.contains("RotaController") && detail.contains("RotaTable"))
        .anyMatch(detail -> detail.contains("RotaTimer") && detail.contains("RotaReader"))
        .allMatch(detail -> detail.contains("RotaController") || detail.contains("RotaTimer"));
  }

  @Test
  void wiringAnywhereElseIsFound() {
    assertThat(found(unruly.wiringStandsBesideTheCores()))
        .hasSize(4)
        .anyMatch(detail -> detail.contains("OtherConfiguration"))
        .anyMatch(detail -> detail.contains("RotaFactory"))
        .anyMatch(detail -> detail.contains("RotaTable"))
        .anyMatch(detail -> detail.contains("RotaReader"));
  }

  @Test
  void aFeatureThatIsNotNamedIsFound() {
    assertThat(found(unruly.everyFeatureIsNamed()))
        .singleElement()
        .asString()
        .contains("ForgottenController");
  }

  @Test
  void aNameWithoutACoreIsFound() {
    assertThatThrownBy(
            () ->
                ServiceShape.of("muster.testbed.unruly", "rota", "shift")
                    .checkThatEveryFeatureIsThere(UNRULY))
        .hasMessageContaining("muster.testbed.unruly.shift");
    assertThatNoException().isThrownBy(() -> unruly.checkThatEveryFeatureIsThere(UNRULY));
  }

  @Test
  void theCheckLooksAtTheProgramsOfAServiceAndNotAtItsTests() {
    // The samples are tests, so that there is no core here.
    assertThatThrownBy(orderly::check).hasMessageContaining("muster.testbed.orderly.patrol");
    assertThatThrownBy(orderly::checkThatTimeAndChanceAreArguments)
        .hasMessageContaining("muster.testbed.orderly.patrol");
    ServiceShape.of("muster.contracts", "place").checkThatTimeAndChanceAreArguments();
  }
}
