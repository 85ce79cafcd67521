package muster.apiedge.netty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** notification-service has no Spring: what it uses must do without. */
class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("muster.apiedge");

  private static ArchRule imports(String inPackage, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(inPackage)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  @Test
  void theHandlersKnowNettyAlone() {
    imports(
            "muster.apiedge.netty",
            "java..",
            "io.netty..",
            "org.jspecify..",
            "muster.contracts..",
            "muster.apiedge.netty")
        .check(MODULE);
  }

  @Test
  void theTokenRulesKnowTheLibraryOfTokensAlone() {
    imports(
            "muster.apiedge.token",
            "java..",
            "com.nimbusds..",
            "org.slf4j..",
            "org.jspecify..",
            "muster.contracts..",
            "muster.apiedge.token")
        .check(MODULE);
  }

  @Test
  void theRuleCanFail() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () -> imports("muster.apiedge.token", "java..", "muster.apiedge.token").check(MODULE));
  }
}
