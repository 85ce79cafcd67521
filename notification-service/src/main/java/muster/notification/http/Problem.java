package muster.notification.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** RFC 9457 problem details. */
@Serdeable
@Schema(description = "RFC 9457 problem details")
public record Problem(
    @Schema(example = "/problems/validation") String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable List<FieldError> errors) {

  /** What is wrong with one field, parameter or header. */
  @Serdeable
  public record FieldError(String field, String message) {}
}
