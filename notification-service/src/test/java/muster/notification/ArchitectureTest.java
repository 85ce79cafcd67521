package muster.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import muster.testbed.ServerUse;
import muster.testbed.ServiceShape;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final ServiceShape SHAPE =
      ServiceShape.of("muster.notification", "stream", "roster", "receipts", "desk");

  private final JavaClasses service =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("muster.notification");

  @Test
  void theServiceHasTheOneShape() {
    SHAPE.check();
  }

  @Test
  void onlyTheKafkaAdaptersAndTheWiringKnowKafka() {
    knows("org.apache.kafka..", "..kafka").check(service);
  }

  @Test
  void onlyTheHttpAdaptersKnowTheWebServer() {
    knows("io.netty..", "..http").check(service);
  }

  /** The classes that break it are there, and the rule is the one that is checked. */
  @Test
  void theRulesCanFail() {
    assertThatThrownBy(() -> knows("org.apache.kafka..", "..http").check(service))
        .hasMessageContaining("KafkaEventLog");
    assertThatThrownBy(() -> knows("io.netty..", "..kafka").check(service))
        .hasMessageContaining("StreamBody");
    assertThatThrownBy(
            () -> ServiceShape.of("muster.notification", "stream", "receipts", "desk").check())
        .hasMessageContaining("roster");
  }

  @Test
  void everyTestOnRealServersIsMarkedAsOne() {
    ServerUse.checkThatItIsDeclared("muster.notification");
  }

  private static ArchRule knows(String library, String adapters) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(adapters)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }
}
