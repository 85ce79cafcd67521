package muster.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowsersTest {
  @Test
  void aPageIsOpenedWhereThereIsAScreen() {
    assertThat(Browsers.opener("Mac OS X", Map.of())).contains("open");
    assertThat(Browsers.opener("Linux", Map.of("DISPLAY", ":0"))).contains("xdg-open");
    assertThat(Browsers.opener("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
        .contains("xdg-open");
    assertThat(Browsers.opener("Linux", Map.of())).isEmpty();
    assertThat(Browsers.opener("Linux", Map.of("DISPLAY", ""))).isEmpty();
  }

  @Test
  void theCommandIsLookedForOnThePath(@TempDir Path folder) throws IOException {
    Path command = Files.createFile(folder.resolve("xdg-open"));
    String path = "/nowhere:" + folder;
    assertThat(Browsers.find("xdg-open", path)).isEmpty();
    assertThat(command.toFile().setExecutable(true)).isTrue();
    assertThat(Browsers.find("xdg-open", path)).contains(command);
    assertThat(Browsers.find("open", path)).isEmpty();
  }

  @Test
  void aDeskIsOpenWhereTheServiceNamesOne() {
    assertThat(BrowserAudience.hasItems("{\"items\":[{\"deskId\":\"d\"}]}")).isTrue();
    assertThat(BrowserAudience.hasItems("{\"items\":[]}")).isFalse();
    assertThat(BrowserAudience.hasItems("not yet")).isFalse();
  }
}
