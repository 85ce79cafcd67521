package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import muster.localstack.ServiceProcess;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own, as ./muster test --only starts it. */
class NamedTestTest {
  private final Path folder;

  NamedTestTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Nobody but this test asks for them. */
  static final class Mixed {
    @Test
    void passes() {
      System.out.println("printed by a test");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void passesTwice(int number) {
      assertThat(number).isPositive();
    }

    @Test
    void fails() {
      throw new AssertionError("as it should");
    }

    @Test
    @Disabled("for later")
    void isNotReady() {
      throw new AssertionError("not reached");
    }
  }

  static final class Empty {}

  @Test
  void eachTestOfAClassIsSaidAndOneFailureIsEnough() {
    Run run = run(Mixed.class, "");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.said())
        .contains("✓ passes ", "✓ passesTwice [1]", "✓ passesTwice [2]")
        .contains("✗ fails", "AssertionError: as it should", "at muster.testbed.NamedTestTest")
        .contains("– isNotReady: for later", "3 passed, 1 failed, 1 skipped")
        .doesNotContain("printed by a test", "not reached");
    assertThat(run.log()).content().contains("printed by a test");
  }

  @Test
  void aMethodRunsAloneWithAllItsArguments() {
    Run run = run(Mixed.class, "passesTwice");
    assertThat(run.exitCode()).as(run.said()).isZero();
    assertThat(run.said()).contains("2 passed, 0 failed, 0 skipped").doesNotContain("passes ");
  }

  @Test
  void whatIsNotThereIsAnsweredWithWhatIs() {
    Run run = run(Mixed.class, "flies");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.said())
        .contains("has no test flies. It has: fails, isNotReady, passes, passesTwice");
    assertThat(run(Empty.class, "").said()).contains("Empty has no tests.");
  }

  private record Run(int exitCode, String said, File log) {}

  private Run run(Class<?> tests, String method) {
    Path log = folder.resolve("printed.log");
    Path terminal = folder.resolve(tests.getSimpleName() + method + ".terminal");
    try (ServiceProcess process =
        ServiceProcess.named("test")
            .mainClass(NamedTest.class.getName(), System.getProperty("java.class.path"))
            .jvmArguments("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8")
            .arguments(tests.getName(), method, log.toString())
            .logFile(terminal)
            .build()
            .launch()) {
      int exitCode = process.awaitEnd(Duration.ofSeconds(60));
      assertThat(Files.exists(terminal)).isTrue();
      return new Run(exitCode, process.logTail(100), log.toFile());
    }
  }
}
