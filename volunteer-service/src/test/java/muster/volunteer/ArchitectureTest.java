package muster.volunteer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import muster.testbed.ServerUse;
import muster.testbed.ServiceShape;
import org.junit.jupiter.api.Test;

/** What is decided depends on nothing but Java and the contracts, so it can be read and tested. */
class ArchitectureTest {
  private static final ServiceShape SHAPE =
      ServiceShape.of(
          "muster.volunteer",
          "audit",
          "contact",
          "importing",
          "jurisdiction",
          "people",
          "presence",
          "republication",
          "rules",
          "team");

  @Test
  void theServiceHasTheOneShape() {
    SHAPE.check();
  }

  /** The rule itself is tested in test-bed, where each part of it finds what breaks it. */
  @Test
  void theRuleFailsForAFeatureThatItIsNotToldOfAndForOneThatIsNotThere() {
    assertThatThrownBy(() -> ServiceShape.of("muster.volunteer", "rules", "team").check())
        .hasMessageContaining("PresenceController");
    assertThatThrownBy(() -> ServiceShape.of("muster.volunteer", "rules", "shift").check())
        .hasMessageContaining("muster.volunteer.shift");
  }

  @Test
  void theCoresAskNoClockAndNoDice() {
    SHAPE.checkThatTimeAndChanceAreArguments();
  }

  @Test
  void controllersKnowNoTables() {
    noClasses()
        .that(resideInAnyPackage("..http.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.springframework.jdbc..", "java.sql.."))
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("muster.volunteer"));
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.volunteer");
  }
}
