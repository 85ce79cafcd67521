package muster.testbed.unruly.rota.http;

import muster.testbed.unruly.rota.postgres.RotaTable;

/** An adapter that reads another's table. */
public record RotaController(RotaTable table) {}
