package muster.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The whole of Muster on one machine: PostgreSQL, Kafka, the identity provider, the four services
 * and the gateway, each a process of its own. {@code ./muster up} runs it on the fixed ports; tests
 * run it on free ones, beside it and beside each other.
 */
public final class LocalStack implements AutoCloseable {
  private final Path folder;
  private final boolean temporary;
  private final Set<Part> parts;
  private final Map<Part, Integer> ports;
  private final Map<Part, Map<String, String>> environment;
  private final Programs programs;
  private final Duration deadline;
  private final boolean exercise;
  private final StackListener listener;
  private final IdentityClient identity;
  private final Map<Part, ServiceProcess> processes =
      Collections.synchronizedMap(new EnumMap<>(Part.class));
  private volatile @Nullable Postgres postgres;
  private volatile @Nullable KafkaBroker kafka;
  private volatile boolean closed;

  private LocalStack(Builder builder) {
    ProjectFolder project = builder.project == null ? ProjectFolder.find() : builder.project;
    Path given = builder.folder;
    this.temporary = given == null;
    this.folder = given == null ? Folders.temporary("muster-stack-") : given.toAbsolutePath();
    this.parts = EnumSet.copyOf(builder.parts);
    this.ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      ports.put(part, builder.fixedPorts ? part.fixedPort() : FreePorts.next());
    }
    this.environment = new EnumMap<>(builder.environment);
    this.programs = new Programs(project, builder.tuning, builder.recordStartUp);
    this.deadline = builder.deadline;
    this.exercise = builder.exercise;
    this.listener = builder.listener;
    this.identity = new IdentityClient(URI.create(issuer()));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The one address that browsers and API clients need; the others are there for tests. */
  public URI gatewayUrl() {
    return url(Part.GATEWAY);
  }

  public URI dispatchUrl() {
    return url(Part.DISPATCH);
  }

  public URI volunteerUrl() {
    return url(Part.VOLUNTEER);
  }

  public URI reportUrl() {
    return url(Part.REPORT);
  }

  public URI notificationUrl() {
    return url(Part.NOTIFICATION);
  }

  public String issuer() {
    return url(Part.IDENTITY).toString();
  }

  /** Without a slash at the end. */
  public URI url(Part part) {
    return URI.create("http://localhost:" + port(part));
  }

  public int port(Part part) {
    return ports.getOrDefault(part, part.fixedPort());
  }

  /** Whether it is for training. */
  public boolean isExercise() {
    return exercise;
  }

  /** The parts that this stack starts. */
  public Set<Part> parts() {
    return Collections.unmodifiableSet(parts);
  }

  /**
   * The environment variables by which a program that was left out, and is started from elsewhere,
   * belongs to this running stack; makes its database, too.
   */
  public Map<String, String> settingsOf(Part part) {
    part.database().ifPresent(postgres()::createDatabase);
    return new PartSettings(this, programs.pages()).of(part);
  }

  /** A token of the running identity provider for any account, known to it or not. */
  public String token(String subject, Set<String> roles, String jurisdiction) {
    return identity.token(subject, roles, jurisdiction);
  }

  public KafkaBroker kafka() {
    return running(kafka, Part.KAFKA);
  }

  public Postgres postgres() {
    return running(postgres, Part.POSTGRES);
  }

  /** A service or the identity provider. */
  public ServiceProcess process(Part part) {
    return running(processes.get(part), part);
  }

  /** SIGKILL to a service or the identity provider. */
  public void killService(Part part) {
    process(part).kill();
  }

  /** In good order. */
  public void stopService(Part part) {
    process(part).terminate();
  }

  /** After {@link #killService} or on its own; returns when it is ready again. */
  public void restartService(Part part) {
    process(part).restart();
  }

  /** As {@link #restartService(Part)}, from now on with more settings, such as another policy. */
  public void restartService(Part part, Map<String, String> moreEnvironment) {
    process(part).terminate();
    environment.computeIfAbsent(part, any -> new TreeMap<>()).putAll(moreEnvironment);
    launch(part).awaitReady();
  }

  /** Whether stopping will take longer this once, because caches for the next start are written. */
  public boolean isRecordingStartUp() {
    return parts.stream().filter(part -> part != Part.POSTGRES).anyMatch(programs::isRecording);
  }

  /** The resident memory of every process of the stack, this one included, by its name. */
  public Map<String, Long> residentBytes() {
    return ResidentMemory.of(this);
  }

  public Path logFolder() {
    return folder.resolve("logs");
  }

  public Path dataFolder() {
    return folder.resolve("data");
  }

  /**
   * Returns when every part can work. If one can't, stops those that were started and says which
   * and why.
   */
  public LocalStack start() {
    refuseTakenPorts();
    programs.requireBuilt(parts);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        var infrastructure =
            CompletableFuture.allOf(
                begin(Part.POSTGRES, this::startPostgres, threads),
                begin(Part.KAFKA, this::startKafka, threads));
        var identityProvider =
            begin(Part.IDENTITY, () -> launch(Part.IDENTITY).awaitReady(), threads);
        FirstFailure.await(List.of(infrastructure), List.of(identityProvider));
        // The services need their databases and topics at once, the identity provider at the first
        // request only.
        List<CompletableFuture<?>> services =
            Part.programs().stream()
                .filter(part -> part != Part.IDENTITY)
                .<CompletableFuture<?>>map(
                    part -> begin(part, () -> launch(part).awaitReady(), threads))
                .collect(Collectors.toList());
        services.add(identityProvider);
        FirstFailure.await(services, List.of());
        return this;
      } catch (CompletionException e) {
        programs.dropRecordings(processes);
        close();
        if (e.getCause() instanceof StartFailed failed) {
          throw failed;
        }
        throw e;
      }
    }
  }

  /** Services first, so that they can say their last words to the broker and the databases. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<ServiceProcess> all = List.copyOf(processes.values());
      CompletableFuture.allOf(
              all.stream()
                  .map(process -> CompletableFuture.runAsync(process::terminate, threads))
                  .toArray(CompletableFuture[]::new))
          .join();
      Part.programs().stream().filter(processes::containsKey).forEach(listener::stopped);
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> close(Part.KAFKA, kafka), threads),
              CompletableFuture.runAsync(() -> close(Part.POSTGRES, postgres), threads))
          .join();
    }
    parts.stream().filter(part -> part != Part.POSTGRES).forEach(programs::keepRecording);
    if (temporary) {
      Folders.delete(folder);
    }
  }

  private void close(Part part, @Nullable AutoCloseable running) {
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (Exception e) { // what AutoCloseable may throw
      throw new IllegalStateException(part.module() + " could not be stopped", e);
    }
    listener.stopped(part);
  }

  /** Throws {@link PortsTaken} naming all that are in use. */
  public void refuseTakenPorts() {
    String taken =
        parts.stream()
            .filter(part -> !FreePorts.isFree(port(part)))
            .map(part -> part.module() + " " + port(part))
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new PortsTaken(taken);
    }
  }

  /** Does nothing for a part that is not wanted. */
  private CompletableFuture<?> begin(Part part, Supplier<?> work, ExecutorService threads) {
    if (!parts.contains(part)) {
      return CompletableFuture.completedFuture(null);
    }
    long begun = System.nanoTime();
    return CompletableFuture.supplyAsync(work, threads)
        .thenRun(() -> listener.ready(part, Duration.ofNanos(System.nanoTime() - begun)));
  }

  private Postgres startPostgres() {
    Postgres started =
        Postgres.builder()
            .port(port(Part.POSTGRES))
            .dataFolder(dataFolder().resolve("postgresql"))
            .start();
    postgres = started;
    parts.stream().flatMap(part -> part.database().stream()).forEach(started::createDatabase);
    return started;
  }

  private KafkaBroker startKafka() {
    KafkaBroker started =
        KafkaBroker.builder()
            .port(port(Part.KAFKA))
            .dataFolder(dataFolder().resolve("kafka"))
            .logFile(logFolder().resolve("kafka.log"))
            .deadline(deadline)
            .tuning(programs.tuning())
            .jvmArguments(programs.cacheArguments(Part.KAFKA))
            .grace(programs.grace(Part.KAFKA))
            .start();
    kafka = started;
    started.createTopics(TopicCatalogue.all());
    return started;
  }

  private ServiceProcess launch(Part part) {
    if (closed) {
      throw new StartFailed("The stack was stopped while it started");
    }
    ServiceProcess process =
        programs
            .prepare(part)
            .environment(environmentOf(part))
            .workingFolder(folder)
            .logFile(logFolder().resolve(part.module() + ".log"))
            .readyWhen(URI.create(url(part) + part.kind().healthPath()))
            .deadline(deadline)
            .build();
    processes.put(part, process);
    return process.launch();
  }

  private Map<String, String> environmentOf(Part part) {
    Map<String, String> all = new PartSettings(this, programs.pages()).of(part);
    // The identity provider starts beside them, and it is this stack that gives up on either.
    all.put("MUSTER_START_PATIENCE", Math.clamp(deadline.toSeconds(), 1, 600) + "s");
    all.putAll(environment.getOrDefault(part, Map.of()));
    return all;
  }

  private static <T> T running(@Nullable T part, Part name) {
    if (part == null) {
      throw new IllegalStateException(name.module() + " was not started");
    }
    return part;
  }

  /** By default: all parts, free ports, a temporary folder, nothing said. */
  public static final class Builder {
    private final Map<Part, Map<String, String>> environment = new EnumMap<>(Part.class);
    private Set<Part> parts = EnumSet.allOf(Part.class);
    private @Nullable ProjectFolder project;
    private @Nullable Path folder;
    private boolean fixedPorts;
    private Tuning tuning = Tuning.SMALL;
    private boolean recordStartUp;
    private Duration deadline = Duration.ofSeconds(180);
    private boolean exercise;
    private StackListener listener = StackListener.SILENT;

    private Builder() {}

    /** Keeps data and logs in the folder; without one they are dropped on close. */
    public Builder folder(Path path) {
      folder = path;
      return this;
    }

    /** Those of {@link Part#fixedPort} instead of free ones. */
    public Builder fixedPorts() {
      fixedPorts = true;
      return this;
    }

    /** Only these; a service that needs another part will not become ready without it. */
    public Builder parts(Part... wanted) {
      parts = EnumSet.copyOf(Arrays.asList(wanted));
      return this;
    }

    /** More environment variables for one part, such as another policy. */
    public Builder environment(Part part, Map<String, String> more) {
      environment.computeIfAbsent(part, any -> new TreeMap<>()).putAll(more);
      return this;
    }

    public Builder project(ProjectFolder where) {
      project = where;
      return this;
    }

    public Builder tuning(Tuning value) {
      tuning = value;
      return this;
    }

    /**
     * Whether parts without a start-up cache record one, which takes them some seconds when they
     * stop.
     */
    public Builder recordStartUp(boolean value) {
      recordStartUp = value;
      return this;
    }

    /** For training: every alert is an exercise, and whoever signs in is told. */
    public Builder exercise() {
      exercise = true;
      return this;
    }

    /** For each part to become ready. */
    public Builder deadline(Duration time) {
      deadline = time;
      return this;
    }

    public Builder listener(StackListener value) {
      listener = value;
      return this;
    }

    public LocalStack build() {
      return new LocalStack(this);
    }

    public LocalStack start() {
      return build().start();
    }
  }
}
