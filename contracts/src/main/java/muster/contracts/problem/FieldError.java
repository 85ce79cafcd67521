package muster.contracts.problem;

/**
 * What is wrong with one field.
 *
 * @param field the path in the body ({@code location.latitude}, {@code members[2].name}), or the
 *     name of a parameter or header
 * @param message goes on from the field's name: {@code must not be blank}
 */
public record FieldError(String field, String message) {}
