package muster.demo.exercise;

import java.io.IOException;
import java.time.Duration;

/** What everybody has in mind to do, and when. */
interface Agenda {
  /** Runs it once, so much later or a little after that. */
  void in(Duration time, Step step);

  /** Something that somebody does, mostly a request. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException, InterruptedException;
  }
}
