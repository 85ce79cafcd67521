package muster.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.Test;

/** Every service depends on contracts, so contracts may drag nothing in. */
class ContractsDependOnNothingElseTest {
  private static final ArchRule RULE =
      classes()
          .that()
          .resideInAPackage("muster.contracts..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "muster.contracts..",
              "java..",
              "com.fasterxml.jackson.annotation..",
              "tools.jackson.core..",
              "tools.jackson.databind..",
              "org.jspecify.annotations..")
          .because("contracts is the only thing that the services share about each other");

  @Test
  void contractsDependOnTheJdkJacksonAndJSpecifyAlone() {
    JavaClasses contracts =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("muster.contracts");
    assertThat(contracts).hasSizeGreaterThan(50);
    RULE.check(contracts);
  }

  @Test
  void theRuleFailsForAClassThatDependsOnSomethingElse() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> RULE.check(offender))
        .withMessageContaining("AbstractAssert");
  }

  private abstract static class Offender extends AbstractAssert<Offender, String> {
    Offender(String actual) {
      super(actual, Offender.class);
    }
  }
}
