package muster.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The accounts that this identity provider knows, as configured. */
public final class AccountDirectory {
  private final List<Account> accounts;

  public AccountDirectory(List<Account> accounts) {
    this.accounts = List.copyOf(accounts);
  }

  public Optional<Account> findByUsername(String username) {
    return accounts.stream().filter(account -> account.username().equals(username)).findFirst();
  }

  public Optional<Account> findBySubject(String subject) {
    return accounts.stream().filter(account -> account.subject().equals(subject)).findFirst();
  }

  /** The one that has this role and the fewest others; the first of several. */
  public Optional<Account> findByRole(String role) {
    return accounts.stream()
        .filter(account -> account.roles().contains(role))
        .min(Comparator.comparingInt(account -> account.roles().size()));
  }

  public List<Account> listAll() {
    return accounts;
  }
}
