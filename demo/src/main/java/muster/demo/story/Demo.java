package muster.demo.story;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import muster.demo.stream.EventStream;
import muster.demo.terminal.EventLine;
import muster.demo.terminal.HarmlessText;
import muster.demo.terminal.TerminalTexts;
import muster.demo.xuzhou.XuzhouGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the story on a stack that is ready. For the deadlines of seconds that it is meant to be
 * watched with, dispatch-service has to run with {@link DemoPolicy}; with another policy it is the
 * same story, only slower.
 */
public final class Demo implements AutoCloseable {
  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(15);

  private final DemoTargets targets;
  private final Pace pace;
  private final Audience audience;
  private final boolean json;
  private final TerminalTexts texts;
  private final TerminalTexts commandTexts;
  private final PrintStream result;
  private final PrintStream progress;
  private final EventLine lines;
  private final OwnAlerts own = new OwnAlerts();
  private volatile @Nullable Instant begin;
  private volatile @Nullable HttpClient client;
  private volatile @Nullable Traces traces;

  /**
   * @param json the result is one JSON object and nothing else; all else goes to {@code progress}
   */
  public Demo(DemoTargets targets, boolean json, Locale locale, PrintStream out, PrintStream err) {
    this(targets, json, locale, out, err, Pace.QUICK, Audience.NOBODY);
  }

  /** The same, for somebody who follows it elsewhere than in the terminal. */
  public Demo(
      DemoTargets targets,
      boolean json,
      Locale locale,
      PrintStream out,
      PrintStream err,
      Pace pace,
      Audience audience) {
    this.pace = pace;
    this.audience = audience;
    this.targets = targets;
    this.json = json;
    this.texts = TerminalTexts.of(StoryRequests.TEXTS, locale);
    this.result = out;
    this.progress = json ? err : out;
    this.commandTexts = TerminalTexts.of(TerminalTexts.COMMANDS, locale);
    this.lines = new EventLine(commandTexts, ZoneId.systemDefault());
  }

  /**
   * Returns when the alert is resolved, everything has been checked, and nothing is left of it.
   *
   * @throws StoryBroken if anything of the story did not happen
   */
  public Figures play() {
    StoryRequests requests = new StoryRequests(texts);
    XuzhouGenerator xuzhou = XuzhouGenerator.demo();
    Traces left = new Traces(targets, requests, texts, xuzhou, this::say);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient calls =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(threads)
                .build()) {
      client = calls;
      traces = left;
      try {
        Preparation.Candidates candidates =
            new Preparation(calls, targets, requests, texts, xuzhou, left, this::say).run();
        return play(calls, requests, candidates, left);
      } finally {
        close();
      }
    }
  }

  /**
   * Ends the play, wherever it is, and takes away what is left of it. For another thread, as on
   * Ctrl-C; {@link #play} does it itself when it ends.
   */
  @Override
  public void close() {
    HttpClient calls = client;
    if (calls != null) {
      // Streams that are still open would make the client wait for them.
      calls.shutdownNow();
    }
    Traces left = traces;
    if (left != null) {
      left.end();
    }
  }

  private Figures play(
      HttpClient client, StoryRequests requests, Preparation.Candidates candidates, Traces left) {
    ConcurrentLinkedQueue<RuntimeException> troubles = new ConcurrentLinkedQueue<>();
    ReceivedEvents operator =
        new ReceivedEvents(
            seen -> {
              own.seen(seen);
              show(seen);
            });
    String token = targets.tokens().token("operator", null, null);
    try (EventStream stream =
            new EventStream(
                client,
                URI.create(
                    targets.notifications()
                        + "/api/stream/events?topic=dispatch.events&jurisdiction="
                        + StoryRequests.XIZHU),
                () -> token,
                operator);
        SimulatedVolunteers volunteers =
            SimulatedVolunteers.connect(
                client,
                targets,
                candidates.teams(),
                Set.of(candidates.offlineTeam()),
                pace,
                texts,
                own,
                troubles::add)) {
      stream.start("operator");
      if (!operator.awaitConnected(CONNECT_DEADLINE)) {
        throw new StoryBroken(texts.get("broken.operatorNotConnected"));
      }
      say(texts.get("cast.connected", volunteers.size(), candidates.teams().size() - 1));
      Duration cold =
          new TestAlarm(client, targets, requests, texts, volunteers, operator, own).run();
      say(texts.get("testAlarm.done", cold.toMillis()));
      Story story =
          new Story(
              client,
              targets,
              requests,
              texts,
              volunteers,
              operator,
              candidates.offlineTeam(),
              own,
              left,
              pace,
              audience);
      audience.awaitArrival();
      progress.println();
      progress.println(texts.get("scene.title"));
      begin = Instant.now();
      Story.Observed observed = tell(story, troubles);
      Figures figures = new Measures(observed, volunteers).figures();
      print(figures);
      return figures;
    }
  }

  /** What went wrong on a phone is the cause of what did not happen afterwards. */
  private static Story.Observed tell(
      Story story, ConcurrentLinkedQueue<RuntimeException> troubles) {
    try {
      Story.Observed observed = story.play();
      RuntimeException trouble = troubles.peek();
      if (trouble != null) {
        throw trouble;
      }
      return observed;
    } catch (StoryBroken broken) {
      troubles.stream().filter(trouble -> trouble != broken).forEach(broken::addSuppressed);
      throw broken;
    }
  }

  private void show(ReceivedEvent seen) {
    Instant started = begin;
    // The test alarm's last events may still be on their way.
    if (started == null
        || !seen.message().path("category").asString("").equals(StoryRequests.CATEGORY)
        || !own.contains(UUID.fromString(seen.message().path("alertId").asString("")))) {
      return;
    }
    double seconds = Duration.between(started, seen.at()).toMillis() / 1e3;
    String text = lines.withoutClock(seen.message().toString());
    if (seen.is("alert.issued.v1")) {
      text += "  " + terms(seen);
    }
    progress.println(String.format(Locale.ROOT, "%+8.2f s  %s", seconds, text));
  }

  /** The policy that this alert really runs under, as dispatch says. */
  private String terms(ReceivedEvent issued) {
    var terms = issued.event().path("terms");
    return texts.get(
        "terms",
        Duration.parse(terms.path("acknowledgementDeadline").asString("PT0S")).toSeconds(),
        Duration.parse(terms.path("reachDeadline").asString("PT0S")).toSeconds());
  }

  private void print(Figures figures) {
    if (json) {
      result.println(HarmlessText.json(JsonMapper.builder().build().writeValueAsString(figures)));
      return;
    }
    result.println();
    result.println(
        texts.get(
            "figures",
            figures.reportToAlertMs(),
            figures.alertToDeliveryMs().p50(),
            figures.alertToDeliveryMs().p99(),
            figures.alertToDeliveryMs().recipients(),
            figures.alertToFirstAcknowledgementMs(),
            figures.alertToClueMs(),
            figures.teamsNotified(),
            figures.teamsKept(),
            figures.teamsStoodDown(),
            figures.teamsUnreached(),
            figures.waves(),
            commandTexts.word("outcome", figures.outcome())));
  }

  private void say(String text) {
    progress.println(text);
  }

  /** What to tell people when the story broke: what, and what was behind it. */
  public List<String> explain(StoryBroken broken) {
    List<String> explanation = new java.util.ArrayList<>();
    explanation.add(texts.get("broken.title", String.valueOf(broken.getMessage())));
    for (Throwable behind : broken.getSuppressed()) {
      explanation.add("  " + HarmlessText.line(String.valueOf(behind.getMessage())));
    }
    return List.copyOf(explanation);
  }
}
