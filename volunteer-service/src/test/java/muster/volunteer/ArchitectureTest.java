package muster.volunteer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import muster.testbed.ServerUse;
import muster.volunteer.importing.Import;
import muster.volunteer.jurisdiction.JurisdictionRules;
import muster.volunteer.people.VolunteerRules;
import muster.volunteer.presence.PresenceRules;
import muster.volunteer.rules.Access;
import muster.volunteer.team.TeamRules;
import muster.volunteer.unruly.CoreThatCallsAnAdapter;
import org.junit.jupiter.api.Test;

/** What is decided depends on nothing but Java and the contracts, so it can be read and tested. */
class ArchitectureTest {

  /** The packages themselves, without what lies beneath (command, http, postgres). */
  private static final String[] CORES = {
    "muster.volunteer.audit",
    "muster.volunteer.rules",
    "muster.volunteer.importing",
    "muster.volunteer.jurisdiction",
    "muster.volunteer.team",
    "muster.volunteer.people",
    "muster.volunteer.presence"
  };

  private static final String[] ALLOWED =
      Stream.concat(
              Arrays.stream(CORES),
              Stream.of("java..", "muster.contracts..", "org.jspecify.annotations"))
          .toArray(String[]::new);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("muster.volunteer");

  private static final JavaClasses UNRULY =
      new ClassFileImporter().importClasses(CoreThatCallsAnAdapter.class);

  /** Stands beside the core and knows everything, because it puts it together. */
  private static final DescribedPredicate<JavaClass> WIRING =
      DescribedPredicate.describe(
          "wiring",
          found ->
              found.getSimpleName().endsWith("Configuration")
                  || found
                      .getEnclosingClass()
                      .filter(outer -> outer.getSimpleName().endsWith("Configuration"))
                      .isPresent());

  private static ArchRule dependOnlyOnWhatIsAllowed(String... cores) {
    return classes()
        .that(resideInAnyPackage(cores).and(not(WIRING)))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(ALLOWED))
        .because("a rule that reaches for the outside cannot be tested without it");
  }

  /** Time and chance come in as arguments: the same request on the same state decides the same. */
  private static ArchRule askNoClockAndNoDice(String... cores) {
    return noClasses()
        .that(resideInAnyPackage(cores))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime");
  }

  @Test
  void theCoresDependOnlyOnJavaAndTheContracts() {
    dependOnlyOnWhatIsAllowed(CORES).check(CLASSES);
  }

  @Test
  void theCoresAskNoClockAndNoDice() {
    askNoClockAndNoDice(CORES).check(CLASSES);
  }

  @Test
  void theRulesFailForACoreThatCallsAnAdapterAndTheClock() {
    String unruly = "muster.volunteer.unruly";

    assertThat(dependOnlyOnWhatIsAllowed(unruly).evaluate(UNRULY).getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("PostgresTeamTable"));
    assertThat(askNoClockAndNoDice(unruly).evaluate(UNRULY).hasViolation()).isTrue();
  }

  @Test
  void theRulesLookAtTheCores() {
    assertThat(CLASSES.that(resideInAnyPackage(CORES)))
        .extracting(JavaClass::getName)
        .contains(
            Access.class.getName(),
            Import.class.getName(),
            JurisdictionRules.class.getName(),
            TeamRules.class.getName(),
            VolunteerRules.class.getName(),
            PresenceRules.class.getName());
  }

  @Test
  void controllersKnowNoTables() {
    noClasses()
        .that(resideInAnyPackage("..http.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.springframework.jdbc..", "java.sql.."))
        .check(CLASSES);
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.volunteer");
  }
}
