package muster.demo.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.Part;
import muster.localstack.StackListener;

/** One line for each part of the stack that has become ready or has stopped. */
public final class StackProgress implements StackListener {
  private static final double NANOS = 1e9;
  private static final long MEGABYTE = 1_000_000;

  private final TerminalTexts texts;
  private final PrintStream out;

  public StackProgress(TerminalTexts texts, PrintStream out) {
    this.texts = texts;
    this.out = out;
  }

  @Override
  public void ready(Part part, Duration took) {
    out.println("  " + texts.get("stack.partReady", padded(part), seconds(took)));
  }

  @Override
  public void stopped(Part part) {
    out.println("  " + texts.get("stack.partStopped", padded(part)));
  }

  private static String padded(Part part) {
    return String.format(Locale.ROOT, "%-22s", part.module());
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / NANOS);
  }

  static String megabytes(long bytes) {
    return Long.toString(bytes / MEGABYTE);
  }
}
