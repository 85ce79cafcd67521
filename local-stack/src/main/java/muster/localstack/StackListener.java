package muster.localstack;

import java.time.Duration;

/** Told how the start of the stack goes on. Called by several threads. */
public interface StackListener {
  StackListener SILENT =
      new StackListener() {
        @Override
        public void ready(Part part, Duration took) {}

        @Override
        public void stopped(Part part) {}
      };

  /** With the time since the part itself was started. */
  void ready(Part part, Duration took);

  void stopped(Part part);
}
