package muster.dispatch.alert;

import org.jspecify.annotations.Nullable;

/** What was answered to a request, word for word. */
public record KeptAnswer(int status, @Nullable String location, String body) {}
