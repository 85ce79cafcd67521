package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.demo.terminal.TerminalTexts;
import org.junit.jupiter.api.Test;

class IncidentTest {
  private static final TerminalTexts ENGLISH = TerminalTexts.of(Exercise.TEXTS, Locale.ENGLISH);
  private static final TerminalTexts CHINESE =
      TerminalTexts.of(Exercise.TEXTS, Locale.SIMPLIFIED_CHINESE);
  private static final JurisdictionCode XIZHU = new JurisdictionCode("320371003209");
  private static final GeoPoint BASE = new GeoPoint(34.29179, 117.34248);
  private static final List<Incident.Scene> SCENES =
      List.of(new Incident.Scene(Beat.of(BASE, XIZHU.value()), XIZHU, "西朱村"));

  private static List<Incident> incidents(int count) {
    Random random = new Random(5);
    return Stream.generate(() -> Incident.next(SCENES, random)).limit(count).toList();
  }

  @Test
  void everyCategoryComesAndTheftsMostOften() {
    Map<Category, Long> counts =
        incidents(10_000).stream()
            .collect(
                Collectors.groupingBy(
                    incident -> incident.kind().category(), Collectors.counting()));
    assertThat(counts).containsOnlyKeys(Category.values());
    assertThat(counts.getOrDefault(Category.THEFT, 0L) / 10_000.0).isCloseTo(0.3, within(0.02));
    assertThat(counts.getOrDefault(Category.DROWNING, 0L) / 10_000.0).isCloseTo(0.05, within(0.01));
  }

  @Test
  void itHappensInTheVillageAndIsToldInItsName() {
    assertThat(incidents(500))
        .allSatisfy(
            incident -> {
              assertThat(incident.place().distanceMeters(BASE))
                  .isLessThanOrEqualTo(Beat.USUAL_RADIUS + 1);
              assertThat(incident.headline()).contains("西朱村").doesNotContain("{");
              assertThat(incident.report()).contains("西朱村");
              assertThat(incident.address()).contains("西朱村");
            });
  }

  @Test
  void theTownSpeaksChineseAlone() {
    assertThat(Town.keys()).contains("desk.answer", "person.cannot.1", "incident.address.1");
    assertThat(Town.keys())
        .allSatisfy(
            key ->
                assertThat(Town.says(key, "西朱村"))
                    .as(key)
                    .containsPattern("\\p{IsHan}")
                    .doesNotContainPattern("[A-Za-z{]"));
  }

  @Test
  void anAlertOfItIsAnExercise() {
    Map<String, ?> alert = incidents(1).getFirst().asAlert();
    assertThat(alert.get("exercise")).isEqualTo(true);
    assertThat(alert.keySet()).contains("category", "severity", "headline", "jurisdiction");
  }

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

  private static int arguments(String text) {
    return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
  }
}
