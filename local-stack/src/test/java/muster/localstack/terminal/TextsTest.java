package muster.localstack.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.DispatchEvent;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}|\\[[a-zA-Z.]+]");

  @Test
  void everyTextExistsInBothLanguagesWithTheSamePlaces() {
    ResourceBundle english = Texts.of(Locale.ENGLISH).bundle();
    ResourceBundle chinese = Texts.of(Locale.SIMPLIFIED_CHINESE).bundle();
    assertThat(chinese.getLocale().getLanguage()).isEqualTo("zh");
    for (String key : english.keySet()) {
      assertThat(chinese.keySet()).contains(key);
      assertThat(places(chinese.getString(key))).as(key).isEqualTo(places(english.getString(key)));
    }
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void aLanguageWithoutTranslationGetsEnglish() {
    assertThat(Texts.of(Locale.FRENCH).get("up.ready", "3.2")).isEqualTo("Ready after 3.2 s.");
    assertThat(Texts.of(Locale.SIMPLIFIED_CHINESE).get("up.ready", "3.2"))
        .isEqualTo("已就绪,用时 3.2 秒。");
  }

  @Test
  void everyEventOfTheOperatorsStreamHasAText() {
    ResourceBundle english = Texts.of(Locale.ENGLISH).bundle();
    assertThat(
            Arrays.stream(DispatchEvent.class.getPermittedSubclasses())
                .flatMap(TextsTest::records)
                .map(type -> "event." + EventCodec.nameOf(type.asSubclass(DispatchEvent.class)))
                .collect(Collectors.toSet()))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(english.containsKey(key)).as(key).isTrue());
  }

  private static java.util.stream.Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? java.util.stream.Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(TextsTest::records);
  }

  private static TreeSet<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
