package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.localstack.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chinese texts have Chinese punctuation. Half-width marks stand only within Latin or figures:
 * 10,000 and https://localhost:9000.
 */
class ChineseTextsTest {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** What a text is filled in with is a part of its sentence, whatever it is. */
  private static final Pattern FILLED_IN =
      Pattern.compile("\\{[0-9][^}]*}|\\[[a-zA-Z][a-zA-Z.]*]|%[ns]|\\$\\{[^}]*}|\\$[a-zA-Z0-9_]+");

  private static final Pattern MISPLACED =
      Pattern.compile(
          "(?<![0-9]),|,(?![0-9])|(?<![a-z0-9]):|:(?![a-z0-9/])|[;?!()\"]|(?<=\\p{IsHan})\\.");

  /** Of a script; one that goes on in the next line ends with this one. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'?|\"(?:[^\"\\\\]|\\\\.)*\"?");

  private static final List<String> SCRIPTS =
      List.of("muster", "console/find-node", "console/find-chromium", "containers/engine");

  private static final Path ROOT = ProjectFolder.find().root();

  @Test
  void everyTranslationHasChinesePunctuation() throws IOException {
    List<Path> translations = translations();
    assertThat(translations).hasSizeGreaterThanOrEqualTo(6);
    assertThat(translations.stream().flatMap(ChineseTextsTest::texts))
        .hasSizeGreaterThan(300)
        .allMatch(ChineseTextsTest::isWellPunctuated);
  }

  @Test
  void soHasWhatTheScriptsSay() {
    assertThat(SCRIPTS.stream().flatMap(ChineseTextsTest::said))
        .hasSizeGreaterThan(25)
        .allMatch(ChineseTextsTest::isWellPunctuated);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "已就绪,用时 {0} 秒。",
        "用法:",
        "[team]([cause])",
        "[by]:[text]",
        "在运行?",
        "各服务的 JVM:fast 使用全部编译器",
        "构建镜像;./muster images",
        "\"{1}\" 不是整数",
        "请先执行 ./muster up.停止后.",
        "每秒 10, 000 个",
        "{0,number,#,##0}, {1}"
      })
  void theRuleFindsHalfWidthMarks(String text) {
    assertThat(isWellPunctuated(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "已就绪，用时 {0} 秒。",
        "每秒 {0,number,#,##0} 个事件，共 10,000 个，p99.9",
        "对 ./muster up 为 http://localhost:9000",
        "从该时间起重放（如 2026-03-12T08:00:00Z）",
        "只看名称以此开头的事件，如 task.（多个用逗号分隔）",
        "格式如 jdbc:postgresql://host:5432/database。",
        "[team]（[cause]）：[reason]",
        "正在停止……"
      })
  void theRuleLeavesLatinAndFiguresAlone(String text) {
    assertThat(isWellPunctuated(text)).isTrue();
  }

  private static boolean isWellPunctuated(String text) {
    return !MISPLACED.matcher(FILLED_IN.matcher(text).replaceAll("字")).find();
  }

  private static List<Path> translations() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main/resources"))
          .filter(Files::isDirectory)
          .flatMap(ChineseTextsTest::translationsBelow)
          .toList();
    }
  }

  private static Stream<Path> translationsBelow(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith("_zh.properties")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> texts(Path translation) {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(translation)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts.stringPropertyNames().stream().sorted().map(texts::getProperty);
  }

  private static Stream<String> said(String script) {
    try {
      return Files.readAllLines(ROOT.resolve(script)).stream()
          .flatMap(line -> QUOTED.matcher(line).results().map(MatchResult::group))
          .map(quoted -> quoted.replaceAll("^[\"']|[\"']$", ""))
          .filter(quoted -> HAN.matcher(quoted).find());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
