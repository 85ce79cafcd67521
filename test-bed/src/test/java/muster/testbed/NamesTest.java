package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/naming.md that a machine can see, for all modules. */
class NamesTest {
  /** Words that say nothing of what a class is. */
  private static final Pattern NOTHING_SAID =
      Pattern.compile(".*(Manager|Helper|Utils?|Data|Info|Impl|Common)|Abstract[A-Z].*");

  private static final Pattern NO_PACKAGE = Pattern.compile(".*/(common|utils?|shared|kit)/.*");

  @Test
  void everyClassAndPackageSaysWhatItIs() throws IOException {
    List<Path> sources = sources();
    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(sources).allMatch(source -> saysWhatItIs(source.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x/TaskManager.java",
        "x/DateUtils.java",
        "x/TeamImpl.java",
        "x/AbstractReader.java",
        "x/UserInfo.java",
        "x/AlertData.java",
        "muster/common/Alert.java",
        "muster/util/Alert.java"
      })
  void theRuleFindsThoseThatDoNot(String source) {
    assertThat(saysWhatItIs(source)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x/Alert.java",
        "x/DataSourceSettings.java",
        "x/Utilisation.java",
        "x/CommonestSurnames.java",
        "muster/commons/Alert.java"
      })
  void theRuleLeavesOthersAlone(String source) {
    assertThat(saysWhatItIs(source)).isTrue();
  }

  private static boolean saysWhatItIs(String source) {
    String name = source.replaceFirst(".*/", "").replaceFirst("\\.java$", "");
    return !NOTHING_SAID.matcher(name).matches() && !NO_PACKAGE.matcher("/" + source).matches();
  }

  private static List<Path> sources() throws IOException {
    Path root = ProjectFolder.find().root();
    try (Stream<Path> modules = Files.list(root)) {
      List<Path> folders = modules.map(module -> module.resolve("src")).toList();
      return folders.stream()
          .filter(Files::isDirectory)
          .flatMap(NamesTest::javaBelow)
          .map(root::relativize)
          .toList();
    }
  }

  private static Stream<Path> javaBelow(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
