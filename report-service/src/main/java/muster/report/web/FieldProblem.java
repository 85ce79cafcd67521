package muster.report.web;

/**
 * One thing wrong with a request.
 *
 * @param field as the client wrote it, with dots: {@code location.latitude}
 */
public record FieldProblem(String field, String message) {}
