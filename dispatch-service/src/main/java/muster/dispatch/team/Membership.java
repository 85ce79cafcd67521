package muster.dispatch.team;

import muster.contracts.volunteer.TeamSnapshot.Member;

/** An account's place in a team. */
public record Membership(String teamId, String volunteerId, Member.Role role) {}
