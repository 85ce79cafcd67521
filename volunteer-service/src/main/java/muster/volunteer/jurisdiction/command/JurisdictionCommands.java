package muster.volunteer.jurisdiction.command;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.JurisdictionSnapshot;
import muster.contracts.volunteer.VolunteerEvent;
import muster.outbox.OutboxRecord;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionDraft;
import muster.volunteer.jurisdiction.JurisdictionFilter;
import muster.volunteer.jurisdiction.JurisdictionRules;
import muster.volunteer.jurisdiction.Occupants;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;

/** Reads jurisdictions, and saves them with their events in one transaction. */
public final class JurisdictionCommands {
  private final JurisdictionTable table;
  private final RegistryChanges audit;
  private final Transactions transactions;
  private final EventOutbox outbox;
  private final Clock clock;

  public JurisdictionCommands(
      JurisdictionTable table,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    this.table = table;
    this.audit = audit;
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  public Optional<Jurisdiction> find(JurisdictionCode code) {
    return table.find(code);
  }

  public Page<Jurisdiction> list(JurisdictionFilter filter, Page.Request page) {
    return table.list(filter, page);
  }

  public Outcome<Saved<Jurisdiction>> save(Caller caller, JurisdictionDraft draft, SaveMode mode) {
    return saveAll(caller, List.of(draft), mode).getFirst();
  }

  /**
   * In one transaction; a draft that is refused changes nothing and does not keep the others back.
   *
   * @param drafts each code at most once, parents before their children
   * @return in the order of the drafts
   */
  public List<Outcome<Saved<Jurisdiction>>> saveAll(
      Caller caller, List<JurisdictionDraft> drafts, SaveMode mode) {
    return transactions.runAll(
        drafts.size(),
        () -> {
          Instant now = clock.instant();
          Map<JurisdictionCode, Jurisdiction> existing =
              table.lock(drafts.stream().map(JurisdictionDraft::code).toList());
          Map<JurisdictionCode, Long> lastVersions =
              table.lockLastVersions(drafts.stream().map(JurisdictionDraft::code).toList());
          Set<JurisdictionCode> registered =
              new HashSet<>(
                  table.registered(
                      drafts.stream().flatMap(draft -> draft.code().wider()).toList()));
          List<Outcome<Saved<Jurisdiction>>> outcomes = new ArrayList<>();
          List<Saved<Jurisdiction>> changes = new ArrayList<>();
          for (JurisdictionDraft draft : drafts) {
            var outcome =
                JurisdictionRules.decide(
                    caller,
                    draft,
                    existing.get(draft.code()),
                    lastVersions.getOrDefault(draft.code(), 0L),
                    registered,
                    mode);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done<Saved<Jurisdiction>>(var saved)) {
              registered.add(draft.code());
              if (saved.effect() != Saved.Effect.UNCHANGED) {
                changes.add(saved);
              }
            }
          }
          // In one order everywhere, or two imports of the same would wait for each other.
          changes.sort(Comparator.comparing(saved -> saved.value().code().value()));
          table.write(changes);
          audit.record(
              caller,
              changes.stream()
                  .map(saved -> change(saved.value(), existing.get(saved.value().code())))
                  .toList());
          outbox.append(changes.stream().flatMap(saved -> records(saved.value(), now)).toList());
          return outcomes;
        });
  }

  /** If nothing stands in it. */
  public Outcome<Jurisdiction> remove(Caller caller, JurisdictionCode code) {
    Optional<Rejection> outside = Access.within(caller, code);
    if (outside.isPresent()) {
      return new Outcome.Refused<>(outside.get());
    }
    return transactions.run(
        () -> {
          Optional<Jurisdiction> found = table.lockForRemoval(code);
          if (found.isEmpty()) {
            return new Outcome.Refused<>(new Rejection.Unknown("jurisdiction", code.value()));
          }
          Occupants occupants = table.occupants(code);
          if (!occupants.none()) {
            return new Outcome.Refused<>(
                new Rejection.Conflict(
                    Rejection.Conflict.Reason.OCCUPIED,
                    "In %s there are still %s.".formatted(code, occupants.inWords())));
          }
          long version = found.get().version() + 1;
          table.remove(code, version);
          audit.record(
              caller,
              List.of(
                  new RegistryChanges.Change(
                      RegistryChanges.Kind.JURISDICTION,
                      code.value(),
                      RegistryChanges.Action.REMOVED)));
          Instant now = clock.instant();
          outbox.append(
              List.of(
                  outbox.event(new VolunteerEvent.JurisdictionRemoved(code, now), version),
                  outbox.tombstone(JurisdictionSnapshot.class, code.value(), now, version)));
          return new Outcome.Done<>(found.get());
        });
  }

  private static RegistryChanges.Change change(
      Jurisdiction changed, @Nullable Jurisdiction before) {
    return before == null
        ? new RegistryChanges.Change(
            RegistryChanges.Kind.JURISDICTION,
            changed.code().value(),
            RegistryChanges.Action.CREATED)
        : new RegistryChanges.Change(
            RegistryChanges.Kind.JURISDICTION,
            changed.code().value(),
            RegistryChanges.Action.CHANGED,
            changed.changedSince(before));
  }

  private Stream<OutboxRecord> records(Jurisdiction changed, Instant now) {
    return Stream.of(
        outbox.event(
            new VolunteerEvent.JurisdictionRegistered(changed.code(), now, changed.name()),
            changed.version()),
        outbox.event(changed.snapshot(now), changed.version()));
  }
}
