package muster.demo.story;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.demo.terminal.TerminalTexts;
import muster.demo.xuzhou.GeneratedTeam;

/** The people on duty of the teams that may be called, each with an app that is open. */
final class SimulatedVolunteers implements AutoCloseable {
  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(15);

  /** Signing tokens is work: asking for all at once would only make the first ones wait longer. */
  private static final int AT_ONCE = 4;

  private final List<Phone> phones;
  private final Map<String, Phone> speakers;

  private SimulatedVolunteers(List<Phone> phones) {
    this.phones = List.copyOf(phones);
    this.speakers =
        phones.stream()
            .filter(Phone::answersForTeam)
            .collect(Collectors.toUnmodifiableMap(Phone::teamId, Function.identity()));
  }

  /**
   * Opens their streams and returns when all are open.
   *
   * @param offline teams whose phones are off
   */
  static SimulatedVolunteers connect(
      HttpClient client,
      DemoTargets targets,
      List<GeneratedTeam> teams,
      Set<String> offline,
      Pace pace,
      TerminalTexts texts,
      OwnAlerts own,
      Phone.Troubles troubles) {
    Script script = new Script(pace);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Phone>> connecting = new ArrayList<>();
      for (GeneratedTeam team : teams) {
        if (offline.contains(team.id())) {
          continue;
        }
        boolean speaks = true;
        for (GeneratedTeam.Person person : team.onDuty().limit(targets.appsOfATeam()).toList()) {
          boolean speaker = speaks;
          speaks = false;
          connecting.add(
              threads.submit(
                  () ->
                      new Phone(
                              client,
                              targets,
                              person.id(),
                              team.id(),
                              speaker,
                              team.members().getFirst().id(),
                              script,
                              texts,
                              own,
                              troubles)
                          .connect()));
        }
      }
      List<Phone> phones = new ArrayList<>();
      for (Future<Phone> phone : connecting) {
        phones.add(phone.get());
      }
      SimulatedVolunteers volunteers = new SimulatedVolunteers(phones);
      for (Phone phone : phones) {
        if (!phone.awaitConnected(CONNECT_DEADLINE)) {
          volunteers.close();
          throw new StoryBroken(texts.get("broken.notConnected", phone));
        }
      }
      return volunteers;
    } catch (ExecutionException e) {
      throw new StoryBroken(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted");
    }
  }

  int size() {
    return phones.size();
  }

  boolean knows(String teamId) {
    return speakers.containsKey(teamId);
  }

  /** Whoever answers for the team. */
  Phone speakerOf(String teamId) {
    Phone speaker = speakers.get(teamId);
    if (speaker == null) {
      throw new StoryBroken("nobody plays team " + teamId);
    }
    return speaker;
  }

  List<Phone> phonesOf(String teamId) {
    return phones.stream().filter(phone -> phone.teamId().equals(teamId)).toList();
  }

  /** When the first of the team's phones had the task. */
  Optional<Instant> firstHeldAt(String teamId, String taskId) {
    return phonesOf(teamId).stream()
        .flatMap(phone -> phone.receivedAt(taskId).stream())
        .min(Instant::compareTo);
  }

  @Override
  public void close() {
    phones.forEach(Phone::close);
  }
}
