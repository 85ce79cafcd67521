package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ServerUseTest {
  @Test
  void aTestThatComesToUseTheServersAndDoesNotSaySoIsFound() {
    var result =
        ServerUse.isDeclared()
            .evaluate(new ClassFileImporter().importPackages("muster.testbed.forgetful"));

    assertThat(result.getFailureReport().getDetails())
        .singleElement()
        .asString()
        .contains("UnmarkedTest");
  }
}
