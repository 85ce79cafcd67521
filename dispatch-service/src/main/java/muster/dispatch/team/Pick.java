package muster.dispatch.team;

import muster.contracts.dispatch.PickReason;

/** A team to call, and why this one. */
public record Pick(String teamId, String teamName, PickReason reason) {}
