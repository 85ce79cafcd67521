package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Outcome;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand.AddClue;
import muster.dispatch.alert.AlertCommand.Issue;
import muster.dispatch.alert.AlertCommand.Resolve;
import muster.dispatch.policy.CallOutPolicies;
import org.junit.jupiter.api.Test;

/** The practices of the programmes, told through the default policies. */
class StoriesTest {

  /** Xuzhou: a stolen e-bike, every work point of the area, the clue in under ten minutes. */
  @Test
  void p1CommandToWorkPoints() {
    AlertStory story =
        AlertStory.needing(
                2,
                "xizhu",
                "liyi",
                "dahuangshan",
                "houyao",
                "zhaizhuang",
                "xiaozhuang",
                "gaojia",
                "dongwang",
                "miaozhuang")
            .does(
                issue(
                    Category.THEFT,
                    AlertOrigin.report(new UUID(1, 1), AlertStory.START.minusSeconds(30))));
    assertThat(story.issuedState().tasks()).hasSize(6);
    story
        .confirms("xizhu")
        .confirms("liyi")
        .confirms("dahuangshan")
        .confirms("houyao")
        .confirms("zhaizhuang")
        .fastForward(5)
        .happened("TaskUnreached xiaozhuang", "TaskOffered gaojia")
        .confirms("gaojia")
        .after(3)
        .acknowledges("xizhu")
        .declines("houyao")
        .fastForward(52)
        .happened("WaveOpened 2 DEADLINE", "TaskOffered dongwang", "TaskOffered miaozhuang")
        .after(4)
        .confirms("dongwang")
        .confirms("miaozhuang")
        .acknowledges("dongwang")
        .happened("TaskAcknowledged dongwang", "AlertCovered")
        .acknowledges("liyi")
        .happened(
            "TaskPutOnStandby liyi 1",
            "TaskStoodDown dahuangshan",
            "TaskStoodDown zhaizhuang",
            "TaskStoodDown gaojia",
            "TaskStoodDown miaozhuang")
        .isEnRoute("xizhu")
        .after(56)
        .withdraws("dongwang")
        .happened("TaskWithdrawn dongwang", "TaskPromoted liyi")
        .isEnRoute("liyi")
        .after(240)
        .isOnScene("liyi")
        .does(
            new AddClue(
                new UUID(2, 2),
                "v-liyi",
                "The bike stands behind the market",
                new GeoPoint(34.28, 117.36)))
        .happened("ClueReceived")
        .isResolved()
        .expect(
            "#17 RESOLVED | xizhu STOOD_DOWN 6m | liyi RELEASED 6m"
                + " | dahuangshan STOOD_DOWN 64s | houyao DECLINED 8s"
                + " | zhaizhuang STOOD_DOWN 64s | xiaozhuang UNREACHED 5s"
                + " | gaojia STOOD_DOWN 64s | dongwang WITHDRAWN 2m"
                + " | miaozhuang STOOD_DOWN 64s");
    assertThat(story.now()).isBefore(AlertStory.START.plusSeconds(600));
  }

  /** Pizhou, Donghu: one team per village; the whole town is searched wave by wave. */
  @Test
  void p3VillageTeams() {
    String[] villages = new String[31];
    for (int i = 0; i < villages.length; i++) {
      villages[i] = "donghu-" + (i + 1);
    }
    AlertStory story =
        AlertStory.needing(5, villages)
            .does(issue(Category.MISSING_PERSON, AlertOrigin.commandCenter()));
    assertThat(story.issuedState().tasks()).hasSize(15);
    for (Task task : story.tasks()) {
      story.confirms(task.teamId());
    }
    story.acknowledge("donghu-2", "donghu-5", "donghu-9").fastForward(120);
    assertThat(story.issuedState().wave()).isEqualTo(2);
    assertThat(story.issuedState().tasks()).hasSize(31);
    story.acknowledge("donghu-20", "donghu-31", "donghu-30", "donghu-1");
    assertThat(story.issuedState().status()).isEqualTo(AlertStatus.COVERED);
    assertThat(story.task("donghu-1").rank()).isEqualTo(2);
    assertThat(story.issuedState().engagedTeams()).hasSize(7);
  }

  /** Zhangjiakou: a resident calls about a prowler, the nearest team is there. */
  @Test
  void p14RedArmbands() {
    AlertStory.needing(1, "bridge", "market")
        .under(CallOutPolicies.defaults().terms(Category.OTHER, 1))
        .issued()
        .confirms("bridge")
        .confirms("market")
        .after(3)
        .acknowledges("bridge")
        .isEnRoute("bridge")
        .after(177)
        .isOnScene("bridge")
        .completes("bridge")
        .after(60)
        .does(new Resolve("officer", Outcome.HANDED_OVER, "handed to the police"))
        .expect("#17 RESOLVED | bridge COMPLETED 3m | market STOOD_DOWN 4m");
  }

  private static Issue issue(Category category, AlertOrigin origin) {
    return new Issue(
        AlertStory.ALERT,
        "officer",
        origin,
        category,
        AlertStory.DETAILS,
        new JurisdictionCode(AlertStory.XIZHU_VILLAGE),
        CallOutPolicies.defaults().terms(category, null),
        false,
        AlertStory.NUMBER);
  }
}
