package muster.dispatch.start;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.List;
import muster.dispatch.team.kafka.TeamFeed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.ApplicationListener;

/**
 * Begins with deadlines and records only when the team index is complete: a wave that an instance
 * opened with half an index would call the wrong teams, or nobody, and escalate.
 */
final class WorkStart implements ApplicationListener<ApplicationReadyEvent> {
  private static final Logger log = LoggerFactory.getLogger(WorkStart.class);

  private final TeamFeed feed;
  private final Scheduler deadlines;
  private final BindingsLifecycleController bindings;
  private final List<String> bindingNames;

  WorkStart(
      TeamFeed feed,
      Scheduler deadlines,
      BindingsLifecycleController bindings,
      List<String> bindingNames) {
    this.feed = feed;
    this.deadlines = deadlines;
    this.bindings = bindings;
    this.bindingNames = List.copyOf(bindingNames);
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    var _ = feed.whenCaughtUp().thenRunAsync(this::begin, Thread::startVirtualThread);
  }

  private void begin() {
    deadlines.start();
    bindingNames.forEach(name -> bindings.changeState(name, State.STARTED));
    log.info("Ready: deadlines run, and {} are read", bindingNames);
  }
}
