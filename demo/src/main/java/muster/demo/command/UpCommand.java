package muster.demo.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.demo.terminal.HarmlessText;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import muster.localstack.PortsTaken;
import muster.localstack.ProjectFolder;
import muster.localstack.StartFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./muster up}: the whole stack on its fixed ports until Ctrl-C. */
@Command(name = "up", resourceBundle = TerminalTexts.COMMANDS, mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private static final int PORTS_TAKEN = 3;
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  private final TerminalTexts texts = TerminalTexts.ofThisMachine();
  private final PrintStream out = System.out;
  private volatile boolean failed;

  @Option(names = "--fresh", descriptionKey = "up.fresh")
  private boolean fresh;

  @Option(names = "--without", paramLabel = "${bundle:label.module}", descriptionKey = "up.without")
  private List<String> without = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Set<Part> parts = EnumSet.allOf(Part.class);
    Set<Part> leftOut = EnumSet.noneOf(Part.class);
    for (String module : without) {
      Optional<Part> left = Part.findByModule(module).filter(Part.programs()::contains);
      if (left.isEmpty()) {
        System.err.println(texts.get("up.unknownModule", module, names(Part.programs())));
        return CommandLine.ExitCode.USAGE;
      }
      leftOut.add(left.get());
    }
    parts.removeAll(leftOut);
    ProjectFolder project = ProjectFolder.find();
    Path folder = project.runFolder();
    LocalStack stack =
        LocalStack.builder()
            .project(project)
            .folder(folder)
            .fixedPorts()
            .parts(parts.toArray(Part[]::new))
            .recordStartUp(true)
            .listener(new StackProgress(texts, out))
            .build();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, stopped), "stop"));
    try {
      stack.refuseTakenPorts();
      if (fresh) {
        Data.drop(stack.dataFolder());
        out.println(texts.get("up.dropped", stack.dataFolder()));
      }
      Data.dropLogs(stack.logFolder());
      out.println(texts.get("up.starting", stack.dataFolder(), stack.logFolder()));
      stack.start();
    } catch (PortsTaken taken) {
      failed = true;
      System.err.println(texts.get("up.portsTaken", taken.taken()));
      return PORTS_TAKEN;
    } catch (StartFailed failure) {
      // Unless somebody pressed Ctrl-C meanwhile, which is why it failed.
      if (stopped.getCount() > 0) {
        failed = true;
        System.err.println(
            texts.get("up.failed", HarmlessText.lines(String.valueOf(failure.getMessage()))));
      }
      return 1;
    }
    announce(stack, Duration.ofNanos(System.nanoTime() - begun));
    leftOut.forEach(part -> explain(stack, part));
    return watch(stack, stopped);
  }

  private void announce(LocalStack stack, Duration took) {
    out.println(texts.get("up.ready", StackProgress.seconds(took)));
    long sum = stack.residentBytes().values().stream().mapToLong(Long::longValue).sum();
    out.println(texts.get("up.memory", StackProgress.megabytes(sum)));
    out.println();
    for (Part part :
        List.of(
            Part.GATEWAY,
            Part.DISPATCH,
            Part.VOLUNTEER,
            Part.REPORT,
            Part.NOTIFICATION,
            Part.IDENTITY)) {
      if (stack.parts().contains(part)) {
        out.printf("  %-22s %s%n", part.module(), stack.url(part));
      }
    }
    out.println();
    out.println(texts.get("up.next"));
    if (stack.isRecordingStartUp()) {
      out.println(texts.get("up.recording"));
    }
  }

  /** How a program that is not started here belongs to the rest. */
  private void explain(LocalStack stack, Part part) {
    out.println();
    out.println(texts.get("up.leftOut", part.module()));
    stack.settingsOf(part).forEach((name, value) -> out.println("  " + name + "=" + value));
  }

  /** A service that ends by itself is said once; the rest goes on, as it would in production. */
  private int watch(LocalStack stack, CountDownLatch stopped) throws InterruptedException {
    Set<Part> alive = runningPrograms(stack);
    while (!stopped.await(WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
      alive.removeIf(
          part -> {
            boolean gone = !stack.process(part).isAlive() && stopped.getCount() > 0;
            if (gone) {
              System.err.println(
                  texts.get("up.died", part.module(), stack.process(part).logFile()));
            }
            return gone;
          });
    }
    return 0;
  }

  private static Set<Part> runningPrograms(LocalStack stack) {
    Set<Part> programs = EnumSet.copyOf(Part.programs());
    programs.retainAll(stack.parts());
    return programs;
  }

  private static String names(Set<Part> parts) {
    return parts.stream().map(Part::module).collect(Collectors.joining(", "));
  }

  /** Also run when the stack has not started: then everything has been stopped and said already. */
  private void stop(LocalStack stack, CountDownLatch stopped) {
    if (failed) {
      return;
    }
    stopped.countDown();
    out.println();
    out.println(texts.get(stack.isRecordingStartUp() ? "up.stoppingRecording" : "up.stopping"));
    stack.close();
    out.println(texts.get("up.stopped"));
  }

  /** What lies on the disk between runs. */
  static final class Data {
    static void drop(Path folder) throws IOException {
      if (!Files.exists(folder)) {
        return;
      }
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }

    /** Logs tell of the last run. */
    static void dropLogs(Path folder) throws IOException {
      Files.createDirectories(folder);
      try (Stream<Path> all = Files.list(folder)) {
        for (Path log : all.filter(file -> file.toString().endsWith(".log")).toList()) {
          Files.delete(log);
        }
      }
    }
  }
}
