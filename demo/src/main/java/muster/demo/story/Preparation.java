package muster.demo.story;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import muster.demo.terminal.TerminalTexts;
import muster.demo.xuzhou.GeneratedTeam;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.demo.xuzhou.XuzhouSeed;
import tools.jackson.databind.JsonNode;

/**
 * What has to be true before the story begins: Xuzhou is loaded, and people have their apps open.
 */
final class Preparation {
  /** An alert for so many teams previews as many candidates as the story's waves may reach. */
  private static final int TEAMS_OF_THE_WIDE_PREVIEW = 8;

  private static final int FEWEST_CANDIDATES = 16;
  private static final int FEWEST_OF_A_WAVE = 6;

  private static final Duration INDEX_DEADLINE = Duration.ofSeconds(30);
  private static final Duration FIRST_POLL = Duration.ofMillis(300);

  /** An account may have 30 previews within a minute. */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(3);

  private static final int PAGE = 200;

  private final DemoTargets targets;
  private final StoryRequests requests;
  private final TerminalTexts texts;
  private final Consumer<String> say;
  private final Traces traces;
  private final XuzhouGenerator xuzhou;
  private final Api officer;
  private final Api dispatcher;

  Preparation(
      HttpClient client,
      DemoTargets targets,
      StoryRequests requests,
      TerminalTexts texts,
      XuzhouGenerator xuzhou,
      Traces traces,
      Consumer<String> say) {
    this.targets = targets;
    this.requests = requests;
    this.texts = texts;
    this.say = say;
    this.xuzhou = xuzhou;
    this.traces = traces;
    this.officer = new Api(client, targets.tokens().token("officer", null, null));
    this.dispatcher = new Api(client, targets.tokens().token("dispatcher", null, null));
  }

  /**
   * Who may be called.
   *
   * @param offlineTeam the nearest of all, so sure to be called first; its phones stay off
   */
  record Candidates(List<GeneratedTeam> teams, String offlineTeam) {}

  Candidates run() {
    Map<String, GeneratedTeam> known =
        xuzhou.teams().collect(Collectors.toMap(GeneratedTeam::id, Function.identity()));
    refuseOtherTeamsUnderOurIds(known);
    refuseOtherPeopleUnderOurIds(known.values());
    Set<String> places = jurisdictions();
    traces.seeded();
    say.accept(texts.get("load.begin", xuzhou.teamCount(), xuzhou.volunteerCount()));
    var unused =
        new XuzhouSeed(targets.volunteers(), dispatcher.token())
            .seed(
                xuzhou,
                places,
                step ->
                    say.accept(
                        texts.get("load.step", step.path(), step.lines(), step.took().toMillis())));
    traces.endAlerts(officer);
    return candidates(known);
  }

  /** Loading replaces teams by their ids: one that somebody else has registered would be lost. */
  private void refuseOtherTeamsUnderOurIds(Map<String, GeneratedTeam> known) {
    Map<String, String> names = new HashMap<>();
    known.values().forEach(team -> names.put(team.id(), team.name()));
    refuseOthers("/api/teams", names, "broken.othersTeam");
  }

  /** People, too: with their names, numbers and accounts, and whether they are on duty. */
  private void refuseOtherPeopleUnderOurIds(Collection<GeneratedTeam> known) {
    Map<String, String> names = new HashMap<>();
    known.stream()
        .flatMap(team -> team.members().stream())
        .forEach(person -> names.put(person.id(), person.name()));
    refuseOthers("/api/volunteers", names, "broken.othersVolunteer");
  }

  /**
   * @param names of ours, by id
   */
  private void refuseOthers(String path, Map<String, String> names, String broken) {
    String last = Collections.max(names.keySet());
    readInOrder(
        path,
        found -> {
          String id = found.path("id").asString("");
          String name = found.path("name").asString("");
          if (!name.equals(names.getOrDefault(id, name))) {
            throw new StoryBroken(texts.get(broken, id, name));
          }
          return id.compareTo(last) < 0;
        });
  }

  /** The codes of those that are there: they stay as they are, whatever they are called. */
  private Set<String> jurisdictions() {
    Set<String> codes = new HashSet<>();
    readInOrder(
        "/api/jurisdictions",
        found -> {
          codes.add(found.path("code").asString(""));
          return true;
        });
    return codes;
  }

  /**
   * What volunteer-service lists, page by page.
   *
   * @param look whether to go on behind this one
   */
  private void readInOrder(String path, Predicate<JsonNode> look) {
    String cursor = "";
    while (true) {
      JsonNode page = dispatcher.get(targets.volunteers(), path + "?limit=" + PAGE + cursor);
      for (JsonNode each : page.path("items")) {
        if (!look.test(each)) {
          return;
        }
      }
      if (!page.hasNonNull("nextCursor")) {
        return;
      }
      cursor = "&cursor=" + page.path("nextCursor").asString("");
    }
  }

  /**
   * Asks dispatch itself who is nearest, until it has heard of everybody: two equal answers in a
   * row.
   */
  private Candidates candidates(Map<String, GeneratedTeam> known) {
    long end = System.nanoTime() + INDEX_DEADLINE.toNanos();
    List<String> before = List.of();
    Duration poll = FIRST_POLL;
    while (true) {
      List<String> wide = picks(requests.preview(TEAMS_OF_THE_WIDE_PREVIEW));
      if (wide.size() >= FEWEST_CANDIDATES && wide.equals(before)) {
        refuseStrangers(wide, known.keySet());
        List<String> first = picks(requests.preview());
        if (first.size() < FEWEST_OF_A_WAVE) {
          throw new StoryBroken(texts.get("broken.tooFewTeams", first.size()));
        }
        say.accept(texts.get("load.nearest", wide.size()));
        return new Candidates(wide.stream().map(known::get).toList(), first.getFirst());
      }
      if (System.nanoTime() > end) {
        throw new StoryBroken(texts.get("broken.tooFewTeams", wide.size()));
      }
      before = wide;
      pause(poll);
      Duration longer = poll.multipliedBy(2);
      poll = longer.compareTo(LONGEST_POLL) < 0 ? longer : LONGEST_POLL;
    }
  }

  private List<String> picks(Map<String, ?> alert) {
    return officer
        .post(targets.dispatch(), "/api/alerts/preview", alert)
        .path("picks")
        .valueStream()
        .map(pick -> pick.path("teamId").asString(""))
        .toList();
  }

  private void refuseStrangers(List<String> picks, Set<String> known) {
    List<String> strangers = picks.stream().filter(team -> !known.contains(team)).toList();
    if (!strangers.isEmpty()) {
      throw new StoryBroken(texts.get("broken.strangers", String.join(", ", strangers)));
    }
  }

  private static void pause(Duration poll) {
    try {
      Thread.sleep(poll); // between two questions whether the teams are known
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted");
    }
  }
}
