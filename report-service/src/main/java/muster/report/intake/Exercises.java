package muster.report.intake;

/**
 * Whether reports are exercises, as alerts are: a report goes with alerts of its own kind alone.
 *
 * @param only this is a stack for training, where every alert is an exercise
 */
public record Exercises(boolean only) {}
