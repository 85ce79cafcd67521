package muster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void everythingThatCanBeSaidCanBeSaidInBothLanguagesAndNothingElseIsThere() {
    Set<String> phrases =
        Arrays.stream(Phrase.values())
            .map(Phrase::key)
            .collect(Collectors.toCollection(TreeSet::new));

    for (Locale locale : List.of(Locale.ROOT, Locale.CHINESE)) {
      ResourceBundle texts = ResourceBundle.getBundle("muster.preflight.texts", locale);
      assertThat(texts.getLocale()).isEqualTo(locale);
      assertThat(new TreeSet<>(Collections.list(texts.getKeys()))).isEqualTo(phrases);
    }
  }

  @Test
  void aRefusalIsSaidInTheLanguageOfTheMachineAndEnglishWithoutATranslation() {
    List<Refusal> refusals = List.of(Refusal.of("MUSTER_KAFKA", Phrase.KAFKA_MALFORMED, "kafka"));

    assertThat(Texts.of(Locale.SIMPLIFIED_CHINESE).lines(refusals))
        .startsWith("MUSTER_KAFKA: “kafka”不是");
    assertThat(Texts.of(Locale.ENGLISH).lines(refusals))
        .startsWith("MUSTER_KAFKA: \"kafka\" is not host:port.");
    assertThat(Texts.of(Locale.FRENCH).lines(refusals))
        .isEqualTo(Texts.of(Locale.ENGLISH).lines(refusals));
  }

  @Test
  void wordsInsideOfWordsAreSaidInTheSameLanguage() {
    Refusal late =
        Refusal.of(
            "MUSTER_ISSUER",
            Phrase.ISSUER_LATE,
            "http://localhost:9000",
            Words.of(Phrase.CONNECTION_REFUSED),
            "25");

    assertThat(Texts.of(Locale.ENGLISH).lines(List.of(late)))
        .contains("http://localhost:9000", "25 s", "nobody listens there");
    assertThat(Texts.of(Locale.CHINESE).lines(List.of(late)))
        .contains("http://localhost:9000", "25 秒", "该处无人监听");
  }
}
