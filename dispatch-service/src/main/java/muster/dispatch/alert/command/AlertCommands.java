package muster.dispatch.alert.command;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import muster.contracts.dispatch.DispatchEvent;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertDecider;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.CallOut;
import muster.dispatch.alert.Decision;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.TaskState;
import muster.dispatch.alert.postgres.AlertStore;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
import muster.dispatch.alert.postgres.StatementBatch;
import muster.dispatch.alert.postgres.TeamCommitmentTable;
import muster.dispatch.team.Selection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a command on one alert; on two, {@link AlertMerging} does. Locks the alert, decides, finds
 * the teams the decision asks for, and writes events, projections, outbox, deadlines and held teams
 * in one transaction. Joins a transaction that is open already.
 */
public final class AlertCommands {
  private static final Logger log = LoggerFactory.getLogger(AlertCommands.class);

  /** A decision asks for teams once or twice; without an end something asks for ever. */
  private static final int MAX_CALL_OUTS = 20;

  /** Goes along with most commands. */
  private static final BiConsumer<AlertState.Issued, StatementBatch> NOTHING = (alert, batch) -> {};

  private static final int MAX_ATTEMPTS = 3;
  private static final int QUEUES = 1024;

  private final AlertStore store;
  private final AlertStates states;
  private final TeamCommitmentTable commitments;
  private final PersonCommitmentTable personCommitments;
  private final BusyTeams busyTeams;
  private final FreeTeams freeTeams;
  private final NewlyFreeTeams newlyFree;
  private final TakenPeople taken;
  private final TeamComparisons teams;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * Commands of one alert queue here before they take a database connection: a rush on one alert
   * can't keep the others from getting one.
   */
  private final ReentrantLock[] queues =
      Stream.generate(ReentrantLock::new).limit(QUEUES).toArray(ReentrantLock[]::new);

  public AlertCommands(
      AlertStore store,
      TeamCommitmentTable commitments,
      PersonCommitmentTable personCommitments,
      BusyTeams busyTeams,
      FreeTeams freeTeams,
      NewlyFreeTeams newlyFree,
      TakenPeople taken,
      TeamComparisons teams,
      TransactionOperations transactions,
      Clock clock,
      Supplier<UUID> ids) {
    this.store = store;
    this.states = new AlertStates(store);
    this.commitments = commitments;
    this.personCommitments = personCommitments;
    this.busyTeams = busyTeams;
    this.freeTeams = freeTeams;
    this.newlyFree = newlyFree;
    this.taken = taken;
    this.teams = teams;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
  }

  public CommandResult run(UUID alertId, AlertCommand command) {
    return runOnAny(alertId, state -> Optional.of(command));
  }

  /**
   * Under an id that was made for it: nobody needs to look whether there is such an alert.
   *
   * @param along adds what else is to be written with the alert that it becomes
   */
  CommandResult runNew(
      AlertCommand.Issue issue, BiConsumer<AlertState.Issued, StatementBatch> along) {
    return decided(
        transaction ->
            decideAndWrite(
                transaction, issue.alertId(), AlertState.notIssued(), issue, Moved.NOBODY, along));
  }

  /** For a command that depends on the alert's state, read under the lock. */
  public CommandResult runOn(
      UUID alertId, Function<AlertState.Issued, ? extends AlertCommand> command) {
    return runOnAny(
        alertId,
        state ->
            state instanceof AlertState.Issued issued
                ? Optional.of(command.apply(issued))
                : Optional.empty());
  }

  /** True if a receipt would change nothing as of now; false says nothing. Takes no lock. */
  public boolean knownAsReached(UUID alertId, UUID taskId) {
    AlertState.Issued known = states.findInMemory(alertId);
    return known != null
        && known
            .findTask(taskId)
            .filter(task -> task.reached() && task.state() != TaskState.UNREACHED)
            .isPresent()
        && store.findVersion(alertId).equals(OptionalLong.of(known.version()));
  }

  /**
   * For a command that depends on the state, read under the lock, and perhaps on whether there is
   * an alert; empty for none.
   */
  CommandResult runOnAny(
      UUID alertId, Function<AlertState, Optional<? extends AlertCommand>> command) {
    return runOnAny(alertId, command, NOTHING);
  }

  /**
   * @param along adds what else is to be written with the alert that it becomes
   */
  CommandResult runOnAny(
      UUID alertId,
      Function<AlertState, Optional<? extends AlertCommand>> command,
      BiConsumer<AlertState.Issued, StatementBatch> along) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      // It holds a connection: waiting in the queue for somebody who waits for one would be for
      // ever.
      return inTransaction(alertId, command, along);
    }
    ReentrantLock queue = queues[Math.floorMod(alertId.hashCode(), QUEUES)];
    queue.lock();
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return inTransaction(alertId, command, along);
        } catch (DuplicateKeyException | ConcurrencyFailureException raced) {
          // Another instance issued the same alert at the same moment, or a deadlock was broken.
          if (attempt == MAX_ATTEMPTS) {
            throw raced;
          }
        }
      }
    } finally {
      queue.unlock();
    }
  }

  private CommandResult inTransaction(
      UUID alertId,
      Function<AlertState, Optional<? extends AlertCommand>> command,
      BiConsumer<AlertState.Issued, StatementBatch> along) {
    return decided(
        transaction -> {
          AlertState before = states.lock(alertId);
          Optional<? extends AlertCommand> wanted = command.apply(before);
          if (wanted.isEmpty()) {
            return before instanceof AlertState.Issued issued
                ? new CommandResult.Done(issued, List.of())
                : new CommandResult.Refused(Rejection.NO_SUCH_ALERT);
          }
          return decideAndWrite(transaction, alertId, before, wanted.get(), Moved.NOBODY, along);
        });
  }

  /** As of now, its row locked until the transaction ends. */
  AlertState lock(UUID alertId) {
    return states.lock(alertId);
  }

  List<DispatchEvent> listEvents(UUID alertId) {
    return store.listEvents(alertId, 0);
  }

  /** For who has one alert's lock, in the transaction; the commitments of who moves have moved. */
  CommandResult decideAndWrite(
      TransactionStatus transaction,
      UUID alertId,
      AlertState before,
      AlertCommand command,
      Moved moved) {
    return decideAndWrite(transaction, alertId, before, command, moved, NOTHING);
  }

  CommandResult decided(TransactionCallback<CommandResult> work) {
    return Objects.requireNonNull(transactions.execute(work));
  }

  private static CommandResult refused(
      TransactionStatus transaction, UUID alertId, AlertCommand command, Rejection rejection) {
    transaction.setRollbackOnly();
    log(alertId, command, rejection.name());
    return new CommandResult.Refused(rejection);
  }

  private CommandResult decideAndWrite(
      TransactionStatus transaction,
      UUID alertId,
      AlertState before,
      AlertCommand command,
      Moved moved,
      BiConsumer<AlertState.Issued, StatementBatch> along) {
    Instant now = clock.instant();
    List<DispatchEvent> events = new ArrayList<>();
    Set<String> held = new LinkedHashSet<>();
    Set<String> comersCompared = new LinkedHashSet<>(engagedPeople(before));
    AlertState state = before;
    AlertCommand next = command;
    for (int callOuts = 0; next != null; callOuts++) {
      Decision.Accepted accepted;
      switch (AlertDecider.decide(
          state, next, now, AlertDecider.unstaffedStandbys(state, next, teams::staffing))) {
        case Decision.Accepted yes -> accepted = yes;
        case Decision.Rejected no -> {
          if (callOuts > 0) {
            throw new IllegalStateException(next + " was rejected: " + no.rejection());
          }
          return refused(transaction, alertId, command, no.rejection());
        }
        case Decision.RefusedAndKept late -> {
          return keep(alertId, state, command, late);
        }
      }
      for (DispatchEvent event : accepted.events()) {
        state = state.evolve(event);
        events.add(event);
      }
      next =
          accepted.callOut().isEmpty()
              ? compareAfterAnswers(state, accepted.events(), comersCompared)
              : call(alertId, state, accepted.callOut().get(), now, held);
      if (callOuts == MAX_CALL_OUTS) {
        throw new IllegalStateException(command + " calls for teams without end");
      }
    }
    if (!(state instanceof AlertState.Issued after)) {
      throw new IllegalStateException(command + " was accepted but there is no alert");
    }
    if (events.isEmpty()) {
      return new CommandResult.Done(after, events);
    }
    Optional<Rejection> refused = write(before, after, events, held, moved, along);
    if (refused.isPresent()) {
      return refused(transaction, alertId, command, refused.get());
    }
    log(alertId, command, after.status() + " v" + after.version());
    return new CommandResult.Done(after, events);
  }

  /**
   * Who comes with one team, or has just said no to it, may leave two on one person: null if not
   * so.
   *
   * @param compared who came before, or has been looked at; who has is added
   */
  private @Nullable AlertCommand compareAfterAnswers(
      AlertState state, List<DispatchEvent> events, Set<String> compared) {
    Set<String> comers = minus(engagedPeople(state), compared);
    compared.addAll(comers);
    return teams.afterAnswers(state, comers, events).orElse(null);
  }

  /** Refused, and committed all the same. */
  private CommandResult keep(
      UUID alertId, AlertState before, AlertCommand command, Decision.RefusedAndKept decision) {
    AlertState state = before;
    for (DispatchEvent event : decision.events()) {
      state = state.evolve(event);
    }
    if (!(state instanceof AlertState.Ended after)) {
      throw new IllegalStateException(command + " was refused by an alert that is not over");
    }
    var nobodyComes = write(before, after, decision.events(), Set.of(), Moved.NOBODY, NOTHING);
    if (nobodyComes.isPresent()) {
      throw new IllegalStateException(command + " called somebody");
    }
    log(alertId, command, decision.rejection() + ", kept");
    return new CommandResult.Refused(decision.rejection());
  }

  private AlertCommand call(
      UUID alertId, AlertState state, CallOut callOut, Instant now, Set<String> held) {
    if (!(state instanceof AlertState.Issued alert)) {
      throw new IllegalStateException("teams are called for no alert");
    }
    Selection selection = freeTeams.hold(alertId, alert.issued().category(), callOut.search(), now);
    selection.picks().forEach(pick -> held.add(pick.teamId()));
    List<UUID> taskIds = Stream.generate(ids).limit(selection.picks().size()).toList();
    return new AlertCommand.CallTeams(callOut, selection, taskIds);
  }

  /**
   * Refused when a team that comes back by itself is on another alert now, or a person who comes
   * is.
   *
   * @param held teams that are held already, by the search that found them
   */
  private Optional<Rejection> write(
      AlertState before,
      AlertState.Issued after,
      List<DispatchEvent> events,
      Set<String> held,
      Moved moved,
      BiConsumer<AlertState.Issued, StatementBatch> along) {
    UUID alertId = after.issued().alertId();
    Set<String> engaged = after.engagedTeams();
    Set<String> heldBefore = new LinkedHashSet<>(engaged(before));
    heldBefore.addAll(held);
    heldBefore.addAll(moved.teams());
    Set<String> coming = minus(engaged, heldBefore);
    boolean exclusive = !after.issued().terms().sharesTeams();
    if (commitments.reserve(alertId, coming, exclusive).size() < coming.size()) {
      return Optional.of(Rejection.TEAM_ON_OTHER_ALERT);
    }
    Set<String> people = after.engagedPeople();
    Set<String> peopleBefore = new LinkedHashSet<>(engagedPeople(before));
    peopleBefore.addAll(moved.people());
    Set<String> comers = minus(people, peopleBefore);
    if (personCommitments.reserve(alertId, comers, exclusive).size() < comers.size()) {
      return Optional.of(Rejection.PERSON_ON_OTHER_ALERT);
    }
    StatementBatch batch = new StatementBatch();
    along.accept(after, batch);
    Set<String> released = minus(heldBefore, engaged);
    commitments.release(batch, alertId, released);
    Set<String> gone = minus(peopleBefore, people);
    personCommitments.release(batch, alertId, gone);
    DeadlineChanges.write(batch, before, after);
    store.save(before, after, events, batch);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            states.committed(after);
            busyTeams.committed(alertId, engaged, released);
            newlyFree.addAll(minus(released, moved.teams()));
            newlyFree.addTeamsOf(minus(gone, moved.people()));
            taken.addAll(alertId, comers);
          }
        });
    return Optional.empty();
  }

  private static Set<String> engaged(AlertState state) {
    return state instanceof AlertState.Issued issued ? issued.engagedTeams() : Set.of();
  }

  private static Set<String> engagedPeople(AlertState state) {
    return state instanceof AlertState.Issued issued ? issued.engagedPeople() : Set.of();
  }

  private static Set<String> minus(Set<String> some, Set<String> others) {
    Set<String> left = new LinkedHashSet<>(some);
    left.removeAll(others);
    return left;
  }

  private static void log(UUID alertId, AlertCommand command, @Nullable String result) {
    String name = command.getClass().getSimpleName();
    if (command instanceof AlertCommand.RecordReceipt) {
      log.debug("alert {} {}: {}", alertId, name, result);
    } else {
      log.info("alert {} {}: {}", alertId, name, result);
    }
  }
}
