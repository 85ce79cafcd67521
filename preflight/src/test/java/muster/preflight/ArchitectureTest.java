package muster.preflight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("muster.preflight");

  private static ArchRule isFreeOfSpring(String packages) {
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .because("a service without Spring uses it too");
  }

  @Test
  void whatIsCheckedIsFreeOfSpring() {
    isFreeOfSpring("muster.preflight").check(CLASSES);
  }

  @Test
  void theRuleFailsForWhatIsNot() {
    assertThat(isFreeOfSpring("muster.preflight.spring").evaluate(CLASSES).hasViolation()).isTrue();
  }
}
