package muster.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.DispatchEvent;
import org.junit.jupiter.api.Test;

class TerminalTextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}|\\[[a-zA-Z.]+]");

  @Test
  void everyTextExistsInBothLanguagesWithTheSamePlaces() {
    TerminalTexts english = commands(Locale.ENGLISH);
    TerminalTexts chinese = commands(Locale.SIMPLIFIED_CHINESE);
    assertThat(chinese.language()).isEqualTo("zh");
    for (String key : english.keys()) {
      assertThat(chinese.keys()).contains(key);
      assertThat(places(chinese.pattern(key))).as(key).isEqualTo(places(english.pattern(key)));
    }
    assertThat(chinese.keys()).isEqualTo(english.keys());
  }

  @Test
  void aLanguageWithoutTranslationGetsEnglish() {
    assertThat(commands(Locale.FRENCH).get("up.ready", "3.2")).isEqualTo("Ready after 3.2 s.");
    assertThat(commands(Locale.SIMPLIFIED_CHINESE).get("up.ready", "3.2"))
        .isEqualTo("已就绪,用时 3.2 秒。");
  }

  @Test
  void everyEventOfTheOperatorsStreamHasAText() {
    TerminalTexts english = commands(Locale.ENGLISH);
    assertThat(
            Arrays.stream(DispatchEvent.class.getPermittedSubclasses())
                .flatMap(TerminalTextsTest::records)
                .map(type -> "event." + EventCodec.nameOf(type.asSubclass(DispatchEvent.class)))
                .collect(Collectors.toSet()))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(english.keys().contains(key)).as(key).isTrue());
  }

  private static TerminalTexts commands(Locale locale) {
    return TerminalTexts.of(TerminalTexts.COMMANDS, locale);
  }

  private static java.util.stream.Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? java.util.stream.Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(TerminalTextsTest::records);
  }

  private static TreeSet<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
