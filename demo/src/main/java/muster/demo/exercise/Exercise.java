package muster.demo.exercise;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import muster.contracts.place.JurisdictionCode;
import muster.demo.exercise.Account.Reply;
import muster.demo.story.DemoTargets;
import muster.demo.stream.EventStream;
import muster.demo.terminal.TerminalTexts;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.demo.xuzhou.XuzhouSeed;
import tools.jackson.databind.JsonNode;

/**
 * Keeps a town alive on a stack for training, until it is closed. In the launcher's own process, on
 * few threads and connections: {@link AgendaOnThreads#THREADS} for what people do, one stream.
 */
public final class Exercise implements AutoCloseable {
  /** What the terminal says; what its people say is the {@link Town}'s. */
  static final String TEXTS = "muster.demo.exercise.texts";

  static final String CONTROL = "exercise-control";

  private static final String CITY = "3203";
  private static final String ZONE = "320371";
  private static final int PAGE = 200;
  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(20);

  /** So many go on duty within a second, through services that have just started. */
  private static final int ON_DUTY_PER_SECOND = 30;

  private final DemoTargets targets;
  private final ExerciseSettings settings;
  private final TerminalTexts texts;
  private final Consumer<String> say;
  private final Clock clock = Clock.systemUTC();
  private final Random random;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final AgendaOnThreads agenda;
  private final Account control;
  private final List<Volunteer> volunteers = new ArrayList<>();
  private final Set<String> onDuty = new HashSet<>();
  private final Incidents incidents;
  private final EventStream pushes;
  private final CountDownLatch connected = new CountDownLatch(1);
  private final XuzhouGenerator town = XuzhouGenerator.demo();

  /**
   * @param say is told what happens, in the reader's language, one line at a time
   */
  public Exercise(
      DemoTargets targets, ExerciseSettings settings, Locale locale, Consumer<String> say) {
    this.targets = targets;
    this.settings = settings;
    this.texts = TerminalTexts.of(TEXTS, locale);
    this.say = say;
    this.random = new Random(settings.seed());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(readers)
            .build();
    this.agenda =
        new AgendaOnThreads(
            trouble -> say.accept(texts.get("exercise.trouble", String.valueOf(trouble))));
    this.control =
        new Account(
            client, targets.tokens(), clock, CONTROL, Set.of("dispatcher", "officer"), CITY);
    List<Incident.Scene> scenes = new ArrayList<>();
    Map<String, List<Volunteer>> byTeam = hire(scenes);
    this.incidents =
        new Incidents(
            agenda,
            targets,
            texts,
            control,
            this::resident,
            scenes,
            clock,
            new Random(random.nextLong()),
            say);
    this.pushes =
        new EventStream(
            client,
            URI.create(
                targets.notifications()
                    + "/api/stream/events?topic=dispatch.events&jurisdiction="
                    + CITY),
            control::token,
            new Connected(new PushService(byTeam, incidents::isIssued), connected));
  }

  private Map<String, List<Volunteer>> hire(List<Incident.Scene> scenes) {
    Map<JurisdictionCode, String> villages = town.villageNames();
    Volunteer.Setting setting = new Volunteer.Setting(agenda, clock);
    Map<String, List<Volunteer>> byTeam = new HashMap<>();
    for (Cast.Member member : Cast.of(town, settings.people(), random).members()) {
      String id = member.person().id();
      JurisdictionCode village = member.team().jurisdiction();
      Beat beat = Beat.of(member.team().base(), village.value());
      Account account = new Account(client, targets.tokens(), clock, id, null, null);
      Volunteer volunteer =
          new Volunteer(setting, new Phone(account, targets), beat, new Random(random.nextLong()));
      volunteers.add(volunteer);
      onDuty.add(id);
      List<Volunteer> team = byTeam.computeIfAbsent(member.team().id(), any -> new ArrayList<>());
      if (team.isEmpty()) {
        scenes.add(new Incident.Scene(beat, village, villages.getOrDefault(village, "")));
      }
      team.add(volunteer);
    }
    return byTeam;
  }

  private Account resident(Incident incident) {
    return new Account(
        client,
        targets.tokens(),
        clock,
        Incidents.residentNamed(random.nextInt(Integer.MAX_VALUE)),
        Set.of("reporter"),
        incident.village().value());
  }

  /** Returns when everybody is about to go on duty. */
  public Exercise begin() throws IOException, InterruptedException {
    register();
    incidents.clearUp();
    takeOthersOffDuty();
    pushes.start("exercise-pushes");
    if (!connected.await(CONNECT_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(texts.get("exercise.notConnected"));
    }
    Duration within = Duration.ofMillis(1_000L * settings.people() / ON_DUTY_PER_SECOND);
    volunteers.forEach(volunteer -> volunteer.begin(within));
    incidents.begin(settings.incidentsPerHour());
    say.accept(texts.get("exercise.begun", settings.people(), format(settings.incidentsPerHour())));
    return this;
  }

  private static String format(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** What was loaded by an earlier run stays as it is, with whatever was changed since. */
  private void register() throws IOException, InterruptedException {
    String last = "/api/teams/t-%06d".formatted(town.teamCount());
    if (control.get(targets.volunteers(), last).isDone()) {
      return;
    }
    say.accept(texts.get("exercise.loading", town.teamCount(), town.volunteerCount()));
    var unused =
        new XuzhouSeed(targets.volunteers(), control.token()).register(town, Set.of(), step -> {});
  }

  /** Of an earlier run with more people, or of a demo. */
  private void takeOthersOffDuty() throws IOException, InterruptedException {
    List<String> others = new ArrayList<>(listOnDuty());
    others.removeAll(onDuty);
    new XuzhouSeed(targets.volunteers(), control.token()).takeOffDuty(others);
  }

  /** Made-up people alone: whoever was registered by hand is nobody's of this. */
  private List<String> listOnDuty() throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    String cursor = "";
    while (true) {
      Reply page =
          control.get(
              targets.volunteers(),
              "/api/volunteers?onDuty=true&jurisdiction=" + ZONE + "&limit=" + PAGE + cursor);
      for (JsonNode person : page.body().path("items")) {
        String id = person.path("id").asString("");
        if (id.matches("v-00\\d{4}") && !Cast.NOT_OURS.contains(id)) {
          found.add(id);
        }
      }
      if (!page.body().hasNonNull("nextCursor")) {
        return found;
      }
      cursor = "&cursor=" + page.body().path("nextCursor").asString("");
    }
  }

  /** How things stand, as one line. */
  public String standing() {
    return texts.get(
        "exercise.standing",
        volunteers.size(),
        volunteers.stream().filter(Volunteer::isOffline).count(),
        volunteers.stream().filter(Volunteer::isOnErrand).count(),
        incidents.openAlerts(),
        incidents.waitingReports(),
        agenda.failures());
  }

  /**
   * While the services are still there: its alerts are ended, its reports answered, its people off
   * duty. What can't be done is done when the next exercise begins.
   */
  @Override
  public void close() {
    agenda.close();
    pushes.close();
    try {
      incidents.clearUp();
      new XuzhouSeed(targets.volunteers(), control.token()).takeOffDuty(onDuty);
    } catch (IOException | RuntimeException e) {
      say.accept(texts.get("exercise.leftBehind", String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      client.shutdownNow();
      readers.shutdownNow();
    }
  }

  /** Says when the stream is open for the first time. */
  private record Connected(EventStream.Listener listener, CountDownLatch open)
      implements EventStream.Listener {
    @Override
    public void accept(EventStream.Message message) {
      listener.accept(message);
    }

    @Override
    public void connected() {
      open.countDown();
    }
  }
}
