package muster.volunteer.presence.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import muster.volunteer.presence.PresenceForm;
import org.springframework.boot.jackson.JacksonMixin;

/** What presence has and a request can't set: what GET gives can be PUT back. */
@JacksonMixin(PresenceForm.class)
@JsonIgnoreProperties("version")
interface ReadOnlyOfPresence {}
