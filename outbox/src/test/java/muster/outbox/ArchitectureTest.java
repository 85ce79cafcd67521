package muster.outbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import muster.testbed.ServerUse;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses module =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("muster.outbox");

  private static ArchRule withoutSpringAndContracts(String packageName) {
    return noClasses()
        .that()
        .resideInAPackage(packageName)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "muster.contracts..", "muster.outbox.spring..");
  }

  @Test
  void theOutboxItselfKnowsNeitherSpringNorTheContracts() {
    assertThat(module.contain(OutboxRelay.class)).isTrue();
    withoutSpringAndContracts("muster.outbox").check(module);
  }

  @Test
  void thatRuleCanFail() {
    assertThat(withoutSpringAndContracts("muster.outbox.spring").evaluate(module).hasViolation())
        .isTrue();
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.outbox");
  }
}
