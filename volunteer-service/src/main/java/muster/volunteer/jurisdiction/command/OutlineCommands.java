package muster.volunteer.jurisdiction.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.Outline;
import muster.volunteer.jurisdiction.OutlineRules;
import muster.volunteer.jurisdiction.command.OutlineTable.Lying;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;

/** Reads and saves where jurisdictions lie. Nobody else keeps that, so there are no events. */
public final class OutlineCommands {
  /** Of one answer; the villages of a city are fewer. */
  public static final int MOST_LISTED = 5_000;

  private final OutlineTable outlines;
  private final JurisdictionTable jurisdictions;
  private final RegistryChanges audit;
  private final Transactions transactions;

  public OutlineCommands(
      OutlineTable outlines,
      JurisdictionTable jurisdictions,
      RegistryChanges audit,
      Transactions transactions) {
    this.outlines = outlines;
    this.jurisdictions = jurisdictions;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** By their codes; empty when there are more than {@value #MOST_LISTED}. */
  public Optional<List<Lying>> list(
      JurisdictionCode within, JurisdictionCode.@Nullable Level level) {
    List<Lying> found = outlines.list(within, level, MOST_LISTED + 1);
    return found.size() > MOST_LISTED ? Optional.empty() : Optional.of(found);
  }

  /**
   * In one transaction; a draft that is refused changes nothing and does not keep the others back.
   *
   * @param drafts each code at most once
   * @return in the order of the drafts
   */
  public List<Outcome<Saved<Outline>>> saveAll(Caller caller, List<Outline> drafts) {
    return transactions.runAll(
        drafts.size(),
        () -> {
          List<JurisdictionCode> codes = drafts.stream().map(Outline::code).toList();
          Set<JurisdictionCode> registered = jurisdictions.registered(codes);
          Map<JurisdictionCode, Outline> existing = outlines.lock(codes);
          List<Outcome<Saved<Outline>>> outcomes = new ArrayList<>();
          List<Saved<Outline>> changes = new ArrayList<>();
          for (Outline draft : drafts) {
            var outcome =
                OutlineRules.decide(
                    caller, draft, registered.contains(draft.code()), existing.get(draft.code()));
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done<Saved<Outline>>(var saved)
                && saved.effect() != Saved.Effect.UNCHANGED) {
              changes.add(saved);
            }
          }
          outlines.write(changes);
          audit.record(
              caller,
              changes.stream()
                  .map(
                      saved ->
                          new RegistryChanges.Change(
                              RegistryChanges.Kind.JURISDICTION,
                              saved.value().code().value(),
                              RegistryChanges.Action.CHANGED,
                              List.of("outline")))
                  .toList());
          return outcomes;
        });
  }
}
