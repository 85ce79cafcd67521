package muster.testbed.unruly.rota.timer;

import muster.testbed.unruly.rota.kafka.RotaReader;

/** What lies beneath a feature is an adapter, whatever its name. */
public record RotaTimer(RotaReader reader) {}
