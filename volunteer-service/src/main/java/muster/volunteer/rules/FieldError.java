package muster.volunteer.rules;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path in the request's JSON, such as {@code members[3].volunteerId}
 */
public record FieldError(String field, String message) {}
