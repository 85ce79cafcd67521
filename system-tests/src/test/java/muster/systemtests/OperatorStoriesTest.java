package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the command center watches. */
@ExtendWith(RunningStack.class)
class OperatorStoriesTest {

  @Test
  void everyStepIsOnTheScreenInTheOrderOfTheAlertsOwnHistory(StackUnderTest running)
      throws Exception {
    try (StorySetting setting = running.newSetting()) {
      List<Phone> phones = setting.teams("a", "b");
      phones.forEach(Phone::switchOn);
      OperatorScreen screen = setting.screen("?jurisdiction=" + StackUnderTest.XIZHU);
      Alert alert = setting.issue(setting.theft());
      phones.forEach(phone -> phone.expectTask(alert).acknowledge());
      alert.resolve("FOUND");

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(screen.types(alert).stream().filter(OperatorStoriesTest::ofDispatch))
                      .containsExactlyElementsOf(alert.history()));
    }
  }

  @Test
  void whoeverComesLateReplaysFromATime(StackUnderTest running) throws Exception {
    try (StorySetting setting = running.newSetting()) {
      setting.teams("a", "b");
      Instant before = Instant.now().minusSeconds(1);
      Alert alert = setting.issue(setting.theft());
      alert.resolve("FALSE_ALARM");
      List<String> history = alert.history();

      OperatorScreen late = setting.screen("?alertId=" + alert.id() + "&from=" + before);

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(late.types(alert).stream().filter(OperatorStoriesTest::ofDispatch))
                      .containsExactlyElementsOf(history));
    }
  }

  /** Without the receipts, which stand on a topic of their own. */
  private static boolean ofDispatch(String type) {
    return Stream.of("alert.", "task.", "wave.", "member.").anyMatch(type::startsWith);
  }
}
