package muster.dispatch.alert.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.alert.Deadline;
import muster.dispatch.alert.Deliveries;
import muster.dispatch.alert.Silence;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.postgres.RecentDeliveries;
import org.jspecify.annotations.Nullable;

/** Does what an alert has to do when one of its deadlines has come. */
public final class DueDeadlines {
  /** A look at what has been heard takes less, if the broker is there. */
  private static final Duration ASK_AGAIN = Duration.ofMillis(300);

  private final AlertCommands commands;
  private final Function<Collection<UUID>, Silence> silence;
  private final RecentDeliveries deliveries;
  private final Clock clock;

  /**
   * @param silence of some tasks' teams, as far as it is known at the moment; never waits
   */
  public DueDeadlines(
      AlertCommands commands,
      Function<Collection<UUID>, Silence> silence,
      RecentDeliveries deliveries,
      Clock clock) {
    this.commands = commands;
    this.silence = silence;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /**
   * The deadline's time has come, or is long past; the alert may not need it any more.
   *
   * @return when it is to come again; empty when it is done with
   */
  public Optional<Instant> run(UUID alertId, String key) {
    AtomicReference<@Nullable Instant> again = new AtomicReference<>();
    commands.runOnAny(
        alertId,
        state ->
            state instanceof Running alert
                ? alert.deadlines().stream()
                    .filter(deadline -> deadline.key().equals(key))
                    .findFirst()
                    .flatMap(due -> command(alert, due, again))
                : Optional.empty());
    return Optional.ofNullable(again.get());
  }

  private Optional<AlertCommand> command(
      Running alert, Deadline due, AtomicReference<@Nullable Instant> again) {
    return switch (due) {
      case Deadline.ReachDeadline reach -> whenHeard(alert, reach, again);
      case Deadline.LookAgain look -> {
        again.set(clock.instant().plus(Deadline.LookAgain.EVERY));
        yield Optional.of(look.command(deliveries(alert)));
      }
      case Deadline.WaveDeadline wave -> Optional.of(wave.command());
      case Deadline.TellingAgain telling -> Optional.of(telling.command());
      case Deadline.Reminder reminder -> Optional.of(reminder.command());
      case Deadline.ResponseTarget target -> Optional.of(target.command());
      case Deadline.Expiry expiry -> Optional.of(expiry.command());
    };
  }

  private Optional<AlertCommand> whenHeard(
      Running alert, Deadline.ReachDeadline due, AtomicReference<@Nullable Instant> again) {
    Instant now = clock.instant();
    Duration reachDeadline = alert.issued().terms().reachDeadline();
    Silence known = silence.apply(alert.listSilent(now).stream().map(Task::id).toList());
    Optional<Instant> silentUntil = known.knownUntil(due.at(), reachDeadline);
    if (silentUntil.isEmpty()) {
      again.set(known.askAgainAt(reachDeadline, now.plus(ASK_AGAIN)));
    }
    return silentUntil.map(until -> due.command(until, deliveries(alert)));
  }

  private Deliveries deliveries(Running alert) {
    return alert.covered()
        ? Deliveries.UNKNOWN
        : deliveries.find(clock.instant(), alert.issued().terms().reachDeadline());
  }
}
