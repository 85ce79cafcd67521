package muster.demo.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.demo.exercise.Exercise;
import muster.demo.story.DemoTargets;
import muster.demo.terminal.HarmlessText;
import muster.demo.terminal.TerminalTexts;
import muster.demo.terminal.TerminalTitle;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import muster.localstack.PortsTaken;
import muster.localstack.ProjectFolder;
import muster.localstack.StartFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./muster up}: the whole stack on its fixed ports until Ctrl-C. With {@code --simulate} for
 * an exercise, which has a data folder of its own: what was trained never mixes with anything else.
 */
@Command(name = "up", resourceBundle = TerminalTexts.COMMANDS, mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private static final int PORTS_TAKEN = 3;
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  /** How often an exercise says how it stands. */
  private static final Duration STANDING_EVERY = Duration.ofMinutes(10);

  private static final String EXERCISE_FOLDER = "exercise";

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final TerminalTexts texts = TerminalTexts.ofThisMachine();
  private final PrintStream out = System.out;
  private volatile boolean failed;
  private volatile @Nullable Exercise exercise;

  @Option(names = "--fresh", descriptionKey = "up.fresh")
  private boolean fresh;

  @Option(names = "--without", paramLabel = "${bundle:label.module}", descriptionKey = "up.without")
  private List<String> without = List.of();

  @Mixin private ExerciseOptions simulation = new ExerciseOptions();

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
    Optional<String> refusal = simulation.refusal(texts, without);
    if (refusal.isPresent()) {
      System.err.println(refusal.get());
      return CommandLine.ExitCode.USAGE;
    }
    LocalStack stack = build(parts);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, stopped), "stop"));
    try {
      stack.refuseTakenPorts();
      if (fresh) {
        Data.drop(stack.dataFolder());
        out.println(texts.get("up.dropped", stack.dataFolder()));
      }
      Data.dropLogs(stack.logFolder());
      if (stack.isExercise()) {
        TerminalTitle.set(out, texts.get("exercise.title"));
        out.println(texts.get("exercise.mark") + " " + texts.get("exercise.stack"));
      }
      out.println(texts.get("up.starting", stack.dataFolder(), stack.logFolder()));
      stack.start();
    } catch (PortsTaken taken) {
      failed = true;
      System.err.println(
          texts.get(stack.isExercise() ? "up.simulatePortsTaken" : "up.portsTaken", taken.taken()));
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
    if (stack.isExercise() && !beginExercise(stack)) {
      return 1;
    }
    return watch(stack, stopped);
  }

  private LocalStack build(Set<Part> parts) {
    ProjectFolder project = ProjectFolder.find();
    Path folder = project.runFolder();
    LocalStack.Builder builder =
        LocalStack.builder()
            .project(project)
            .folder(simulation.isWanted() ? folder.resolve(EXERCISE_FOLDER) : folder)
            .fixedPorts()
            .parts(parts.toArray(Part[]::new))
            .recordStartUp(true)
            .listener(new StackProgress(texts, out));
    return simulation.isWanted() ? builder.exercise().build() : builder.build();
  }

  private boolean beginExercise(LocalStack stack) throws InterruptedException {
    Exercise begun =
        new Exercise(
            DemoTargets.of(stack), simulation.settings(), Locale.getDefault(), this::sayOfExercise);
    exercise = begun;
    try {
      begun.begin();
      out.println();
      out.println(
          texts.get("exercise.mark") + " " + texts.get("exercise.open", stack.gatewayUrl()));
      out.println();
      return true;
    } catch (IOException | RuntimeException e) {
      System.err.println(texts.get("exercise.failed", HarmlessText.lines(String.valueOf(e))));
      return false;
    }
  }

  /** With the time: the lines of hours stand below each other. */
  private void sayOfExercise(String line) {
    out.println(
        texts.get("exercise.mark")
            + " "
            + LocalTime.now().truncatedTo(ChronoUnit.SECONDS).format(CLOCK)
            + "  "
            + HarmlessText.line(line));
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
    Exercise running = exercise;
    long nextStanding = System.nanoTime() + STANDING_EVERY.toNanos();
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
      if (running != null && System.nanoTime() - nextStanding > 0) {
        sayOfExercise(running.standing());
        nextStanding = System.nanoTime() + STANDING_EVERY.toNanos();
      }
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
    Exercise running = exercise;
    if (running != null) {
      running.close();
    }
    stack.close();
    TerminalTitle.set(out, "");
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
