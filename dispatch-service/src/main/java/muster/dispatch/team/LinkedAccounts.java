package muster.dispatch.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Volunteers by account, only where the account is not named like the volunteer itself. One thread
 * writes, any number read.
 */
final class LinkedAccounts {
  private final Map<String, List<Volunteer>> volunteers = new ConcurrentHashMap<>();

  /** One link for each team of the volunteer. */
  void link(@Nullable String subject, Volunteer volunteer) {
    if (subject != null && !subject.equals(volunteer.id)) {
      volunteers.merge(
          subject,
          List.of(volunteer),
          (before, added) -> Stream.concat(before.stream(), added.stream()).toList());
    }
  }

  /** Takes one link away. */
  void unlink(@Nullable String subject, Volunteer volunteer) {
    if (subject != null && !subject.equals(volunteer.id)) {
      volunteers.computeIfPresent(
          subject,
          (key, before) -> {
            List<Volunteer> after = new ArrayList<>(before);
            after.remove(volunteer);
            return after.isEmpty() ? null : List.copyOf(after);
          });
    }
  }

  /** One for each link. */
  List<Volunteer> listVolunteers(String subject) {
    return volunteers.getOrDefault(subject, List.of());
  }
}
