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

class TranslationTest {

  @Test
  void everythingThatCanBeSaidCanBeSaidInBothLanguagesAndNothingElseIsThere() {
    Set<String> keys =
        Arrays.stream(MessageKey.values())
            .map(MessageKey::inBundle)
            .collect(Collectors.toCollection(TreeSet::new));

    for (Locale locale : List.of(Locale.ROOT, Locale.CHINESE)) {
      ResourceBundle messages = ResourceBundle.getBundle("muster.preflight.messages", locale);
      assertThat(messages.getLocale()).isEqualTo(locale);
      assertThat(new TreeSet<>(Collections.list(messages.getKeys()))).isEqualTo(keys);
    }
  }

  @Test
  void aRefusalIsSaidInTheLanguageOfTheMachineAndEnglishWithoutATranslation() {
    List<Refusal> refusals =
        List.of(Refusal.of("MUSTER_KAFKA", MessageKey.KAFKA_MALFORMED, "kafka"));

    assertThat(Translation.of(Locale.SIMPLIFIED_CHINESE).lines(refusals))
        .startsWith("MUSTER_KAFKA: “kafka”不是");
    assertThat(Translation.of(Locale.ENGLISH).lines(refusals))
        .startsWith("MUSTER_KAFKA: \"kafka\" is not host:port.");
    assertThat(Translation.of(Locale.FRENCH).lines(refusals))
        .isEqualTo(Translation.of(Locale.ENGLISH).lines(refusals));
  }

  @Test
  void messagesInsideOfMessagesAreSaidInTheSameLanguage() {
    Refusal late =
        Refusal.of(
            "MUSTER_ISSUER",
            MessageKey.ISSUER_LATE,
            "http://localhost:9000",
            StartMessage.of(MessageKey.CONNECTION_REFUSED),
            "25");

    assertThat(Translation.of(Locale.ENGLISH).lines(List.of(late)))
        .contains("http://localhost:9000", "25 s", "nobody listens there");
    assertThat(Translation.of(Locale.CHINESE).lines(List.of(late)))
        .contains("http://localhost:9000", "25 秒", "该处无人监听");
  }
}
