package muster.identity;

import java.util.Set;

/**
 * Somebody a token speaks for.
 *
 * @param subject what the services know the account by; for a volunteer, the subject of a team's
 *     member
 * @param jurisdiction the GB/T 2260 code whose area the account may act in
 */
public record Account(
    String username, String subject, String name, Set<String> roles, String jurisdiction) {
  public Account {
    roles = Set.copyOf(roles);
  }
}
