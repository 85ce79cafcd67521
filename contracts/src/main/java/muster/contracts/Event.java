package muster.contracts;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;

/**
 * Everything that travels between the services. Each topic carries one family: a sealed interface
 * of records, or one record. (Sealing this interface too would need all families in one package.)
 */
public interface Event {

  @JsonPropertyDescription("When it happened, by the clock of the service that decided it")
  Instant at();

  /** The key of its record: the id of the aggregate it is about. */
  String key();
}
