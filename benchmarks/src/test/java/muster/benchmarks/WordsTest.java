package muster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {
  private final Words english = Words.of(Locale.ENGLISH);
  private final Words chinese = Words.of(Locale.SIMPLIFIED_CHINESE);

  @Test
  void everyTextExistsInBothLanguages() {
    assertThat(chinese.bundle().keySet())
        .containsExactlyInAnyOrderElementsOf(english.bundle().keySet());
    assertThat(chinese.get("verdict.MET")).isEqualTo("是");
    assertThat(english.get("verdict.MET")).isEqualTo("yes");
  }

  @Test
  void aLanguageWithoutTranslationGetsEnglish() {
    assertThat(Words.of(Locale.FRENCH).get("verdict.MISSED")).isEqualTo("NO");
  }
}
