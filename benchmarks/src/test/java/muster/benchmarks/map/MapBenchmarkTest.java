package muster.benchmarks.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Setting;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.Tuning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At a thirtieth of the size that is measured with. */
class MapBenchmarkTest {

  @Test
  void tilesOfTwentyThousandPeopleAreCompleteSmallAndSoon(@TempDir Path folder) throws Exception {
    Setting quick =
        new Setting(
            true,
            Tuning.FAST,
            folder,
            TerminalTexts.of("muster.benchmarks.texts", Locale.ENGLISH),
            new PrintStream(new ByteArrayOutputStream()));

    Findings findings = new MapBenchmark(quick).run();

    assertThat(findings.checks())
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.key()).isEqualTo("map.complete");
              assertThat(check.lookedAt()).isGreaterThan(100);
            });
    assertThat(value(findings, "map.largest")).isBetween(1.0, 200.0);
    // Of a machine that does other things meanwhile, the middle one says enough.
    assertThat(value(findings, "map.still.p50")).isLessThan(50);
    assertThat(value(findings, "map.moving.p50")).isLessThan(50);
  }

  private static double value(Findings findings, String key) {
    return findings.results().stream()
        .filter(result -> result.key().equals(key))
        .mapToDouble(Result::value)
        .findFirst()
        .orElseThrow();
  }
}
