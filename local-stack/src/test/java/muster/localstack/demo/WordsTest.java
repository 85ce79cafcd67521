package muster.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final ResourceBundle ENGLISH = Words.in(Locale.ENGLISH).bundle();
  private static final ResourceBundle CHINESE = Words.in(Locale.SIMPLIFIED_CHINESE).bundle();

  @Test
  void everythingIsSaidInBothLanguagesWithTheSameArguments() {
    assertThat(CHINESE.getLocale().getLanguage()).isEqualTo("zh");
    assertThat(CHINESE.keySet()).isEqualTo(ENGLISH.keySet());
    for (String key : ENGLISH.keySet()) {
      assertThat(arguments(CHINESE.getString(key)))
          .as(key)
          .isEqualTo(arguments(ENGLISH.getString(key)));
    }
  }

  @Test
  void aLanguageThatIsMissingIsEnglish() {
    assertThat(Words.in(Locale.FRENCH).get("step.resolved"))
        .isEqualTo(ENGLISH.getString("step.resolved"));
  }

  private static int arguments(String text) {
    return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
  }
}
