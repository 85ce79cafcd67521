package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpCacheTest {
  private final Path folder;

  StartUpCacheTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aRecordingThatWasFinishedIsUsedByTheNextRunAndReplacesOlderOnes() throws IOException {
    Files.writeString(folder.resolve("app-1.aot"), "an older build's");
    Files.writeString(folder.resolve("other-1.aot"), "another program's");
    StartUpCache cache = StartUpCache.of(folder, "app", "2");
    assertThat(cache.jvmArguments(false)).isEmpty();
    String recording = cache.jvmArguments(true).getFirst().replace("-XX:AOTCacheOutput=", "");

    Files.writeString(Path.of(recording), "written by the JVM when it ended");
    cache.keepRecording();

    assertThat(cache.jvmArguments(true))
        .first()
        .isEqualTo("-XX:AOTCache=" + folder.resolve("app-2.aot"));
    assertThat(folder).isDirectoryNotContaining("glob:**app-1.aot");
    assertThat(folder.resolve("other-1.aot")).exists();
  }

  @Test
  void aRunThatWasKilledLeavesNothingToUse() {
    StartUpCache cache = StartUpCache.of(folder, "app", "2");
    cache.keepRecording();
    assertThat(cache.exists()).isFalse();
  }

  @Test
  void theSameBytesAreTheSameVersionWheneverTheyWereWritten() throws IOException {
    Path jar = Files.writeString(folder.resolve("app.jar"), "classes");
    String version = StartUpCache.versionByContent(jar);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    assertThat(StartUpCache.versionByContent(jar)).isEqualTo(version);
    Files.writeString(jar, "other classes");
    assertThat(StartUpCache.versionByContent(jar)).isNotEqualTo(version);
  }
}
