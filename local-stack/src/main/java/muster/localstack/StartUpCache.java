package muster.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time cache of one program: classes loaded and linked before it starts, which
 * halves the work of starting. Recorded by an ordinary run and written when that run stops; a cache
 * of other jars is never used.
 */
final class StartUpCache {
  private static final String SUFFIX = ".aot";

  private final String name;
  private final Path finished;
  private final Path recording;

  private StartUpCache(Path folder, String name, String version) {
    this.name = name;
    this.finished = folder.resolve(name + "-" + version + SUFFIX);
    this.recording =
        folder.resolve(name + "-" + version + ".recording-" + ProcessHandle.current().pid());
  }

  static StartUpCache of(Path folder, String name, List<Path> jars) {
    int version = jars.stream().map(StartUpCache::version).toList().hashCode();
    return new StartUpCache(folder, name, Integer.toHexString(version));
  }

  /**
   * What tells one build of a file from the next: reproducible builds give all of them the same
   * modification time.
   */
  static String version(Path jar) {
    try {
      return jar + " " + Files.size(jar) + " " + Files.getAttribute(jar, "unix:ctime");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists() {
    return Files.exists(finished);
  }

  /** For the JVM that starts the program. */
  List<String> jvmArguments(boolean record) {
    if (exists()) {
      return List.of("-XX:AOTCache=" + finished);
    }
    return record ? List.of("-XX:AOTCacheOutput=" + recording) : List.of();
  }

  /** To be called when a recording run has stopped; does nothing if it left nothing. */
  void keepRecording() {
    try {
      Files.deleteIfExists(recording.resolveSibling(recording.getFileName() + ".config"));
      if (!Files.exists(recording)) {
        return;
      }
      try (Stream<Path> files = Files.list(Objects.requireNonNull(finished.getParent()))) {
        for (Path old : files.filter(this::isOlder).toList()) {
          Files.deleteIfExists(old);
        }
      }
      Files.move(recording, finished, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOlder(Path file) {
    String other = file.getFileName().toString();
    return other.startsWith(name + "-") && other.endsWith(SUFFIX);
  }
}
