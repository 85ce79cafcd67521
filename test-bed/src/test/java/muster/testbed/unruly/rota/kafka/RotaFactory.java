package muster.testbed.unruly.rota.kafka;

import io.micronaut.context.annotation.Factory;

/** Wires in an adapter, by Micronaut. */
@Factory
final class RotaFactory {}
