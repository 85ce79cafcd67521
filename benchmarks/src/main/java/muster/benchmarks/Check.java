package muster.benchmarks;

/**
 * Something that held for all of what was looked at: had it not, the run would have failed.
 *
 * @param key names it in the result file and in the texts
 */
public record Check(String key, long lookedAt) {}
