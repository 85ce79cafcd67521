package muster.notification.desk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import muster.contracts.notification.DeskEvent.DeskChanged;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** Who sits where, for those who ask. */
public final class DeskDirectory {
  private final Desks desks;
  private final BooleanSupplier read;

  /**
   * @param read all that desks had said before this instance began
   */
  public DeskDirectory(Desks desks, BooleanSupplier read) {
    this.desks = desks;
    this.read = read;
  }

  /** False as long as desks may be missing. */
  public boolean isComplete() {
    return read.getAsBoolean();
  }

  public Optional<DeskChanged> find(UUID deskId) {
    return desks.find(deskId);
  }

  /**
   * Those of the scope, in a fixed order.
   *
   * @param after the id of the last one of the page before; null for the first page
   */
  public List<DeskChanged> list(JurisdictionCode scope, @Nullable UUID after, int limit) {
    return desks.list(scope, after, limit);
  }
}
