package muster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import muster.demo.terminal.TerminalTexts;
import org.junit.jupiter.api.Test;

class BenchmarkTextsTest {
  private final TerminalTexts english = TerminalTexts.of(Benchmarks.TEXTS, Locale.ENGLISH);
  private final TerminalTexts chinese =
      TerminalTexts.of(Benchmarks.TEXTS, Locale.SIMPLIFIED_CHINESE);

  @Test
  void everyTextExistsInBothLanguages() {
    assertThat(chinese.keys()).containsExactlyInAnyOrderElementsOf(english.keys());
    assertThat(chinese.get("verdict.MET")).isEqualTo("是");
    assertThat(english.get("verdict.MET")).isEqualTo("yes");
  }

  @Test
  void aLanguageWithoutTranslationGetsEnglish() {
    assertThat(TerminalTexts.of(Benchmarks.TEXTS, Locale.FRENCH).get("verdict.MISSED"))
        .isEqualTo("NO");
  }
}
