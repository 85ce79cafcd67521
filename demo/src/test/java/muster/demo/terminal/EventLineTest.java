package muster.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EventLineTest {
  private static final String OFFERED =
      """
      {"type":"task.offered.v1","at":"2026-03-12T08:00:01.234Z",
       "alertId":"019512ab-0000-7000-8000-000000000000","number":40317,
       "jurisdiction":"320371003209",
       "event":{"taskId":"t","teamId":"xizhu-1","teamName":"西朱一队","wave":1,
                "reason":{"distanceMeters":412.6}}}
      """;
  private static final String ACKNOWLEDGED =
      """
      {"type":"task.acknowledged.v1","at":"2026-03-12T08:00:05Z",
       "alertId":"019512ab-0000-7000-8000-00000000a17b",
       "event":{"taskId":"t","teamId":"xizhu-1","by":"v-000001","etaSeconds":240}}
      """;

  private final EventLine english =
      new EventLine(
          TerminalTexts.of(TerminalTexts.COMMANDS, Locale.ENGLISH), ZoneId.of("Asia/Shanghai"));
  private final EventLine chinese =
      new EventLine(
          TerminalTexts.of(TerminalTexts.COMMANDS, Locale.SIMPLIFIED_CHINESE),
          ZoneId.of("Asia/Shanghai"));

  @Test
  void anEventIsALineWithTheLocalDateTimeAndZoneAndTheAlert() {
    assertThat(english.of(OFFERED))
        .isEqualTo("2026-03-12 16:00:01.234+08:00  40317  offered           to 西朱一队, 413 m away");
    assertThat(chinese.of(OFFERED))
        .isEqualTo("2026-03-12 16:00:01.234+08:00  40317  派发        西朱一队，距离 413 米");
  }

  @Test
  void reportsAndTeamsAreToldInBothLanguagesAndOfADutyTheTeamsByName() {
    String report =
        """
        {"type":"report.submitted.v1","at":"2026-03-12T08:00:00Z","topic":"report.events",
         "key":"019512ab-0000-7000-8000-00000000a17b","version":1,
         "event":{"category":"FIRE_HAZARD","jurisdiction":"320371003209","text":"smoke"}}
        """;
    assertThat(english.of(report))
        .endsWith("0000a17b  report            fire hazard in 320371003209: smoke");
    assertThat(chinese.of(report)).contains("0000a17b  上报信息    320371003209 火灾隐患");
    String team =
        """
        {"type":"team.registered.v1","at":"2026-03-12T08:00:00Z","key":"t-7",
         "event":{"teamId":"t-7","name":"西朱一队","jurisdiction":"320371003209"}}
        """;
    assertThat(english.of(team)).endsWith("t-7  team registered   t-7 西朱一队 in 320371003209");
    String duty =
        """
        {"type":"volunteer.went-on-duty.v1","at":"2026-03-12T08:00:00Z",
         "event":{"at":"2026-03-12T08:00:00Z","teams":["t-7","t-8"]}}
        """;
    assertThat(english.of(duty)).endsWith("on duty           somebody of 西朱一队, t-8");
    assertThat(chinese.of(duty)).isNotBlank();
    assertThat(chinese.of(duty.replace("-on-", "-off-"))).contains("离岗");
  }

  @Test
  void theDateIsThatOfTheZone() {
    String lateInUtc = OFFERED.replace("T08:00:01.234Z", "T23:59:59.999Z");
    assertThat(english.of(lateInUtc)).startsWith("2026-03-13 07:59:59.999+08:00  ");
    assertThat(
            new EventLine(TerminalTexts.of(TerminalTexts.COMMANDS, Locale.ENGLISH), ZoneOffset.UTC)
                .of(lateInUtc))
        .startsWith("2026-03-12 23:59:59.999+00:00  ");
  }

  @Test
  void constantsAreSaidInTheReadersLanguage() {
    String opened =
        """
        {"type":"wave.opened.v1","at":"2026-03-12T08:00:00Z","alertId":"019512ab",
         "event":{"wave":2,"trigger":"EXHAUSTED","radiusMeters":3000.0}}
        """;
    assertThat(chinese.of(opened)).endsWith("第 2 批次    范围 3000 米，原因：上一批次均已答复或未送达");
    assertThat(english.of(opened))
        .endsWith("within 3000 m, because all of the last wave have answered or were not reached");
    String issued =
        """
        {"type":"alert.issued.v1","at":"2026-03-12T08:00:00Z","alertId":"019512ab",
         "event":{"number":40317,"category":"FRAUD_WARNING","jurisdiction":"320371003209",
                  "details":{"headline":"THEFT"},"terms":{"teamsNeeded":2}}}
        """;
    assertThat(chinese.of(issued)).endsWith("发布警情    40317 号，320371003209 反诈预警：THEFT（所需队数 2）");
    assertThat(english.of(issued)).contains("fraud warning in 320371003209: THEFT");
  }

  @Test
  void aTimeThatIsOverIsSaidInMinutesOrSeconds() {
    String missed =
        """
        {"type":"alert.response-target-missed.v1","at":"2026-03-12T08:00:00Z","alertId":"019512ab",
         "event":{"target":"%s","teams":1}}
        """;
    assertThat(english.of(missed.formatted("PT10M"))).contains("nobody on scene within 10 min,");
    assertThat(chinese.of(missed.formatted("PT1H30M"))).contains("90 分钟 内无人到场");
    assertThat(chinese.of(missed.formatted("PT1M30S"))).contains("90 秒 内无人到场");
  }

  @Test
  void anAnswerWithoutAnEstimateSaysNothingOfOne() {
    String without = ACKNOWLEDGED.replace(",\"etaSeconds\":240", "");
    assertThat(english.of(ACKNOWLEDGED)).endsWith("xizhu-1 comes (ETA 240 s)");
    assertThat(english.of(without)).endsWith("xizhu-1 comes");
    assertThat(chinese.of(without)).endsWith("接受        xizhu-1");
  }

  @Test
  void aTextForWhatAnEventSaysIsOnlyTakenWhereThereIsOne() {
    String covered =
        """
        {"type":"alert.covered.v1","at":"2026-03-12T08:00:00Z","alertId":"019512ab",
         "event":{"teams":2,"missingPeople":1}}
        """;
    assertThat(english.of(covered)).endsWith("COVERED           2 teams come");
  }

  @Test
  void aReportThatIsTakenBackIsNoClue() {
    String clue =
        """
        {"type":"alert.clue-received.v1","at":"2026-03-12T08:00:00Z","alertId":"019512ab",
         "event":{"by":"liu","text":"PT10M: it was in my shed"%s}}
        """;
    assertThat(english.of(clue.formatted("")))
        .contains("CLUE  ")
        .endsWith("PT10M: it was in my shed");
    assertThat(english.of(clue.formatted(",\"withdrawal\":true")))
        .contains("REPORT TAKEN BACK by liu");
    assertThat(chinese.of(clue.formatted(",\"withdrawal\":true"))).contains("撤回上报信息  liu");
  }

  @Test
  void whoIsMissingIsCountedInPeopleWhereTheyAreNeeded() {
    String again =
        """
        {"type":"alert.escalation-told-again.v1","at":"2026-03-12T08:00:00Z","alertId":"019512ab",
         "event":{"to":"320371","missing":1,"missingPeople":10,"times":2}}
        """;
    assertThat(english.of(again)).endsWith("told 2 times, 10 people missing");
    assertThat(chinese.of(again)).endsWith("还缺 10 人");
  }

  @Test
  void aConstantThatIsNewAndWhatPeopleWroteStayAsTheyAre() {
    String stoodDown =
        """
        {"type":"task.stood-down.v1","at":"2026-03-12T08:00:00Z","event":{"teamId":"a","cause":"%s"}}
        """;
    assertThat(chinese.of(stoodDown.formatted("COVERED"))).endsWith("解除        a（已满员）");
    assertThat(chinese.of(stoodDown.formatted("MOON_FELL"))).endsWith("解除        a（MOON_FELL）");
    String declined =
        """
        {"type":"task.declined.v1","at":"2026-03-12T08:00:00Z",
         "event":{"teamId":"a","reason":"COVERED\\u001b[2J\\u202e\\n"}}
        """;
    assertThat(chinese.of(declined)).endsWith("拒绝        a：COVERED␛[2J<U+202E>␊");
  }

  @Test
  void anAlertWithoutANumberIsShownByTheEndOfItsId() {
    assertThat(english.of(ACKNOWLEDGED))
        .startsWith("2026-03-12 16:00:05.000+08:00  0000a17b  ACKNOWLEDGED");
  }

  @Test
  void theNumberIsSaidWhenAnAlertIsIssued() {
    String issued =
        """
        {"type":"alert.issued.v1","number":40317,
         "event":{"number":40317,"category":"THEFT","jurisdiction":"320371003209",
                  "details":{"headline":"x"},"terms":{"teamsNeeded":2}}}
        """;
    assertThat(english.withoutClock(issued))
        .isEqualTo("ALERT ISSUED      No. 40317, theft in 320371003209: x (needs 2 teams)");
    assertThat(chinese.withoutClock(issued)).startsWith("发布警情    40317 号，");
  }

  @Test
  void anAlertThatNeedsPeopleSaysHowManyOfThem() {
    String issued =
        """
        {"type":"alert.issued.v1","number":40317,
         "event":{"number":40317,"category":"THEFT","jurisdiction":"320371003209",
                  "details":{"headline":"x"},"terms":{"teamsNeeded":1,"peopleNeeded":8}}}
        """;
    assertThat(english.withoutClock(issued)).endsWith(": x (needs 8 people)");
    assertThat(chinese.withoutClock(issued)).endsWith("：x（所需人数 8）");
    String uncovered =
        """
        {"type":"alert.uncovered.v1","event":{"missing":1,"missingPeople":3}}
        """;
    assertThat(english.withoutClock(uncovered)).isEqualTo("UNCOVERED         3 people missing");
    assertThat(chinese.withoutClock(uncovered)).endsWith("还缺 3 人");
    assertThat(english.withoutClock(uncovered.replace("3", "null")))
        .isEqualTo("UNCOVERED         1 teams missing");
  }

  @Test
  void anExerciseSaysSo() {
    String exercise = OFFERED.replaceFirst("\\{", "{\"exercise\":true,");
    assertThat(english.of(exercise))
        .startsWith("2026-03-12 16:00:01.234+08:00  40317  EXERCISE offered");
    assertThat(chinese.of(exercise)).startsWith("2026-03-12 16:00:01.234+08:00  40317  【演练】 派发");
  }

  @Test
  void anAlarmSaysSoAndInAnExerciseThatItIsOne() {
    String help =
        """
        {"type":"task.help-asked.v1","at":"2026-03-12T08:00:01.234Z","number":40317,"alarm":true,
         "event":{"teamId":"xizhu-1","kind":"DANGER","text":"knife"}}
        """;
    assertThat(english.of(help))
        .isEqualTo(
            "2026-03-12 16:00:01.234+08:00  40317  "
                + "!! ALARM HELP              xizhu-1 asks for help in danger: knife");
    assertThat(chinese.of(help)).contains("40317  【告警】 请求支援    xizhu-1");
    assertThat(english.of(help.replaceFirst("\\{", "{\"exercise\":true,")))
        .contains("EXERCISE !! ALARM HELP");
  }

  @Test
  void aTeamIsCalledByItsNameOnceItIsKnown() {
    assertThat(english.of(ACKNOWLEDGED)).endsWith("xizhu-1 comes (ETA 240 s)");
    english.of(OFFERED);
    assertThat(english.of(ACKNOWLEDGED)).endsWith("西朱一队 comes (ETA 240 s)");
  }

  @Test
  void aTypeWithoutATextIsShownAsItIs() {
    assertThat(
            english.of("{\"type\":\"shift.opened.v9\",\"at\":\"soon\",\"event\":{\"places\":5}}"))
        .isEqualTo("soon    shift.opened.v9 {\"places\":5}");
  }

  @Test
  void aFieldThatIsMissingIsADash() {
    assertThat(
            english.of(
                "{\"type\":\"task.declined.v1\",\"at\":\"2026-03-12T08:00:05Z\",\"event\":{\"teamId\":\"a\"}}"))
        .endsWith("declined          a: –");
  }
}
