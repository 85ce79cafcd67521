package muster.volunteer.importing;

/**
 * What is wrong with one line of a bulk import.
 *
 * @param field empty when it is the line as a whole
 */
public record LineError(long line, String field, String message) {}
