package muster.volunteer.people.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import muster.volunteer.people.VolunteerForm;
import org.springframework.boot.jackson.JacksonMixin;

/** What a volunteer has and a request can't set: what GET gives can be PUT back. */
@JacksonMixin(VolunteerForm.class)
@JsonIgnoreProperties({"proposedSubject", "samePhoneAs"})
interface ReadOnlyOfVolunteers {}
