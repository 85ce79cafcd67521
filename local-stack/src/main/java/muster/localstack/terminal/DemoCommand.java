package muster.localstack.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import muster.localstack.IdentityClient;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import muster.localstack.PortsTaken;
import muster.localstack.ProjectFolder;
import muster.localstack.StartFailed;
import muster.localstack.demo.Demo;
import muster.localstack.demo.DemoPolicy;
import muster.localstack.demo.DemoTargets;
import muster.localstack.demo.StoryBroken;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./muster demo}: the story of the stolen e-bike. Starts the stack for it and stops it
 * afterwards; with the addresses of a stack that is running, plays on that.
 */
@Command(name = "demo", resourceBundle = Texts.BUNDLE, mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int PORTS_TAKEN = 3;

  /** Recording start-up caches takes a slow machine a while, once. */
  private static final Duration READY_DEADLINE = Duration.ofMinutes(4);

  private final Texts texts = Texts.ofThisMachine();

  @Option(names = "--json", descriptionKey = "demo.json")
  private boolean json;

  @Option(names = "--fresh", descriptionKey = "up.fresh")
  private boolean fresh;

  @Option(names = "--issuer", paramLabel = "URL", descriptionKey = "demo.issuer")
  private @Nullable URI issuer;

  @Option(names = "--dispatch", paramLabel = "URL", descriptionKey = "demo.url")
  private URI dispatch = local(Part.DISPATCH);

  @Option(names = "--volunteer", paramLabel = "URL", descriptionKey = "demo.url")
  private URI volunteer = local(Part.VOLUNTEER);

  @Option(names = "--report", paramLabel = "URL", descriptionKey = "demo.url")
  private URI report = local(Part.REPORT);

  @Option(names = "--notification", paramLabel = "URL", descriptionKey = "demo.url")
  private URI notification = local(Part.NOTIFICATION);

  @Override
  public Integer call() throws IOException {
    PrintStream progress = json ? System.err : System.out;
    URI given = issuer;
    if (given != null) {
      return play(
          new DemoTargets(
              volunteer, report, dispatch, notification, new IdentityClient(given)::token));
    }
    return onAStackOfItsOwn(progress);
  }

  private int onAStackOfItsOwn(PrintStream progress) throws IOException {
    long begun = System.nanoTime();
    ProjectFolder project = ProjectFolder.find();
    LocalStack stack =
        LocalStack.builder()
            .project(project)
            .folder(project.runFolder())
            .fixedPorts()
            .environment(Part.DISPATCH, DemoPolicy.environment())
            .recordStartUp(true)
            .deadline(READY_DEADLINE)
            .listener(new StackProgress(texts, progress))
            .build();
    Stopping stopping = new Stopping(stack, progress);
    // For Ctrl-C in the middle of it.
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::close, "stop"));
    try (stopping) {
      stack.refuseTakenPorts();
      if (fresh) {
        UpCommand.Data.drop(stack.dataFolder());
      }
      UpCommand.Data.dropLogs(stack.logFolder());
      progress.println(texts.get("up.starting", stack.dataFolder(), stack.logFolder()));
      stopping.begin();
      stack.start();
      progress.println(
          texts.get(
              "up.ready", StackProgress.seconds(Duration.ofNanos(System.nanoTime() - begun))));
      return play(DemoTargets.of(stack));
    } catch (PortsTaken taken) {
      System.err.println(texts.get("demo.portsTaken", taken.taken(), local(Part.IDENTITY)));
      return PORTS_TAKEN;
    } catch (StartFailed failed) {
      System.err.println(texts.get("up.failed", String.valueOf(failed.getMessage())));
      return 1;
    }
  }

  /** Once, whether by Ctrl-C or at the end; whoever comes second waits until it is done. */
  private final class Stopping implements AutoCloseable {
    private final LocalStack stack;
    private final PrintStream progress;
    private boolean needed;

    Stopping(LocalStack stack, PrintStream progress) {
      this.stack = stack;
      this.progress = progress;
    }

    synchronized void begin() {
      needed = true;
    }

    @Override
    public synchronized void close() {
      if (needed) {
        needed = false;
        progress.println(
            texts.get(stack.isRecordingStartUp() ? "up.stoppingRecording" : "up.stopping"));
        stack.close();
      }
    }
  }

  private int play(DemoTargets targets) {
    Demo demo = new Demo(targets, json, Locale.getDefault(), System.out, System.err);
    try {
      var unused = demo.play();
      return 0;
    } catch (StoryBroken broken) {
      demo.explain(broken).forEach(System.err::println);
      return 1;
    } catch (IdentityClient.Unreachable | IllegalStateException failed) {
      System.err.println(failed.getMessage());
      return 1;
    }
  }

  private static URI local(Part part) {
    return URI.create("http://localhost:" + part.fixedPort());
  }
}
