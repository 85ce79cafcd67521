package muster.testbed.unruly.rota.postgres;

import java.time.Instant;
import org.springframework.stereotype.Repository;

/** Wires itself. */
@Repository
public record RotaTable(Instant end) {
  public Instant readEnd() {
    return end;
  }
}
