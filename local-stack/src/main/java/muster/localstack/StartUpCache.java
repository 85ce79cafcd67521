package muster.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The JVM's ahead-of-time cache of one program: classes loaded and linked before it starts, which
 * halves the work of starting. Recorded by an ordinary run and written when that run stops; a cache
 * of other jars is never used.
 */
final class StartUpCache {
  private static final String SUFFIX = ".aot";
  private static final Pattern WRITER = Pattern.compile("\\.recording-(\\d{1,18})");

  private final String name;
  private final Path finished;
  private final Path recording;

  private StartUpCache(Path folder, String name, String version) {
    this.name = name;
    this.finished = folder.resolve(name + "-" + version + SUFFIX);
    this.recording =
        folder.resolve(name + "-" + version + ".recording-" + ProcessHandle.current().pid());
  }

  /** The version says which jars the cache is made of; another version is another cache. */
  static StartUpCache of(Path folder, String name, String version) {
    return new StartUpCache(folder, name, version);
  }

  /**
   * By content: a build that changes nothing writes the same bytes again, and what was made of them
   * stays good.
   */
  static String versionByContent(Path jar) {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(jar), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Long.toHexString(sum.getValue());
  }

  /**
   * By the files themselves, for jars that are started where they lie: the JVM looks at their times
   * too.
   */
  static String versionByFiles(List<Path> jars) {
    return Integer.toHexString(jars.stream().map(StartUpCache::identity).toList().hashCode());
  }

  private static String identity(Path jar) {
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
    // Which classes a cache can't take is of no interest to those who read the program's log.
    String quiet = "-Xlog:aot*=error,cds*=error";
    if (exists()) {
      return List.of("-XX:AOTCache=" + finished, quiet);
    }
    return record ? List.of("-XX:AOTCacheOutput=" + recording, quiet) : List.of();
  }

  void dropRecording() {
    try {
      Files.deleteIfExists(recording.resolveSibling(recording.getFileName() + ".config"));
      Files.deleteIfExists(recording);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** Another version, or what a run left that ended in the middle of writing. */
  private boolean isOlder(Path file) {
    String other = file.getFileName().toString();
    return other.startsWith(name + "-") && (other.endsWith(SUFFIX) || isAbandoned(other));
  }

  private static boolean isAbandoned(String recording) {
    Matcher writer = WRITER.matcher(recording);
    return writer.find()
        && ProcessHandle.of(Long.parseLong(writer.group(1)))
            .filter(ProcessHandle::isAlive)
            .isEmpty();
  }
}
