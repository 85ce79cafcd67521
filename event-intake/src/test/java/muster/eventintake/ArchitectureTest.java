package muster.eventintake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
          .importPackages("muster.eventintake");

  private static ArchRule withoutFrameworks(String packageName) {
    return classes()
        .that()
        .resideInAPackage(packageName)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "muster.contracts..",
            "muster.eventintake",
            "org.apache.kafka..",
            "io.micrometer.core..",
            "org.slf4j..",
            "org.jspecify.annotations");
  }

  @Test
  void frameworksLieBeneathTheRoot() {
    assertThat(module.contain(WholeTopics.class)).isTrue();
    withoutFrameworks("muster.eventintake").check(module);
  }

  @Test
  void thatRuleCanFail() {
    assertThat(withoutFrameworks("muster.eventintake.spring").evaluate(module).hasViolation())
        .isTrue();
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.eventintake");
  }
}
