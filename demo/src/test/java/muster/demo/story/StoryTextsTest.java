package muster.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import muster.demo.terminal.TerminalTexts;
import org.junit.jupiter.api.Test;

class StoryTextsTest {
  private static final TerminalTexts ENGLISH =
      TerminalTexts.of(StoryRequests.TEXTS, Locale.ENGLISH);
  private static final TerminalTexts CHINESE =
      TerminalTexts.of(StoryRequests.TEXTS, Locale.SIMPLIFIED_CHINESE);

  @Test
  void everythingIsSaidInBothLanguagesWithTheSameArguments() {
    assertThat(CHINESE.language()).isEqualTo("zh");
    assertThat(CHINESE.keys()).isEqualTo(ENGLISH.keys());
    for (String key : ENGLISH.keys()) {
      assertThat(arguments(CHINESE.pattern(key)))
          .as(key)
          .isEqualTo(arguments(ENGLISH.pattern(key)));
    }
  }

  @Test
  void aLanguageThatIsMissingIsEnglish() {
    assertThat(TerminalTexts.of(StoryRequests.TEXTS, Locale.FRENCH).get("step.resolved"))
        .isEqualTo(ENGLISH.pattern("step.resolved"));
  }

  private static int arguments(String text) {
    return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
  }
}
