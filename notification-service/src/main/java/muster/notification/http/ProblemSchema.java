package muster.notification.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a problem looks, for the description of the API alone. */
@Schema(name = "Problem", description = "RFC 9457 problem details")
public record ProblemSchema(
    @Schema(example = "/problems/validation") String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable List<Field> errors) {

  /** What is wrong with one field, parameter or header. */
  @Schema(name = "FieldError")
  public record Field(String field, String message) {}
}
