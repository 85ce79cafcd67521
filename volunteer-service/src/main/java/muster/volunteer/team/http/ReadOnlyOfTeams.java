package muster.volunteer.team.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import muster.volunteer.team.TeamForm;
import org.springframework.boot.jackson.JacksonMixin;

/** What a team's representation has and a request can't set: what GET gives can be PUT back. */
@JacksonMixin(TeamForm.class)
@JsonIgnoreProperties({"changedAt", "onDuty"})
interface ReadOnlyOfTeams {}
