package muster.apiedge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses edge =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("muster.apiedge");

  private static ArchRule plainJava(String packageName) {
    return classes()
        .that()
        .resideInAPackage(packageName)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "muster.apiedge", "muster.contracts..", "java..", "org.jspecify.annotations");
  }

  private static ArchRule noServices() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "muster.dispatch..", "muster.volunteer..", "muster.report..", "muster.notification..");
  }

  @Test
  void frameworksLieBeneathTheRoot() {
    assertThat(edge.contain(ProblemException.class)).isTrue();
    plainJava("muster.apiedge").check(edge);
  }

  @Test
  void thatRuleCanFail() {
    assertThat(plainJava("muster.apiedge.spring").evaluate(edge).hasViolation()).isTrue();
  }

  @Test
  void itKnowsNoService() {
    noServices().check(edge);
  }
}
