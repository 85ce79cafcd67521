package muster.volunteer.people.command;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import muster.contracts.access.Caller;
import muster.contracts.volunteer.VolunteerEvent;
import muster.outbox.spring.EventOutbox;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.command.RegisteredJurisdictions;
import muster.volunteer.people.Volunteer;
import muster.volunteer.people.VolunteerDraft;
import muster.volunteer.people.VolunteerFilter;
import muster.volunteer.people.VolunteerRules;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import muster.volunteer.team.command.TeamCommands;
import org.jspecify.annotations.Nullable;

/**
 * Reads volunteers, which is recorded, and saves them with their events in one transaction. A
 * volunteer's row is locked before the rows of its teams, and those before its presence.
 */
public final class VolunteerCommands {
  private static final int SAME_PHONES = 10;

  private final VolunteerTable table;
  private final RegisteredJurisdictions jurisdictions;
  private final TeamCommands teams;
  private final PresenceErasure presence;
  private final PersonalDataReads reads;
  private final RegistryChanges audit;
  private final Transactions transactions;
  private final EventOutbox outbox;
  private final Clock clock;

  public VolunteerCommands(
      VolunteerTable table,
      RegisteredJurisdictions jurisdictions,
      TeamCommands teams,
      PresenceErasure presence,
      PersonalDataReads reads,
      RegistryChanges audit,
      Transactions transactions,
      EventOutbox outbox,
      Clock clock) {
    this.table = table;
    this.jurisdictions = jurisdictions;
    this.teams = teams;
    this.presence = presence;
    this.reads = reads;
    this.audit = audit;
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Staff in scope, and everybody themselves. */
  public Outcome<Volunteer> read(Caller caller, String id) {
    return transactions.run(
        () -> {
          Optional<Volunteer> found = table.find(id);
          if (found.isEmpty()) {
            return notThere(caller, id);
          }
          Volunteer volunteer = found.get();
          boolean oneself = caller.subject().equals(volunteer.subject());
          if (!oneself && !(Access.isStaff(caller) && caller.covers(volunteer.jurisdiction()))) {
            return notThere(caller, id);
          }
          reads.record(caller, List.of(shown(caller, volunteer)));
          return new Outcome.Done<>(volunteer);
        });
  }

  /** The same whether there is nobody of that id, or somebody elsewhere. */
  private static Outcome<Volunteer> notThere(Caller caller, String id) {
    return new Outcome.Refused<>(
        Access.ofReaders(caller).orElse(new Rejection.Unknown("volunteer", id)));
  }

  /**
   * The caller is staff, and the filter lies in the caller's scope. Numbers are looked for by those
   * who may see them.
   */
  public Outcome<Page<Volunteer>> list(
      Caller caller, VolunteerFilter filter, Page.Request request) {
    if (filter.asksForPhones() && !Access.maySeePhones(caller, filter.within())) {
      return new Outcome.Refused<>(new Rejection.NotAllowed());
    }
    return transactions.run(
        () -> {
          Page<Volunteer> page = table.list(filter, request);
          reads.record(
              caller, page.items().stream().map(volunteer -> shown(caller, volunteer)).toList());
          return new Outcome.Done<>(page);
        });
  }

  /**
   * By volunteer id, who else in the caller's scope has the same number, up to ten; nobody for a
   * caller who may not see numbers.
   */
  public Map<String, List<String>> samePhone(Caller caller, Collection<Volunteer> volunteers) {
    List<String> ids =
        volunteers.stream()
            .filter(one -> one.phone() != null)
            .filter(one -> Access.maySeePhones(caller, one.jurisdiction()))
            .map(Volunteer::id)
            .toList();
    return caller.scope().map(within -> table.samePhone(ids, within, SAME_PHONES)).orElse(Map.of());
  }

  /** In transactions of bounded size; several instances may do it at once. */
  public void digestPhones(int atOnce) {
    boolean more = true;
    while (more) {
      more = transactions.run(() -> table.digestPhones(atOnce)) == atOnce;
    }
  }

  public Outcome<Saved<Volunteer>> save(Caller caller, VolunteerDraft draft, SaveMode mode) {
    return saveAll(caller, List.of(draft), mode).getFirst();
  }

  /**
   * In one transaction; a draft that is refused changes nothing and does not keep the others back.
   *
   * @param drafts each id at most once
   * @return in the order of the drafts
   */
  public List<Outcome<Saved<Volunteer>>> saveAll(
      Caller caller, List<VolunteerDraft> drafts, SaveMode mode) {
    return transactions.runAll(
        drafts.size(),
        () -> {
          Instant now = clock.instant();
          Map<String, Volunteer> existing =
              table.lock(drafts.stream().map(VolunteerDraft::id).toList());
          Map<String, String> accounts =
              new HashMap<>(
                  table.idsByAccount(
                      drafts.stream()
                          .map(VolunteerDraft::subject)
                          .filter(Objects::nonNull)
                          .toList()));
          var registry =
              new VolunteerRules.Registry(
                  jurisdictions.registered(
                      drafts.stream().map(VolunteerDraft::jurisdiction).toList()),
                  accounts,
                  // After the locks: who was erased meanwhile is found to be.
                  table.erased(drafts.stream().map(VolunteerDraft::id).toList()));
          List<Outcome<Saved<Volunteer>>> outcomes = new ArrayList<>();
          List<Saved<Volunteer>> changes = new ArrayList<>();
          for (VolunteerDraft draft : drafts) {
            var outcome =
                VolunteerRules.decide(caller, draft, existing.get(draft.id()), registry, mode);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done<Saved<Volunteer>>(var saved)
                && saved.effect() != Saved.Effect.UNCHANGED) {
              changes.add(saved);
              if (saved.value().subject() != null) {
                accounts.put(saved.value().subject(), saved.value().id());
              }
            }
          }
          // In one order everywhere, or two imports of the same would wait for each other.
          changes.sort(Comparator.comparing(saved -> saved.value().id()));
          table.write(changes);
          audit.record(
              caller,
              changes.stream()
                  .map(saved -> change(saved.value(), existing.get(saved.value().id())))
                  .toList());
          outbox.append(
              changes.stream()
                  .filter(saved -> saved.effect() == Saved.Effect.CREATED)
                  .map(Saved::value)
                  .map(
                      created ->
                          outbox.event(
                              new VolunteerEvent.VolunteerRegistered(
                                  created.id(), now, created.jurisdiction()),
                              1))
                  .toList());
          teams.membersChanged(
              changes.stream()
                  .map(Saved::value)
                  .filter(changed -> hasNewAccount(existing.get(changed.id()), changed))
                  .map(Volunteer::id)
                  .toList());
          return outcomes;
        });
  }

  /**
   * For good: name, number, account, presence and memberships go, the id stays and is not used
   * again. What others have on compacted topics goes, too.
   */
  public Outcome<Volunteer> erase(Caller caller, String id) {
    return transactions.run(
        () -> {
          Volunteer volunteer = table.lock(List.of(id)).get(id);
          if (volunteer == null || !caller.covers(volunteer.jurisdiction())) {
            return new Outcome.Refused<>(new Rejection.Unknown("volunteer", id));
          }
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          teams.memberLeaves(caller, id);
          PresenceErasure.Ended ended = presence.erase(id, now);
          table.erase(id, now, ended.version());
          audit.record(caller, List.of(of(id, RegistryChanges.Action.ERASED)));
          outbox.append(
              List.of(
                  outbox.event(
                      new VolunteerEvent.VolunteerErased(id, now, volunteer.jurisdiction()),
                      ended.lastEvent() + 1)));
          return new Outcome.Done<>(volunteer);
        });
  }

  /**
   * The account that somebody has named becomes the volunteer's: its owner agrees, or a wider
   * scope.
   */
  public Outcome<Volunteer> linkAccount(Caller caller, String id) {
    return changeAccount(
        caller,
        id,
        RegistryChanges.Action.ACCOUNT_LINKED,
        existing ->
            VolunteerRules.link(
                caller,
                id,
                existing,
                existing == null || existing.proposedSubject() == null
                    ? Map.of()
                    : table.idsByAccount(List.of(existing.proposedSubject()))));
  }

  /** The volunteer has none from now on: by its owner, or by staff in scope. */
  public Outcome<Volunteer> unlinkAccount(Caller caller, String id) {
    return changeAccount(
        caller,
        id,
        RegistryChanges.Action.ACCOUNT_UNLINKED,
        existing -> VolunteerRules.unlink(caller, id, existing));
  }

  private Outcome<Volunteer> changeAccount(
      Caller caller,
      String id,
      RegistryChanges.Action action,
      Function<@Nullable Volunteer, Outcome<Saved<Volunteer>>> rule) {
    return transactions.run(
        () -> {
          Volunteer existing = table.lock(List.of(id)).get(id);
          return rule.apply(existing)
              .then(
                  saved -> {
                    if (saved.effect() != Saved.Effect.UNCHANGED) {
                      table.write(List.of(saved));
                      audit.record(caller, List.of(of(id, action)));
                      if (hasNewAccount(existing, saved.value())) {
                        teams.membersChanged(List.of(id));
                      }
                    }
                    return new Outcome.Done<>(saved.value());
                  });
        });
  }

  private static RegistryChanges.Change of(String id, RegistryChanges.Action action) {
    return new RegistryChanges.Change(RegistryChanges.Kind.VOLUNTEER, id, action);
  }

  private static RegistryChanges.Change change(Volunteer changed, @Nullable Volunteer before) {
    return before == null
        ? of(changed.id(), RegistryChanges.Action.CREATED)
        : new RegistryChanges.Change(
            RegistryChanges.Kind.VOLUNTEER,
            changed.id(),
            RegistryChanges.Action.CHANGED,
            changed.changedSince(before));
  }

  private static boolean hasNewAccount(@Nullable Volunteer before, Volunteer changed) {
    return before != null && !Objects.equals(before.subject(), changed.subject());
  }

  private static PersonalDataReads.Shown shown(Caller caller, Volunteer volunteer) {
    List<String> fields = new ArrayList<>(List.of("name", "jurisdiction"));
    if (volunteer.subject() != null) {
      fields.add("subject");
    }
    if (volunteer.proposedSubject() != null) {
      fields.add("proposedSubject");
    }
    if (volunteer.phone() != null && volunteer.showsPhoneTo(caller)) {
      fields.add("phone");
    }
    return new PersonalDataReads.Shown(volunteer.id(), fields);
  }
}
