package muster.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** How much memory processes really hold, as the system counts it. */
final class ResidentMemory {
  private static final long KIB = 1024;

  private ResidentMemory() {}

  /**
   * A page that several processes share, such as PostgreSQL's buffers, counts once in all, each
   * with its part (PSS). Where the system does not say that (macOS) it counts for each of them.
   */
  static Map<String, Long> of(LocalStack stack) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (Part part : stack.parts()) {
      bytes.put(part.module(), ofTree(pid(stack, part)));
    }
    bytes.put("launcher", of(ProcessHandle.current().pid()));
    return bytes;
  }

  private static long pid(LocalStack stack, Part part) {
    return switch (part) {
      case POSTGRES -> stack.postgres().pid();
      case KAFKA -> stack.kafka().pid();
      case IDENTITY, DISPATCH, VOLUNTEER, REPORT, NOTIFICATION, GATEWAY ->
          stack.process(part).pid();
    };
  }

  private static long ofTree(long pid) {
    Stream<Long> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), children).mapToLong(ResidentMemory::of).sum();
  }

  /** Zero when the process has ended meanwhile. */
  static long of(long pid) {
    try {
      Path pages = Path.of("/proc", Long.toString(pid), "smaps_rollup");
      return Files.exists(pages) ? sharesOf(pages) : fromPs(pid);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long sharesOf(Path pages) throws IOException {
    try (Stream<String> lines = Files.lines(pages)) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .sum();
    }
  }

  private static long fromPs(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    String answer =
        new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    return answer.isEmpty() ? 0 : Long.parseLong(answer) * KIB;
  }
}
