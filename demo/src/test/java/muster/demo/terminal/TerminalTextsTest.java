package muster.demo.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.access.Role;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.notification.DeskEvent;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.contracts.report.ReportEvent;
import muster.contracts.volunteer.VolunteerEvent;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d+}|\\[[a-zA-Z.]+]");
  private static final Pattern LATIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./:=-]*");

  /** Of programs, commands, files, roles and measures: what is typed or read as it is. */
  private static final Set<String> NAMES =
      Stream.concat(
              Stream.of(
                  """
                  Muster IDE JSON Ctrl-C GB/T T08:00:00Z v-000123 p50 p99 MB http://localhost:9000
                  muster test test-containers images bench up demo watch token help only fresh
                  dispatch.events report.events volunteer.events dispatch.alarms notification.desks
                  issuer roles task. ss ltnp compose docker-compose.yml
                  EXERCISE simulate people incidents-per-hour against without browser processes
                  docker down d muster/exercise zhang.dispatcher wang.officer muster-demo http://localhost:8080
                  MUSTER_DISPATCH_POLICIES=containers/demo-policies.env
                  """
                      .split("\\s+")),
              Arrays.stream(Role.values()).map(Role::claim))
          .collect(Collectors.toUnmodifiableSet());

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
        .isEqualTo("已就绪，用时 3.2 秒。");
  }

  @Test
  void everyEventOfTheOperatorsStreamHasAText() {
    TerminalTexts english = commands(Locale.ENGLISH);
    assertThat(events().map(type -> "event." + EventCodec.nameOf(type)).collect(Collectors.toSet()))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(english.keys().contains(key)).as(key).isTrue());
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void everyProblemHasATextInTheTerminalsLanguage(ProblemType type) {
    TerminalTexts chinese = commands(Locale.SIMPLIFIED_CHINESE);
    String body = new String(Problem.of(type).toJson("/api/stream/events"), UTF_8);
    assertThat(ProblemText.of(chinese, type.status(), body))
        .startsWith(type.status() + " ")
        .doesNotContain(type.detail())
        .doesNotContainPattern("[A-Za-z{]");
    assertThat(ProblemText.of(commands(Locale.ENGLISH), type.status(), body))
        .matches(type.status() + " [A-Z].*\\.");
  }

  @Test
  void ofAProblemThatNoTextKnowsAndOfNoneWhatItSaysIsShown() {
    TerminalTexts chinese = commands(Locale.SIMPLIFIED_CHINESE);
    String unknown = "{\"type\":\"/problems/from-the-future\",\"detail\":\"So it is.\"}";
    assertThat(ProblemText.of(chinese, 418, unknown)).isEqualTo("418 So it is.");
    for (String body : new String[] {"not yours", "", "[]", "7", "{\"type\":7}", "{\"x\":1}"}) {
      assertThat(ProblemText.of(chinese, 403, body)).isEqualTo("403 " + body);
    }
    String fields =
        new String(
            Problem.invalid(
                    List.of(
                        new FieldError("alertId", "is wrong"), new FieldError("other", "is wrong")))
                .toJson("/x"),
            UTF_8);
    assertThat(ProblemText.of(commands(Locale.ENGLISH), 400, fields))
        .isEqualTo(
            "400 The request is not valid. Alert: give its id, or its number of 5 to 8 digits.");
  }

  /** Of each field that a text shows: a person reads a word and not a constant. */
  @Test
  void everyConstantThatATextShowsHasAWord() {
    TerminalTexts english = commands(Locale.ENGLISH);
    Set<String> shown = new TreeSet<>();
    events()
        .forEach(
            type ->
                PLACE
                    .matcher(english.pattern("event." + EventCodec.nameOf(type)))
                    .results()
                    .map(place -> place.group().replaceAll("[\\[\\]]", ""))
                    .filter(path -> !path.equals("team"))
                    .forEach(path -> shown.addAll(constants(type, path))));
    assertThat(shown).contains("word.trigger.BY_HAND", "word.category.THEFT");
    assertThat(english.keys()).containsAll(shown);
    // And none that no text shows.
    assertThat(english.keys().stream().filter(key -> key.startsWith("word.")))
        .containsExactlyInAnyOrderElementsOf(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TerminalTexts.COMMANDS,
        "muster.demo.story.texts",
        "muster.demo.exercise.texts",
        "muster.demo.exercise.town"
      })
  void nothingOfTheChineseTextsIsUntranslated(String bundle) {
    TerminalTexts chinese = TerminalTexts.of(bundle, Locale.SIMPLIFIED_CHINESE);
    for (String key : chinese.keys()) {
      String said = PLACE.matcher(chinese.pattern(key)).replaceAll(" ").replace("%n", " ");
      assertThat(
              LATIN
                  .matcher(said)
                  .results()
                  .map(found -> found.group().replaceFirst("[:=/-]+$", "")))
          .as(key)
          .isSubsetOf(NAMES);
    }
  }

  /** The glossary is what the screens say, too. */
  @Test
  void theChineseTextsSpeakOfAlertsInTheGlossarysWords() throws IOException {
    TerminalTexts chinese = commands(Locale.SIMPLIFIED_CHINESE);
    Map<String, String> glossary = glossary();
    SPOKEN_OF.forEach(
        (key, word) -> {
          assertThat(glossary).containsKey(word);
          assertThat(chinese.pattern(key)).as(key).contains(glossary.get(word));
        });
  }

  private static final Map<String, String> SPOKEN_OF =
      Map.ofEntries(
          Map.entry("event.alert.issued.v1", "alert"),
          Map.entry("event.wave.opened.v1", "wave"),
          Map.entry("event.task.offered.v1", "offer"),
          Map.entry("event.task.reached.v1", "reached"),
          Map.entry("event.task.unreached.v1", "unreached"),
          Map.entry("event.task.acknowledged.v1", "acknowledge"),
          Map.entry("event.task.put-on-standby.v1", "standby"),
          Map.entry("event.task.promoted.v1", "promote"),
          Map.entry("event.task.declined.v1", "decline"),
          Map.entry("event.task.withdrawn.v1", "withdraw"),
          Map.entry("event.task.en-route.v1", "en route"),
          Map.entry("event.task.on-scene.v1", "on scene"),
          Map.entry("event.task.completed.v1", "completed"),
          Map.entry("event.task.stood-down.v1", "stand down"),
          Map.entry("event.alert.covered.v1", "covered"),
          Map.entry("event.alert.escalated.v1", "escalate"),
          Map.entry("event.alert.clue-received.v1", "clue"),
          Map.entry("event.alert.resolved.v1", "resolve"),
          Map.entry("event.alert.cancelled.v1", "cancel"),
          Map.entry("event.alert.expired.v1", "expire"),
          Map.entry("event.alert.lead-taken.v1", "lead"),
          Map.entry("event.alert.lead-left.v1", "lead"),
          Map.entry("event.alert.radio-line-read.v1", "radio line"),
          Map.entry("event.alert.delivery-doubtful.v1", "delivery in doubt"),
          Map.entry("event.alert.merged.v1", "merge"),
          Map.entry("event.alert.reopened.v1", "reopen"),
          Map.entry("event.task.telephoned.v1", "ring up"),
          Map.entry("event.task.unstaffed.v1", "unstaffed"),
          Map.entry("event.task.released.v1", "release"),
          Map.entry("event.task.passed-on.v1", "pass on"),
          Map.entry("event.task.taken-over.v1", "take over"),
          Map.entry("event.task.answered-late.v1", "late answer"),
          Map.entry("event.report.submitted.v1", "report"),
          Map.entry("event.report.claimed.v1", "claim"),
          Map.entry("event.report.added-to.v1", "addition"),
          Map.entry("event.alarm.raised.v1", "alarm"),
          Map.entry("event.alarm.shelved.v1", "shelve"),
          Map.entry("event.desk.changed.v1", "desk"),
          Map.entry("event.jurisdiction.registered.v1", "jurisdiction"),
          Map.entry("event.volunteer.erased.v1", "erase"),
          Map.entry("word.condition.LEAD_GONE", "lead"),
          Map.entry("word.condition.TARGET_PASSED", "response target"),
          Map.entry("word.condition.REPORT_OVERDUE", "report"),
          Map.entry("word.category.THEFT", "theft"),
          Map.entry("word.category.BRAWL", "brawl"),
          Map.entry("word.category.FRAUD_WARNING", "fraud warning"),
          Map.entry("word.category.MISSING_PERSON", "missing person"),
          Map.entry("word.category.FIRE_HAZARD", "fire hazard"),
          Map.entry("word.category.DROWNING", "drowning"),
          Map.entry("word.category.CROWD", "crowd"),
          Map.entry("word.category.OTHER", "other"),
          Map.entry("word.outcome.FOUND", "found"),
          Map.entry("word.outcome.PREVENTED", "prevented"),
          Map.entry("word.outcome.HANDED_OVER", "handed over"),
          Map.entry("word.outcome.NOT_FOUND", "not found"),
          Map.entry("word.outcome.FALSE_ALARM", "false alarm"));

  /** English to Chinese: the rows, whose cells may hold several words, and pairs in the text. */
  private static Map<String, String> glossary() throws IOException {
    Map<String, String> words = new HashMap<>();
    for (String line :
        Files.readAllLines(ProjectFolder.find().root().resolve("docs/glossary.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length < 5) {
        continue;
      }
      String[] english = cells[1].strip().split(", ", -1);
      String[] chinese = cells[2].strip().split("、", -1);
      for (int i = 0; i < Math.min(english.length, chinese.length); i++) {
        words.put(english[i], chinese[i]);
      }
      Pattern.compile("([A-Za-z][a-z ]*[a-z]) ([\\u4e00-\\u9fff]+)")
          .matcher(cells[3])
          .results()
          .forEach(
              pair -> words.putIfAbsent(pair.group(1).toLowerCase(Locale.ROOT), pair.group(2)));
    }
    return words;
  }

  private static Set<String> constants(Class<?> type, String path) {
    Class<?> reached = type;
    String field = "";
    for (String step : path.split("\\.", -1)) {
      field = step;
      reached =
          Arrays.stream(reached.getRecordComponents())
              .filter(component -> component.getName().equals(step))
              .findFirst()
              .orElseThrow(() -> new AssertionError(type + " has no " + path))
              .getType();
    }
    String begin = "word." + field + ".";
    return reached.isEnum()
        ? Arrays.stream(reached.getEnumConstants())
            .map(constant -> begin + constant)
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static TerminalTexts commands(Locale locale) {
    return TerminalTexts.of(TerminalTexts.COMMANDS, locale);
  }

  /** What the operator's stream tells of. */
  private static Stream<Class<? extends Event>> events() {
    return Stream.of(
            DispatchEvent.class,
            ReportEvent.class,
            VolunteerEvent.class,
            AlarmEvent.class,
            DeskEvent.class)
        .flatMap(EventCodec::recordsOf);
  }

  private static TreeSet<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
