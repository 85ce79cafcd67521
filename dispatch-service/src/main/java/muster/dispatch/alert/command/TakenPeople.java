package muster.dispatch.alert.command;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who has said a moment ago that he or she comes: other alerts that have called a team of theirs
 * may wait for nobody now. Only remembered here; what is lost costs the time to the next look at
 * all teams and no more.
 */
public final class TakenPeople {
  private final Set<Taken> taken = ConcurrentHashMap.newKeySet();

  /**
   * @param alertId the alert that the person comes to
   */
  record Taken(String volunteerId, UUID alertId) {}

  void addAll(UUID alertId, Collection<String> people) {
    people.forEach(person -> taken.add(new Taken(person, alertId)));
  }

  /** Each is given once. */
  Set<Taken> takeAll() {
    if (taken.isEmpty()) {
      return Set.of();
    }
    Set<Taken> all = Set.copyOf(taken);
    taken.removeAll(all);
    return all;
  }
}
