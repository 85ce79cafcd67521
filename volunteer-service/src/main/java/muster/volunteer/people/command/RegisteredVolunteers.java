package muster.volunteer.people.command;

import java.util.Collection;
import java.util.Map;
import muster.volunteer.people.RegisteredVolunteer;

/** What other features ask of the registry of volunteers. */
public interface RegisteredVolunteers {

  /** By id, of those that are registered. */
  Map<String, RegisteredVolunteer> registered(Collection<String> ids);
}
