package muster.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import muster.report.intake.Reports;
import muster.testbed.ServerUse;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String CORE = "muster.report.intake";
  private static final String[] ALLOWED = {
    CORE,
    "java.lang..",
    "java.time..",
    "java.util..",
    "java.security..",
    "muster.contracts..",
    "org.jspecify.annotations"
  };

  private final JavaClasses service =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("muster.report");

  private static ArchRule onlyTheAllowed(String packageName) {
    return classes()
        .that()
        .resideInAPackage(packageName)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ALLOWED);
  }

  @Test
  void theCoreKnowsNothingButJavaAndTheContracts() {
    assertThat(service.contain(Reports.class)).isTrue();
    onlyTheAllowed(CORE).check(service);
  }

  @Test
  void thatRuleCanFail() {
    assertThat(onlyTheAllowed(CORE + ".postgres").evaluate(service).hasViolation()).isTrue();
  }

  @Test
  void theAdaptersDoNotKnowEachOther() {
    for (String adapter : new String[] {"http", "kafka", "postgres"}) {
      classes()
          .that()
          .resideInAPackage(CORE + "." + adapter)
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages(
              java.util.Arrays.stream(new String[] {"http", "kafka", "postgres"})
                  .filter(other -> !other.equals(adapter))
                  .map(other -> CORE + "." + other)
                  .toArray(String[]::new))
          .check(service);
    }
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.report");
  }
}
