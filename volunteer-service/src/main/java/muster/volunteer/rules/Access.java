package muster.volunteer.rules;

import java.util.Optional;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.contracts.place.JurisdictionCode;

/** Who may read and write the registry. */
public final class Access {

  private Access() {}

  /** Of anything at all; where is another question. */
  public static Optional<Rejection> ofWriters(Caller caller) {
    return caller.hasAny(Role.DISPATCHER, Role.OFFICER)
        ? Optional.empty()
        : Optional.of(new Rejection.NotAllowed());
  }

  public static Optional<Rejection> ofReaders(Caller caller) {
    return isStaff(caller) ? Optional.empty() : Optional.of(new Rejection.NotAllowed());
  }

  public static boolean isStaff(Caller caller) {
    return caller.hasAny(Role.DISPATCHER, Role.OFFICER, Role.OPERATOR);
  }

  public static Optional<Rejection> within(Caller caller, JurisdictionCode jurisdiction) {
    return caller.covers(jurisdiction) ? Optional.empty() : Optional.of(new Rejection.OutOfScope());
  }

  public static boolean mayWrite(Caller caller, JurisdictionCode jurisdiction) {
    return ofWriters(caller).isEmpty() && caller.covers(jurisdiction);
  }

  /**
   * Whether the caller's word is enough for an account there: a scope that is wider than the place
   * itself. Who is responsible for no more than that place says whose account it is, and somebody
   * else has to agree.
   */
  public static boolean vouches(Caller caller, JurisdictionCode jurisdiction) {
    return mayWrite(caller, jurisdiction)
        && caller.scope().filter(scope -> !scope.equals(jurisdiction)).isPresent();
  }

  /** Phone numbers are shown to those who may have to ring somebody up. */
  public static boolean maySeePhones(Caller caller, JurisdictionCode jurisdiction) {
    return mayWrite(caller, jurisdiction);
  }
}
