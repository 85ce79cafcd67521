package muster.dispatch.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Of whom an account is, only where it is not named like the volunteer itself. */
final class VolunteersByAccount {
  private final Map<String, List<Volunteer>> accounts = new ConcurrentHashMap<>();

  List<Volunteer> listOf(String subject) {
    return accounts.getOrDefault(subject, List.of());
  }

  void link(@Nullable String subject, Volunteer volunteer) {
    if (subject != null && !subject.equals(volunteer.id)) {
      accounts.merge(
          subject,
          List.of(volunteer),
          (before, added) -> Stream.concat(before.stream(), added.stream()).toList());
    }
  }

  /** Takes one link away, for each team of the volunteer has its own. */
  void unlink(@Nullable String subject, Volunteer volunteer) {
    if (subject != null && !subject.equals(volunteer.id)) {
      accounts.computeIfPresent(
          subject,
          (key, before) -> {
            List<Volunteer> after = new ArrayList<>(before);
            after.remove(volunteer);
            return after.isEmpty() ? null : List.copyOf(after);
          });
    }
  }
}
