package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EndingsTest {
  private static final Instant ISSUED = Instant.parse("2026-03-12T01:15:00Z");

  private static JsonNode alert(String taskState, String lead) {
    return JsonMapper.shared()
        .readTree(
            """
            {"issuedAt":"%s","tasks":[{"state":"OFFERED"},{"state":"%s"}]%s}
            """
                .formatted(
                    ISSUED,
                    taskState,
                    lead.isEmpty() ? "" : ",\"lead\":{\"account\":\"" + lead + "\"}"));
  }

  private static boolean isOver(JsonNode alert, @Nullable Instant end, Duration after) {
    return Endings.isOver(alert, end, ISSUED.plus(after), Exercise.CONTROL);
  }

  @Test
  void whereNobodyComesItEndsAfterTwentyMinutes() {
    JsonNode alert = alert("UNREACHED", "");
    assertThat(Endings.hasHelp(alert)).isFalse();
    assertThat(isOver(alert, null, Duration.ofMinutes(20))).isFalse();
    assertThat(isOver(alert, null, Duration.ofMinutes(21))).isTrue();
  }

  @Test
  void whereSomebodyIsItEndsWhenItsTimeHasCome() {
    JsonNode alert = alert("ON_SCENE", "");
    Instant end = ISSUED.plus(Duration.ofMinutes(8));
    assertThat(Endings.hasHelp(alert)).isTrue();
    assertThat(isOver(alert, end, Duration.ofMinutes(7))).isFalse();
    assertThat(isOver(alert, end, Duration.ofMinutes(8))).isTrue();
  }

  @Test
  void oneThatADeskLeadsIsLeftToItForAnHour() {
    JsonNode led = alert("ON_SCENE", "zhang.dispatcher");
    Instant end = ISSUED.plus(Duration.ofMinutes(8));
    assertThat(isOver(led, end, Duration.ofMinutes(59))).isFalse();
    assertThat(isOver(led, end, Duration.ofMinutes(61))).isTrue();
    assertThat(isOver(alert("ON_SCENE", Exercise.CONTROL), end, Duration.ofMinutes(9))).isTrue();
  }
}
