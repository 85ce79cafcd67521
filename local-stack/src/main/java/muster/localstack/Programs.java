package muster.localstack;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How the programs built from this project are started.
 *
 * <p>A Spring Boot jar is unpacked first: its classes then come from ordinary jars, which takes a
 * quarter less work at the start, and the JVM can keep a {@link StartUpCache} of them.
 */
final class Programs {
  /** Writing a cache takes a JVM some seconds of work at its end, and several do it at once. */
  private static final Duration RECORDING_GRACE = Duration.ofSeconds(90);

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final ProjectFolder project;
  private final Tuning tuning;
  private final boolean record;
  private volatile boolean dropped;

  /** As they were when the stack first asked: a build meanwhile is for its next start. */
  private final Map<Part, String> versions = new ConcurrentHashMap<>();

  Programs(ProjectFolder project, Tuning tuning, boolean record) {
    this.project = project;
    this.tuning = tuning;
    this.record = record;
  }

  Tuning tuning() {
    return tuning;
  }

  /** Where the build leaves the pages, if it has made any. */
  Path pages() {
    return project.root().resolve("console").resolve("target").resolve("dist");
  }

  void requireBuilt(Collection<Part> parts) {
    String missing =
        parts.stream()
            .filter(Part.programs()::contains)
            .filter(part -> project.findJar(part).isEmpty())
            .map(Part::module)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new StartFailed("Not built yet: " + missing);
    }
  }

  ServiceProcess.Builder prepare(Part part) {
    Path jar = jar(part);
    return ServiceProcess.named(part.module())
        .jvmArguments(tuning.jvmArguments())
        .jvmArguments(List.of("-Dfile.encoding=UTF-8", "-Djava.awt.headless=true"))
        .jvmArguments(cacheArguments(part))
        .grace(grace(part))
        .jar(part.kind() == Part.Kind.SPRING_BOOT ? unpacked(part, jar) : jar);
  }

  List<String> cacheArguments(Part part) {
    // What was recorded under one set of flags is of no use under another.
    return tuning == Tuning.SMALL ? cache(part).jvmArguments(record) : List.of();
  }

  Duration grace(Part part) {
    return isRecording(part) ? RECORDING_GRACE : GRACE;
  }

  boolean isRecording(Part part) {
    return record && tuning == Tuning.SMALL && !cache(part).exists();
  }

  /** Of a start that failed no cache is worth keeping, nor waiting for. */
  void dropRecordings(Map<Part, ServiceProcess> processes) {
    processes.forEach(
        (part, process) -> {
          if (isRecording(part)) {
            process.kill();
          }
        });
    dropped = true;
  }

  /** After the part has stopped. */
  void keepRecording(Part part) {
    if (dropped && isRecording(part)) {
      cache(part).dropRecording();
    } else if (isRecording(part)) {
      cache(part).keepRecording();
    }
  }

  private StartUpCache cache(Part part) {
    Path folder = part == Part.KAFKA ? project.runFolder().resolve("caches") : appFolder(part);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StartUpCache.of(folder, part.module(), versions.computeIfAbsent(part, this::version));
  }

  private String version(Part part) {
    return switch (part.kind()) {
      case SPRING_BOOT -> StartUpCache.versionByContent(jar(part));
      case MICRONAUT -> StartUpCache.versionByFiles(List.of(jar(part)));
      // The broker, which runs on the class path of this JVM.
      case INFRASTRUCTURE ->
          StartUpCache.versionByFiles(
              Arrays.stream(ClassPath.ofThisJvm().split(File.pathSeparator))
                  .map(Path::of)
                  .filter(Files::exists)
                  .toList());
    };
  }

  private Path jar(Part part) {
    return project
        .findJar(part)
        .orElseThrow(() -> new StartFailed("Not built yet: " + part.module()));
  }

  private Path appFolder(Part part) {
    return project.target(part).resolve("app");
  }

  /** One stack unpacks while another that starts beside it waits. */
  private Path unpacked(Part part, Path jar) {
    Path folder = appFolder(part);
    Path stamp = folder.resolve("unpacked-from");
    String version = versions.computeIfAbsent(part, this::version);
    try {
      Files.createDirectories(folder);
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw")) {
        synchronized (Programs.class) {
          try (FileLock lock = file.getChannel().lock()) {
            if (!lock.isValid()
                || !Files.exists(stamp)
                || !Files.readString(stamp).equals(version)) {
              unpack(part, jar, folder);
              Files.writeString(stamp, version);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.resolve(jar.getFileName());
  }

  private static void unpack(Part part, Path jar, Path folder) throws IOException {
    Folders.delete(folder.resolve("lib"));
    Process unpacking =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(unpacking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (unpacking.waitFor() != 0) {
        throw new StartFailed(part.module() + " could not be unpacked: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted while " + part.module() + " was unpacked", e);
    }
  }
}
