package muster.demo.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import muster.demo.story.Audience;
import muster.demo.story.Demo;
import muster.demo.story.DemoPolicy;
import muster.demo.story.DemoTargets;
import muster.demo.story.Pace;
import muster.demo.story.StoryBroken;
import muster.demo.terminal.HarmlessText;
import muster.demo.terminal.ProblemText;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.ComposeStack;
import muster.localstack.IdentityClient;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import muster.localstack.PortsTaken;
import muster.localstack.ProjectFolder;
import muster.localstack.StartFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./muster demo}: the story of the stolen e-bike. Starts the stack for it and stops it
 * afterwards, as processes or as containers; with the addresses of a stack that is running, plays
 * on that.
 */
@Command(name = "demo", resourceBundle = TerminalTexts.COMMANDS, mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int PORTS_TAKEN = 3;

  /** Recording start-up caches takes a slow machine a while, once. */
  private static final Duration READY_DEADLINE = Duration.ofMinutes(4);

  private final TerminalTexts texts = TerminalTexts.ofThisMachine();

  /** Building images takes a slow machine some minutes, once. */
  private static final Duration IMAGES_DEADLINE = Duration.ofMinutes(20);

  private static final Duration COMPOSE_DEADLINE = Duration.ofMinutes(10);

  /** Keycloak's hash of each new account's password, and of each sign-in, is meant to be slow. */
  private static final int APPS_OF_A_TEAM_ON_KEYCLOAK = 3;

  /** What the stack to play on is made of. */
  enum Against {
    processes,
    compose
  }

  @Option(
      names = "--against",
      paramLabel = "processes|compose",
      descriptionKey = "demo.against",
      defaultValue = "processes")
  private Against against = Against.processes;

  @Option(names = "--json", descriptionKey = "demo.json")
  private boolean json;

  @Option(names = "--fresh", descriptionKey = "up.fresh")
  private boolean fresh;

  @Option(names = "--browser", descriptionKey = "demo.browser")
  private boolean browser;

  @Option(names = "--issuer", paramLabel = "${bundle:label.url}", descriptionKey = "demo.issuer")
  private @Nullable URI issuer;

  @Option(names = "--dispatch", paramLabel = "${bundle:label.url}", descriptionKey = "demo.url")
  private URI dispatch = local(Part.GATEWAY);

  @Option(names = "--volunteer", paramLabel = "${bundle:label.url}", descriptionKey = "demo.url")
  private URI volunteer = local(Part.GATEWAY);

  @Option(names = "--report", paramLabel = "${bundle:label.url}", descriptionKey = "demo.url")
  private URI report = local(Part.GATEWAY);

  @Option(names = "--notification", paramLabel = "${bundle:label.url}", descriptionKey = "demo.url")
  private URI notification = local(Part.GATEWAY);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Demo playing;

  @Override
  public Integer call() throws IOException {
    // For Ctrl-C in the middle of it, on a stack that goes on.
    Runtime.getRuntime().addShutdownHook(new Thread(this::endPlay, "end-play"));
    PrintStream progress = json ? System.err : System.out;
    URI given = issuer;
    if (browser && against == Against.compose) {
      System.err.println(texts.get("demo.browserOnProcesses"));
      return CommandLine.ExitCode.USAGE;
    }
    if (against == Against.compose) {
      return onContainers(given, progress);
    }
    if (given != null) {
      return play(
          new DemoTargets(
              volunteer,
              report,
              dispatch,
              notification,
              new IdentityClient(given)::token,
              DemoTargets.EVERYBODYS_APP));
    }
    return onAStackOfItsOwn(progress);
  }

  /** On the containers that run, else on containers of its own, which are removed afterwards. */
  private int onContainers(@Nullable URI realm, PrintStream progress) {
    ProjectFolder project = ProjectFolder.find();
    ComposeStack stack =
        new ComposeStack(project)
            .policies(project.root().resolve("containers").resolve("demo-policies.env"));
    Stopping stopping =
        new Stopping(
            () -> {
              endPlay();
              stack.down();
            },
            () -> texts.get("up.stopping"),
            progress);
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::close, "stop"));
    try (stopping) {
      if (stack.isRunning()) {
        progress.println(texts.get("demo.composeRuns"));
        stack.awaitReady(COMPOSE_DEADLINE);
      } else {
        start(stack, stopping, progress);
      }
      URI issuing = realm == null ? stack.realm() : realm;
      boolean direct = stack.areServicesPublished();
      if (!direct) {
        progress.println(texts.get("demo.throughGateway", stack.gateway()));
      }
      return play(
          new DemoTargets(
              inContainers(volunteer, Part.VOLUNTEER, stack, direct),
              inContainers(report, Part.REPORT, stack, direct),
              inContainers(dispatch, Part.DISPATCH, stack, direct),
              inContainers(notification, Part.NOTIFICATION, stack, direct),
              stack.identity(issuing)::token,
              APPS_OF_A_TEAM_ON_KEYCLOAK));
    } catch (PortsTaken taken) {
      System.err.println(texts.get("up.portsTaken", taken.taken()));
      return PORTS_TAKEN;
    } catch (StartFailed failed) {
      System.err.println(
          texts.get("up.failed", HarmlessText.lines(String.valueOf(failed.getMessage()))));
      return 1;
    }
  }

  /** What was not named otherwise; the options' defaults are addresses of processes. */
  private static URI inContainers(URI given, Part service, ComposeStack stack, boolean direct) {
    if (Arrays.stream(Part.values()).map(DemoCommand::local).noneMatch(given::equals)) {
      return given;
    }
    return direct ? local(service) : stack.gateway();
  }

  private void start(ComposeStack stack, Stopping stopping, PrintStream progress) {
    stack.requireEngine();
    stack.refuseTakenPorts();
    long begun = System.nanoTime();
    progress.println(texts.get("demo.images", stack.logFile()));
    stack.buildImages(IMAGES_DEADLINE);
    progress.println(texts.get("demo.imagesBuilt", since(begun)));
    stopping.begin();
    begun = System.nanoTime();
    if (fresh) {
      stack.drop();
    }
    stack.up(COMPOSE_DEADLINE);
    progress.println(texts.get("up.ready", since(begun)));
  }

  private static String since(long begun) {
    return StackProgress.seconds(Duration.ofNanos(System.nanoTime() - begun));
  }

  private int onAStackOfItsOwn(PrintStream progress) throws IOException {
    long begun = System.nanoTime();
    ProjectFolder project = ProjectFolder.find();
    LocalStack stack =
        LocalStack.builder()
            .project(project)
            .folder(project.runFolder())
            .fixedPorts()
            .environment(Part.DISPATCH, DemoPolicy.environment(pace()))
            .recordStartUp(true)
            .deadline(READY_DEADLINE)
            .listener(new StackProgress(texts, progress))
            .build();
    Stopping stopping =
        new Stopping(
            () -> {
              endPlay();
              stack.close();
            },
            () -> texts.get(stack.isRecordingStartUp() ? "up.stoppingRecording" : "up.stopping"),
            progress);
    // For Ctrl-C in the middle of it, or at the end of one that stays.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.close();
                  stopped.countDown();
                },
                "stop"));
    try (stopping) {
      stack.refuseTakenPorts();
      if (fresh) {
        UpCommand.Data.drop(stack.dataFolder());
      }
      UpCommand.Data.dropLogs(stack.logFolder());
      progress.println(texts.get("up.starting", stack.dataFolder(), stack.logFolder()));
      stopping.begin();
      stack.start();
      progress.println(texts.get("up.ready", since(begun)));
      int result = play(DemoTargets.of(stack));
      if (browser && result == 0) {
        progress.println(texts.get("demo.stays"));
        stopped.await();
      }
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (PortsTaken taken) {
      System.err.println(texts.get("demo.portsTaken", taken.taken(), local(Part.IDENTITY)));
      return PORTS_TAKEN;
    } catch (StartFailed failed) {
      System.err.println(
          texts.get("up.failed", HarmlessText.lines(String.valueOf(failed.getMessage()))));
      return 1;
    }
  }

  /** Once, whether by Ctrl-C or at the end; whoever comes second waits until it is done. */
  private static final class Stopping implements AutoCloseable {
    private final Runnable stop;
    private final Supplier<String> farewell;
    private final PrintStream progress;
    private boolean needed;

    Stopping(Runnable stop, Supplier<String> farewell, PrintStream progress) {
      this.stop = stop;
      this.farewell = farewell;
      this.progress = progress;
    }

    synchronized void begin() {
      needed = true;
    }

    @Override
    public synchronized void close() {
      if (needed) {
        needed = false;
        progress.println(farewell.get());
        stop.run();
      }
    }
  }

  private int play(DemoTargets targets) {
    PrintStream progress = json ? System.err : System.out;
    Demo demo =
        new Demo(
            targets,
            json,
            Locale.getDefault(),
            System.out,
            System.err,
            pace(),
            browser
                ? new BrowserAudience(local(Part.GATEWAY), targets, texts, progress)
                : Audience.NOBODY);
    playing = demo;
    try {
      var unused = demo.play();
      return 0;
    } catch (StoryBroken broken) {
      demo.explain(broken).forEach(System.err::println);
      return 1;
    } catch (IdentityClient.Unreachable unreachable) {
      System.err.println(texts.get("stack.notRunning", unreachable.issuer()));
      return 1;
    } catch (IdentityClient.Refused refused) {
      System.err.println(
          texts.get(
              "token.refused",
              refused.who(),
              ProblemText.of(texts, refused.status(), refused.body())));
      return 1;
    } catch (IllegalStateException failed) {
      System.err.println(HarmlessText.lines(String.valueOf(failed.getMessage())));
      return 1;
    }
  }

  private Pace pace() {
    return browser ? Pace.FOLLOWED : Pace.QUICK;
  }

  /** While the services are still there: what is left of the play is taken away by them. */
  private void endPlay() {
    Demo demo = playing;
    if (demo != null) {
      demo.close();
    }
  }

  private static URI local(Part part) {
    return URI.create("http://localhost:" + part.fixedPort());
  }
}
