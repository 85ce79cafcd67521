package muster.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import muster.notification.stream.kafka.DispatchFeed;
import muster.testbed.ServerUse;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String[] CORE = {
    "muster.notification.stream", "muster.notification.roster", "muster.notification.receipts"
  };

  /** Micronaut writes classes beside the ones it wires; their names have dollar signs in front. */
  private static final DescribedPredicate<JavaClass> WRITTEN_BY_HAND =
      new DescribedPredicate<>("written by hand and no wiring") {
        @Override
        public boolean test(JavaClass type) {
          return !type.getSimpleName().startsWith("$")
              && !type.getName().contains(".$")
              && !type.getName().contains("Configuration");
        }
      };

  private static final ArchRule CORE_IS_PURE =
      classes()
          .that()
          .resideInAnyPackage(CORE)
          .and(WRITTEN_BY_HAND)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations",
              "muster.contracts..",
              "muster.notification.stream",
              "muster.notification.roster",
              "muster.notification.receipts");

  private final JavaClasses service =
      new ClassFileImporter()
          .importUrl(NotificationService.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void theCoreKnowsJavaAndTheContractsAlone() {
    CORE_IS_PURE.check(service);
  }

  @Test
  void theRuleCanFail() {
    assertThat(service.stream().filter(type -> WRITTEN_BY_HAND.test(type)).toList())
        .anyMatch(type -> type.getPackageName().equals("muster.notification.stream"))
        .anyMatch(type -> type.getPackageName().equals("muster.notification.roster"))
        .anyMatch(type -> type.getPackageName().equals("muster.notification.receipts"));
    ArchRule sameForAnAdapter =
        classes()
            .that()
            .areAssignableTo(DispatchFeed.class)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "muster.contracts..");
    assertThatCode(() -> sameForAnAdapter.check(service)).isInstanceOf(AssertionError.class);
  }

  @Test
  void kafkaAndHttpDoNotKnowEachOthersLibraries() {
    noClasses()
        .that()
        .resideInAPackage("..kafka")
        .and(WRITTEN_BY_HAND)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micronaut.http..", "io.netty..")
        .check(service);
    noClasses()
        .that()
        .resideInAPackage("..http")
        .and(WRITTEN_BY_HAND)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(service);
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.notification");
  }
}
