package muster.report.intake;

/**
 * A client's name for one submission, so that repeating it creates nothing new.
 *
 * @param by the account; others may use the same key for something else
 * @param fingerprint tells whether the repeated request is the same one
 */
public record RequestKey(String by, String key, String fingerprint) {}
