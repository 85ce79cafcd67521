package muster.dispatch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import muster.dispatch.alert.AlertDecider;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.TeamIndex;
import muster.dispatch.unruly.CoreThatCallsAnAdapter;
import muster.testbed.ServerUse;
import org.junit.jupiter.api.Test;

/** The rules depend on nothing but Java and the contracts, so that they can be read and tested. */
class ArchitectureTest {

  /** The packages themselves, without their adapters beneath (http, kafka, postgres). */
  private static final String[] CORES = {
    "muster.dispatch.alert", "muster.dispatch.policy", "muster.dispatch.team"
  };

  private static final String[] ALLOWED = {
    "java..",
    "muster.contracts..",
    "org.jspecify.annotations",
    "muster.dispatch.alert",
    "muster.dispatch.policy",
    "muster.dispatch.team"
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(CORES);

  private static ArchRule coresDependOnlyOnWhatIsAllowed(String... cores) {
    return classes()
        .that(resideInAnyPackage(cores))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(ALLOWED))
        .because("a rule that reaches for the outside cannot be tested without it");
  }

  @Test
  void theCoresDependOnlyOnJavaAndTheContracts() {
    coresDependOnlyOnWhatIsAllowed(CORES).check(CLASSES);
  }

  @Test
  void theRuleFailsForACoreThatCallsAnAdapter() {
    JavaClasses unruly = new ClassFileImporter().importClasses(CoreThatCallsAnAdapter.class);
    EvaluationResult result =
        coresDependOnlyOnWhatIsAllowed("muster.dispatch.unruly").evaluate(unruly);
    assertThat(result.getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("org.assertj.core.api.Assertions"));
  }

  @Test
  void theRuleLooksAtTheCores() {
    assertThat(CLASSES.that(resideInAnyPackage(CORES)))
        .extracting(found -> found.getName())
        .contains(
            AlertDecider.class.getName(),
            CallOutPolicies.class.getName(),
            TeamIndex.class.getName());
  }

  /** Time and chance come in as arguments: the same command on the same state decides the same. */
  private static ArchRule coresAskNoClockAndNoDice(String... cores) {
    return noClasses()
        .that(resideInAnyPackage(cores))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class);
  }

  @Test
  void theCoresAskNoClockAndNoDice() {
    coresAskNoClockAndNoDice(CORES).check(CLASSES);
  }

  @Test
  void thatRuleFailsForACoreThatAsksTheClock() {
    JavaClasses unruly = new ClassFileImporter().importClasses(CoreThatCallsAnAdapter.class);
    EvaluationResult result = coresAskNoClockAndNoDice("muster.dispatch.unruly").evaluate(unruly);
    assertThat(result.getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("java.time.Instant.now()"));
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.dispatch");
  }
}
