package muster.volunteer.jurisdiction.command;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.VolunteerEvent;
import muster.outbox.OutboxRecord;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionDraft;
import muster.volunteer.jurisdiction.JurisdictionFilter;
import muster.volunteer.jurisdiction.JurisdictionRules;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;

/** Reads jurisdictions, and saves them with their events in one transaction. */
public final class JurisdictionCommands {
  private final JurisdictionTable table;
  private final Transactions transactions;
  private final EventOutbox outbox;
  private final Clock clock;

  public JurisdictionCommands(
      JurisdictionTable table, Transactions transactions, EventOutbox outbox, Clock clock) {
    this.table = table;
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
          Set<JurisdictionCode> parents =
              new HashSet<>(
                  table.registered(
                      drafts.stream()
                          .map(JurisdictionDraft::parent)
                          .filter(Objects::nonNull)
                          .toList()));
          List<Outcome<Saved<Jurisdiction>>> outcomes = new ArrayList<>();
          List<Jurisdiction> changes = new ArrayList<>();
          for (JurisdictionDraft draft : drafts) {
            var outcome =
                JurisdictionRules.decide(caller, draft, existing.get(draft.code()), parents, mode);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done<Saved<Jurisdiction>>(var saved)) {
              parents.add(draft.code());
              if (saved.effect() != Saved.Effect.UNCHANGED) {
                changes.add(saved.value());
              }
            }
          }
          // In one order everywhere, or two imports of the same would wait for each other.
          changes.sort(Comparator.comparing(changed -> changed.code().value()));
          table.write(changes);
          outbox.append(changes.stream().map(changed -> event(changed, now)).toList());
          return outcomes;
        });
  }

  private OutboxRecord event(Jurisdiction changed, Instant now) {
    return outbox.event(
        new VolunteerEvent.JurisdictionRegistered(changed.code(), now, changed.name()),
        changed.version());
  }
}
