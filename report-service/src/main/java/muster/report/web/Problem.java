package muster.report.web;

import java.util.List;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer of RFC 9457, thrown from wherever a request turns out to be impossible. */
public final class Problem extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  public Problem(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  private Problem(ProblemType type, String detail, List<FieldProblem> errors) {
    super(type.status(), body(type, detail, errors), null);
  }

  public static Problem invalid(String field, String message) {
    return invalid(List.of(new FieldProblem(field, message)));
  }

  public static Problem invalid(List<FieldProblem> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().field() + " " + errors.getFirst().message()
            : errors.size() + " fields are not valid";
    return new Problem(ProblemType.VALIDATION, detail, errors);
  }

  static ProblemDetail body(ProblemType type, String detail, List<FieldProblem> errors) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(type.status(), detail);
    body.setType(type.uri());
    body.setTitle(type.title());
    if (!errors.isEmpty()) {
      body.setProperty("errors", errors);
    }
    return body;
  }
}
