package muster.apiedge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String JACKSON = "tools.jackson..";
  private static final String ANNOTATIONS_OF_JACKSON = "com.fasterxml.jackson.annotation";

  private final JavaClasses edge =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("muster.apiedge");

  /**
   * @param frameworks that the package may know, beside what all may
   */
  private static ArchRule knowsOnly(String packageName, String... frameworks) {
    List<String> allowed =
        new ArrayList<>(
            List.of(packageName, "java..", "muster.contracts..", "org.jspecify.annotations"));
    allowed.addAll(List.of(frameworks));
    return classes()
        .that()
        .resideInAPackage(packageName)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new));
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
    knowsOnly("muster.apiedge").check(edge);
  }

  /** notification-service has no Spring: what others may use does without. */
  @Test
  void eachPackageBeneathKnowsItsOneFramework() {
    knowsOnly("muster.apiedge.json", "muster.apiedge", JACKSON, ANNOTATIONS_OF_JACKSON).check(edge);
    knowsOnly("muster.apiedge.log", "ch.qos.logback..").check(edge);
    knowsOnly("muster.apiedge.metrics", "io.micrometer..", "org.slf4j", "muster.apiedge.netty")
        .check(edge);
    knowsOnly("muster.apiedge.netty", "io.netty..").check(edge);
    knowsOnly("muster.apiedge.token", "com.nimbusds..", "org.slf4j").check(edge);
  }

  @Test
  void thoseRulesCanFail() {
    assertThat(knowsOnly("muster.apiedge.token").evaluate(edge).hasViolation()).isTrue();
    assertThat(knowsOnly("muster.apiedge.spring", JACKSON).evaluate(edge).hasViolation()).isTrue();
  }

  @Test
  void itKnowsNoService() {
    noServices().check(edge);
  }
}
